//! The flags of `promcast check`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to look at before it is used.
#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArgs {
    #[command(subcommand)]
    pub(crate) command: CheckCommand,
}

/// What can be looked at.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum CheckCommand {
    /// The config of the server, with the files that it names.
    Config {
        /// YAML file as `--config.file` takes it.
        file: PathBuf,
    },
    /// The file of `--web.config.file`, with the certificates that it names.
    WebConfig {
        /// YAML file as exporter-toolkit has it.
        file: PathBuf,
    },
    /// Recording and alerting rules of Prometheus: their shape, and every expression.
    Rules {
        /// YAML files as Prometheus has them under `rule_files`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}
