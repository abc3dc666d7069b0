//! The command line. Every flag also has an environment variable; a flag wins over it, and it over the config file.

mod archive_folder;
mod check;
mod collect;
mod data;
mod evaluate;
mod shell;
mod suppose;
mod train;

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub(crate) use archive_folder::ArchiveFolderArgs;
pub(crate) use check::{CheckArgs, CheckCommand, RulesFor};
pub(crate) use collect::CollectArgs;
pub(crate) use data::DataArgs;
pub(crate) use evaluate::{EvaluateArgs, TrafficArgs};
pub(crate) use shell::{CompletionsArgs, HealthcheckArgs, ManArgs};
pub(crate) use suppose::SupposeArgs;
pub(crate) use train::TrainArgs;

/// Says where a Prometheus metric is going, and how sure that is.
#[derive(Debug, Parser)]
#[command(name = "promcast", version, about, max_term_width = 100, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    /// The command; serve if there is none.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) serve: ServeArgs,
}

/// Commands of promcast.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Collect the metrics of a config into the archive, now and every 24 hours.
    Collect(CollectArgs),
    /// Look after the archive of metrics.
    Archive(ArchiveArgs),
    /// Run the server (the default).
    Serve(ServeArgs),
    /// Forecast a PromQL expression, or the series of a CSV file, and print CSV.
    Forecast(ForecastArgs),
    /// Ask the archive: how many records, the usual tables, or any SQL.
    Query(QueryArgs),
    /// Learn a model from a CSV, and keep it.
    Train(TrainArgs),
    /// Say how wrong a model is on rows of a CSV, and whether they are still those it knows.
    Evaluate(EvaluateArgs),
    /// Say whether files make sense, before anything runs with them.
    Check(CheckArgs),
    /// Ask a running Promcast whether it lives; ends with 1 where it does not.
    Healthcheck(HealthcheckArgs),
    /// Print what completes the command line in a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man(ManArgs),
    /// Call /predict of a running Promcast steadily.
    Traffic(TrafficArgs),
    /// Answer SQL, confined; the server starts this by itself.
    #[command(hide = true)]
    SqlWorker,
}

/// Config file and log flags, common to all commands.
#[derive(Args, Clone, Debug)]
pub(crate) struct CommonArgs {
    /// YAML file with sources and limits; unknown keys are refused.
    #[arg(long = "config.file", visible_alias = "config", env = "PROMCAST_CONFIG_FILE", value_name = "FILE")]
    pub(crate) config_file: Option<PathBuf>,
    /// Base URL of a Prometheus to read from, as the source `prometheus`.
    #[arg(long = "prometheus.url", env = "PROMCAST_PROMETHEUS_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) prometheus_url: Option<String>,
    /// Least severity that is logged.
    #[arg(long = "log.level", env = "PROMCAST_LOG_LEVEL", value_enum)]
    pub(crate) log_level: Option<LogLevel>,
    /// Form of the log.
    #[arg(long = "log.format", env = "PROMCAST_LOG_FORMAT", value_enum)]
    pub(crate) log_format: Option<LogFormat>,
}

/// Flags of the server.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Address to listen on [default: 127.0.0.1:8080].
    #[arg(long = "web.listen-address", env = "PROMCAST_WEB_LISTEN_ADDRESS", value_name = "ADDRESS")]
    pub(crate) listen_address: Option<String>,
    /// URL by which visitors find this Promcast, or its path alone, where a proxy stands before it [default: where it listens].
    #[arg(long = "web.external-url", env = "PROMCAST_WEB_EXTERNAL_URL", value_name = "URL")]
    pub(crate) external_url: Option<String>,
    /// Prefix of the paths of all routes [default: the path of the external URL].
    #[arg(long = "web.route-prefix", env = "PROMCAST_WEB_ROUTE_PREFIX", value_name = "PATH")]
    pub(crate) route_prefix: Option<String>,
    /// File with TLS, users, headers and a rate, as all Prometheus components have it.
    #[arg(long = "web.config.file", env = "PROMCAST_WEB_CONFIG_FILE", value_name = "FILE")]
    pub(crate) web_config_file: Option<PathBuf>,
    /// Let requests read the config again (POST /-/reload) and end the server (POST /-/quit).
    #[arg(long = "web.enable-lifecycle", env = "PROMCAST_WEB_ENABLE_LIFECYCLE")]
    pub(crate) enable_lifecycle: bool,
    /// Most connections at once [default: 512].
    #[arg(long = "web.max-connections", env = "PROMCAST_WEB_MAX_CONNECTIONS", value_name = "N")]
    pub(crate) max_connections: Option<usize>,
    /// Value of the label `environment` of metrics [default: dev].
    #[arg(long, env = "ENVIRONMENT", value_name = "NAME")]
    pub(crate) environment: Option<String>,
    /// Folder with the page's scripts and styles [default: `site` beside the binary].
    #[arg(long = "web.site-root", env = "LEPTOS_SITE_ROOT", value_name = "DIR")]
    pub(crate) site_root: Option<PathBuf>,
    /// Folder for what Promcast keeps [default: data].
    #[arg(long = "storage.path", env = "PROMCAST_STORAGE_PATH", value_name = "DIR")]
    pub(crate) storage_path: Option<PathBuf>,
    /// File of the counter's checkpoint [default: checkpoint.json below the storage path].
    #[arg(long = "checkpoint.path", env = "CHECKPOINT_PATH", value_name = "FILE")]
    pub(crate) checkpoint_path: Option<PathBuf>,
    /// Let pages and scripts name the URL of a Prometheus that is not configured [default: only while listening on loopback].
    #[arg(long = "sources.allow-adhoc", env = "PROMCAST_SOURCES_ALLOW_ADHOC", value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) allow_adhoc: Option<bool>,
    /// Run strangers' SQL also where the kernel cannot confine it (no Landlock).
    #[arg(long = "sql.allow-weak-sandbox", env = "PROMCAST_SQL_ALLOW_WEAK_SANDBOX")]
    pub(crate) allow_weak_sandbox: bool,
    /// Print the config in force, secrets hidden, and end.
    #[arg(long = "print-config")]
    pub(crate) print_config: bool,
}

/// Arguments of `promcast archive`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ArchiveArgs {
    #[command(subcommand)]
    pub(crate) command: ArchiveCommand,
}

/// Commands of `promcast archive`.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Read every file again and name those that are not what was written; ends with 1 where there are any.
    Verify(VerifyArgs),
}

/// Arguments of `promcast archive verify`.
#[derive(Args, Clone, Debug)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolderArgs,
    /// Note the hash of files that another program wrote and that can be read, so that from now on they are checked.
    #[arg(long)]
    pub(crate) adopt: bool,
}

/// Arguments of `promcast forecast`.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("question").args(["expr", "input"]).required(true))]
pub(crate) struct ForecastArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// PromQL expression to read from a source.
    pub(crate) expr: Option<String>,
    /// CSV with the columns unique_id, ds and y, or with a time and a value; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
    /// Name or URL of the source [default: the first one configured].
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Length of the history to read.
    #[arg(long, default_value = "7d")]
    pub(crate) range: String,
    /// End of the history: `now`, `now-1d`, a date and time in UTC.
    #[arg(long, default_value = "now")]
    pub(crate) end: String,
    /// Horizon: a number of steps, or a duration; of a CSV, also months and years of the calendar, such as 6mo.
    #[arg(long, default_value = "1d")]
    pub(crate) horizon: String,
    /// From one point to the next, or `auto`; for a CSV, `auto` is the usual spacing of its lines, and 1mo, 3mo and 1y are months,
    /// quarters and years of the calendar.
    #[arg(long, default_value = "auto")]
    pub(crate) step: String,
    /// Level of a band in percent; may be given more than once.
    #[arg(long, default_values = ["80", "95"], value_name = "PERCENT")]
    pub(crate) level: Vec<String>,
    /// Model; auto tries them all on the past and takes the best.
    #[arg(long, default_value = "auto")]
    pub(crate) model: String,
    #[command(flatten)]
    pub(crate) suppose: SupposeArgs,
    /// In how long a time noise alone may raise one false alarm [default: 7d]; anomalies are part of JSON.
    #[arg(long, value_name = "DURATION")]
    pub(crate) alarm: Option<String>,
    /// File to write instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Output format; JSON also says how each forecast was chosen, and of which data.
    #[arg(long, value_enum, default_value_t = ForecastFormat::Csv)]
    pub(crate) format: ForecastFormat,
    /// Leave out the summary that goes to standard error beside a CSV.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Forms of forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ForecastFormat {
    Csv,
    Json,
}

/// Arguments of `promcast query`.
#[derive(Args, Clone, Debug)]
pub(crate) struct QueryArgs {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolderArgs,
    /// Only this day, as YYYY-MM-DD in UTC.
    #[arg(long, value_name = "DATE", conflicts_with = "last_days")]
    pub(crate) date: Option<timeseries::Day>,
    /// Only the newest N days, today included.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=36500))]
    pub(crate) last_days: Option<u32>,
    /// Only this API proxy.
    #[arg(long, value_name = "NAME")]
    pub(crate) api_proxy: Option<String>,
    /// Only this metric.
    #[arg(long, value_name = "NAME")]
    pub(crate) metric: Option<String>,
    /// A statement instead: it sees the view `metrics` and the files of the folder.
    #[arg(long, value_name = "STATEMENT", conflicts_with_all = ["date", "last_days", "api_proxy", "metric"])]
    pub(crate) sql: Option<String>,
    /// File to write the records to: .csv, .json or .parquet.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Least severity that is logged.
    #[arg(long = "log.level", env = "PROMCAST_LOG_LEVEL", value_enum)]
    pub(crate) log_level: Option<LogLevel>,
}

/// Severities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    Debug,
    #[default]
    Info,
    Warn,
    Error,
}

/// Forms of a log line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// `key=value`, as Prometheus.
    #[default]
    Logfmt,
    /// One JSON object a line.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serving_is_the_default() {
        let cli = Cli::parse_from(["promcast", "--web.listen-address", ":9999", "--sources.allow-adhoc"]);
        assert_eq!(cli.serve.listen_address.as_deref(), Some(":9999"));
        assert_eq!(cli.serve.allow_adhoc, Some(true));
        assert!(cli.command.is_none());
    }

    #[test]
    fn an_expression_or_a_file() {
        assert!(Cli::try_parse_from(["promcast", "forecast"]).is_err());
        assert!(Cli::try_parse_from(["promcast", "forecast", "up", "--input", "x.csv"]).is_err());
        assert!(Cli::try_parse_from(["promcast", "forecast", "up", "--level", "80", "--level", "95"]).is_ok());
    }
}
