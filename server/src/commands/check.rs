//! `promcast check`: whether files make sense, before anything runs with them.

mod rule;
mod rules;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{complain_of, say};
use crate::cli::{CheckArgs, CheckCommand};
use crate::config::Config;
use crate::sources::ConfiguredSources;
use crate::telemetry::Telemetry;
use crate::web_config::WebRules;

/// Looks at what was named; the first line that says why not is on standard error.
pub(crate) fn check(args: CheckArgs) -> anyhow::Result<()> {
    match args.command {
        CheckCommand::Config { file } => config(&file),
        CheckCommand::WebConfig { file } => web_config(&file),
        CheckCommand::Rules { files } => rules(&files),
    }
}

fn config(file: &Path) -> anyhow::Result<()> {
    let config = Config::of_file_alone(file)?;
    // Passwords and certificates in files are read, and addresses looked at, by whoever will use them.
    ConfiguredSources::new(&config, &Telemetry::new(&config.environment)?)?;
    let (sources, models) = (config.sources.len(), config.models.len());
    say(&format!("{}: it makes sense (sources: {sources}, models: {models})", file.display()));
    Ok(())
}

fn web_config(file: &Path) -> anyhow::Result<()> {
    let rules = WebRules::read(file)?;
    let tls = if rules.tls.is_some() { "on" } else { "off" };
    let users = if rules.users.is_open() { "anyone" } else { "known users" };
    say(&format!("{}: it makes sense (TLS is {tls}, open to {users})", file.display()));
    Ok(())
}

fn rules(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut mistakes = 0;
    for file in files {
        let shown = file.display();
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
        match rules::checked(&text) {
            Ok(counted) => say(&format!("{shown}: it makes sense ({counted})")),
            Err(found) => {
                mistakes += found.len();
                found.iter().for_each(|mistake| complain_of(&format!("{shown}:{mistake}")));
            }
        }
    }
    match mistakes {
        0 => Ok(()),
        1 => bail!("1 mistake; the line above says where"),
        many => bail!("{many} mistakes; the lines above say where"),
    }
}
