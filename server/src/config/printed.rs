//! The config in force as YAML for people, secrets hidden.

mod collector;
mod model;

use std::fmt::{Display, Formatter, Result};

use super::Config;
use super::source::SourceConfig;

impl Display for Config {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "web:\n  listen_address: {}\n  site_root: {}", self.listen_address, self.site_root.display())?;
        self.web.write(f)?;
        writeln!(f, "environment: {:?}", self.environment)?;
        writeln!(f, "storage:\n  path: {}\n  keep_forecasts: {}", self.storage_path.display(), self.keep_forecasts)?;
        writeln!(f, "  keep_evaluations: {}", self.keep_evaluations)?;
        writeln!(f, "  checkpoint_path: {}", self.checkpoint_path.display())?;
        collector::write_archive(&self.archive, f)?;
        writeln!(f, "allow_adhoc_sources: {}", self.allow_adhoc)?;
        let limits = &self.limits;
        writeln!(f, "limits:\n  max_body_bytes: {}\n  max_series: {}", limits.max_body_bytes, limits.max_series)?;
        writeln!(f, "  forecast_threads: {}\n  forecast_queue: {}", limits.forecast_threads, limits.forecast_queue)?;
        writeln!(f, "  forecast_timeout_seconds: {}", limits.forecast_timeout_seconds)?;
        self.sql.write(f)?;
        writeln!(f, "log:\n  level: {}\n  format: {}", name(&self.log.level), name(&self.log.format))?;
        self.collector.iter().try_for_each(|collector| collector::write(collector, f))?;
        model::write(&self.models, f)?;
        match self.sources.is_empty() {
            true => writeln!(f, "sources: []  # only the built-in samples, `demo`"),
            false => {
                writeln!(f, "sources:")?;
                self.sources.iter().try_for_each(|source| write_source(source, f))
            }
        }
    }
}

/// The name a choice has on the command line.
fn name(choice: &impl clap::ValueEnum) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn write_source(source: &SourceConfig, f: &mut Formatter<'_>) -> Result {
    writeln!(f, "  - name: {}\n    url: {}", source.name, source.shown_url())?;
    if let Some(auth) = &source.basic_auth {
        writeln!(f, "    basic_auth:\n      username: {}\n      password: <secret>", auth.username)?;
    }
    if source.bearer_token.is_some() || source.bearer_token_file.is_some() {
        writeln!(f, "    bearer_token: <secret>")?;
    }
    if !source.headers.is_empty() {
        writeln!(f, "    headers:")?;
    }
    for name in source.headers.keys() {
        writeln!(f, "      {name}: <secret>")?;
    }
    if let Some(path) = &source.ca_file {
        writeln!(f, "    ca_file: {}", path.display())?;
    }
    writeln!(f, "    timeout: {}", super::timeout_or_default(source.timeout))
}
