//! `promcast check`: whether files are valid, before anything runs with them.

mod dialect;
mod rule;
mod rules;
mod template;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use timeseries::text;

use self::rules::Counted;
use super::{complain_of, say};
use crate::cli::{CheckArgs, CheckCommand, RulesFor};
use crate::config::Config;
use crate::sources::ConfiguredSources;
use crate::telemetry::Telemetry;
use crate::web_config::WebRules;

/// Looks at what was named; the first line that says why not is on standard error.
pub(crate) fn check(args: CheckArgs) -> anyhow::Result<()> {
    match args.command {
        CheckCommand::Config { file } => config(&file),
        CheckCommand::WebConfig { file } => web_config(&file),
        CheckCommand::Rules { program, files } => rules(&files, program),
    }
}

fn config(file: &Path) -> anyhow::Result<()> {
    let config = Config::of_file_alone(file)?;
    // Passwords and certificates in files are read, and addresses looked at, by whoever will use them.
    ConfiguredSources::new(&config, &Telemetry::new(&config.environment)?)?;
    let (sources, models) = (config.sources.len(), config.models.len());
    say(&format!("{}: valid (sources: {sources}, models: {models})", file.display()));
    Ok(())
}

fn web_config(file: &Path) -> anyhow::Result<()> {
    let rules = WebRules::read(file)?;
    let tls = if rules.tls.is_some() { "on" } else { "off" };
    let users = if rules.users.is_open() { "anyone" } else { "known users" };
    say(&format!("{}: valid (TLS is {tls}, open to {users})", file.display()));
    Ok(())
}

fn rules(files: &[PathBuf], program: RulesFor) -> anyhow::Result<()> {
    let mut mistakes = 0;
    for file in files {
        let shown = file.display();
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
        match rules::checked(&text, program) {
            Ok(counted) => say(&format!("{shown}: valid for {} ({})", program.dialect(), told(&counted, program))),
            Err(found) => {
                mistakes += found.len();
                found.iter().for_each(|mistake| complain_of(&format!("{shown}:{mistake}")));
            }
        }
    }
    let dialect = program.dialect();
    match mistakes {
        0 => Ok(()),
        1 => bail!("invalid for {dialect}: 1 mistake; the line above says where"),
        many => bail!("invalid for {dialect}: {many} mistakes; the lines above say where"),
    }
}

/// Says what was counted, and what was not looked at.
fn told(counted: &Counted, program: RulesFor) -> String {
    let Counted { groups, rules, beyond_us } = counted;
    let expressions = match beyond_us {
        0 => String::new(),
        count => format!("; of {} only the brackets were checked", text::counted(*count as u64, "expression")),
    };
    let templates = match program {
        RulesFor::Vmalert => "; the functions of templates were not checked",
        _ => "",
    };
    format!("groups: {groups}, rules: {rules}{expressions}{templates}")
}
