//! The flags of `promcast check`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `promcast check`.
#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArgs {
    #[command(subcommand)]
    pub(crate) command: CheckCommand,
}

/// Kinds of files to check.
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
    /// Recording and alerting rules: their shape, every name, expression and template.
    Rules {
        /// The program that will read them: each takes other names, fields and expressions.
        #[arg(long = "for", value_enum, default_value_t = RulesFor::Prometheus3, value_name = "PROGRAM")]
        program: RulesFor,
        /// YAML files as Prometheus has them under `rule_files`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// A program that evaluates rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFor {
    /// Prometheus 2.42, the oldest in use; later ones of 2.x know more.
    #[value(name = "prometheus-2")]
    Prometheus2,
    /// Prometheus 3.14.
    #[value(name = "prometheus-3")]
    Prometheus3,
    /// vmalert of VictoriaMetrics.
    Vmalert,
    /// The ruler of Grafana Mimir 3.
    Mimir,
}
