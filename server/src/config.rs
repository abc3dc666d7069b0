//! The configuration in force: the file, over it the environment, over that the flags. Read once, passed down, printable.

mod collector;
mod duration;
mod file;
mod model;
mod over;
mod printed;
mod source;
mod sql;
mod storage;
mod web;
pub(crate) mod yaml;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use timeseries::Duration;

pub(crate) use collector::CollectorConfig;
pub(crate) use duration::GoDuration;
pub(crate) use file::{Limits, LogConfig};
pub(crate) use model::ModelConfig;
pub(crate) use source::{Hidden, SourceConfig};
pub(crate) use sql::SqlConfig;
pub(crate) use storage::ArchiveConfig;
pub(crate) use web::{Reached, WebConfig};

use crate::cli::{ArchiveFolderArgs, CommonArgs, ServeArgs};
use file::ConfigFile;

/// Default address: loopback, which no other machine reaches.
const DEFAULT_LISTEN_ADDRESS: &str = "127.0.0.1:8080";
/// Default value of the label `environment` of metrics.
const DEFAULT_ENVIRONMENT: &str = "dev";
/// Default storage path.
const DEFAULT_STORAGE_PATH: &str = "data";
/// Each has connections, certificates and metrics of its own, and is asked every minute whether it answers.
const MAX_SOURCES: usize = 500;
/// The name of the source that `--prometheus.url` gives, or the section `prometheus` of the file.
pub(crate) const PROMETHEUS_SOURCE: &str = "prometheus";
/// The name of the built-in samples.
pub(crate) const DEMO_SOURCE: &str = "demo";
/// The name of the archive as a source.
pub(crate) const ARCHIVE_SOURCE: &str = "archive";

/// Process that collects with a config.
#[derive(Clone, Copy, Debug)]
enum Collects {
    Nothing,
    /// Below its storage path, unless the config names a folder.
    InTheServer,
    /// In the folder that the config names.
    AsACommand,
}

/// Everything that can be configured.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) listen_address: SocketAddr,
    pub(crate) web: WebConfig,
    /// A label of metrics.
    pub(crate) environment: String,
    pub(crate) site_root: PathBuf,
    pub(crate) storage_path: PathBuf,
    pub(crate) checkpoint_path: PathBuf,
    pub(crate) keep_forecasts: usize,
    pub(crate) keep_evaluations: usize,
    pub(crate) allow_adhoc: bool,
    pub(crate) sources: Vec<SourceConfig>,
    pub(crate) archive: ArchiveConfig,
    /// Config of the collector; `None` if nothing is to be collected.
    pub(crate) collector: Option<CollectorConfig>,
    /// The models beside the built-in one.
    pub(crate) models: Vec<ModelConfig>,
    pub(crate) limits: Limits,
    pub(crate) sql: SqlConfig,
    pub(crate) log: LogConfig,
}

impl Config {
    /// The config of the server.
    pub(crate) fn of_serve(args: &ServeArgs) -> anyhow::Result<Self> {
        let file = ConfigFile::read(args.common.config_file.as_deref())?;
        let collects = if file.collected(false).is_any() { Collects::InTheServer } else { Collects::Nothing };
        Self::of_file(file, args, collects)
    }

    /// The config of the server, by a file and no flag.
    pub(crate) fn of_file_alone(path: &Path) -> anyhow::Result<Self> {
        let common =
            CommonArgs { config_file: Some(path.to_owned()), prometheus_url: None, log_level: None, log_format: None };
        Self::of_serve(&ServeArgs { allow_adhoc: None, ..only(&common) })
    }

    /// The config of the command that collects: what the old collector needed must be there.
    pub(crate) fn of_collect(args: &CommonArgs) -> anyhow::Result<Self> {
        ensure!(args.config_file.is_some(), "give a config that says what to collect with --config FILE");
        let file = ConfigFile::read(args.config_file.as_deref())?;
        Self::of_file(file, &only(args), Collects::AsACommand)
    }

    fn of_file(file: ConfigFile, args: &ServeArgs, collects: Collects) -> anyhow::Result<Self> {
        file.sql.check()?;
        let listen =
            args.listen_address.as_deref().or(file.web.listen_address.as_deref()).unwrap_or(DEFAULT_LISTEN_ADDRESS);
        let listen_address = parse_listen_address(listen)?;
        let storage = args.storage_path.clone().or_else(|| file.storage.path.clone());
        let storage_path = storage.unwrap_or_else(|| PathBuf::from(DEFAULT_STORAGE_PATH));
        let prometheus = prometheus_source(&args.common, &file)?;
        let collector = match collects {
            Collects::Nothing => None,
            Collects::InTheServer => Some(file.collected(false).check(prometheus.is_some())?),
            Collects::AsACommand => Some(file.collected(true).check(prometheus.is_some())?),
        };
        Ok(Self {
            listen_address,
            web: file.web.check(args)?,
            environment: environment(args.environment.clone().or(file.environment))?,
            site_root: args.site_root.clone().unwrap_or_else(default_site_root),
            archive: file.storage.archive(&storage_path)?,
            checkpoint_path: args
                .checkpoint_path
                .clone()
                .or(file.storage.checkpoint_path)
                .unwrap_or_else(|| storage_path.join("checkpoint.json")),
            storage_path,
            collector,
            keep_forecasts: file.storage.keep_forecasts,
            keep_evaluations: file.storage.keep_evaluations,
            allow_adhoc: args.allow_adhoc.or(file.allow_adhoc_sources).unwrap_or(listen_address.ip().is_loopback()),
            sources: sources(prometheus, file.sources)?,
            models: model::checked(file.models)?,
            limits: file.limits,
            sql: SqlConfig { allow_weak_sandbox: args.allow_weak_sandbox || file.sql.allow_weak_sandbox, ..file.sql },
            log: log(&args.common, file.log),
        })
    }

    /// The longest that any source may take for one answer.
    pub(crate) fn longest_source_timeout(&self) -> std::time::Duration {
        let timeouts = self.sources.iter().map(|source| timeout_or_default(source.timeout));
        timeouts.max().unwrap_or(timeout_or_default(None)).into()
    }

    /// The model of that name, where the config declares it; nothing is the built-in one.
    pub(crate) fn declared_model(&self, name: &str) -> anyhow::Result<Option<&ModelConfig>> {
        let found = self.models.iter().find(|model| model.schema.model == name);
        let built_in = regression::bike_sharing().model;
        ensure!(
            found.is_some() || name == built_in,
            "there is no model `{name}`: declare it under `models` in the config, or give `{built_in}`"
        );
        Ok(found)
    }

    /// The config of a command that only reads: it runs for whoever typed it, so any URL may be asked.
    pub(crate) fn of_command(args: &CommonArgs) -> anyhow::Result<Self> {
        Self::of_serve(&only(args))
    }
}

/// The folder of an archive that is only looked at: the one that is named, or the config's, or where the old collector wrote.
pub(crate) fn archive_folder(args: &ArchiveFolderArgs) -> anyhow::Result<PathBuf> {
    match (&args.data_dir, &args.config_file) {
        (Some(named), _) => Ok(named.clone()),
        (None, None) => Ok(PathBuf::from(DEFAULT_STORAGE_PATH)),
        (None, Some(file)) => {
            let storage = ConfigFile::read(Some(file))?.storage;
            let path = storage.path.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_STORAGE_PATH));
            Ok(storage.archive(&path)?.folder)
        }
    }
}

/// The flags of a command among those of the server.
fn only(args: &CommonArgs) -> ServeArgs {
    ServeArgs {
        common: args.clone(),
        listen_address: None,
        web_config_file: None,
        external_url: None,
        route_prefix: None,
        enable_lifecycle: false,
        max_connections: None,
        environment: None,
        site_root: None,
        storage_path: None,
        checkpoint_path: None,
        allow_adhoc: Some(true),
        allow_weak_sandbox: false,
        print_config: false,
    }
}

fn log(args: &CommonArgs, file: LogConfig) -> LogConfig {
    LogConfig { level: args.log_level.unwrap_or(file.level), format: args.log_format.unwrap_or(file.format) }
}

fn environment(given: Option<String>) -> anyhow::Result<String> {
    let name = given.unwrap_or_else(|| DEFAULT_ENVIRONMENT.to_owned());
    let fits = !name.is_empty() && name.len() <= 64 && !name.chars().any(char::is_control);
    ensure!(fits, "the environment must be 1 to 64 bytes without control characters");
    Ok(name)
}

/// The Prometheus of the flag, or else that of the old collector's section. The flag brings no password along.
fn prometheus_source(args: &CommonArgs, file: &ConfigFile) -> anyhow::Result<Option<SourceConfig>> {
    let of_file = file.prometheus.as_ref().map(|section| section.source(PROMETHEUS_SOURCE)).transpose()?.flatten();
    Ok(args.prometheus_url.as_ref().map(|url| SourceConfig::at(PROMETHEUS_SOURCE, url)).or(of_file))
}

/// All sources: the one named `prometheus` before those of the list.
fn sources(first: Option<SourceConfig>, listed: Vec<SourceConfig>) -> anyhow::Result<Vec<SourceConfig>> {
    let sources: Vec<SourceConfig> = first.into_iter().chain(listed).collect();
    ensure!(
        sources.len() <= MAX_SOURCES,
        "there are {} sources, and there may be {MAX_SOURCES}: have what many Prometheus know answered by one, such as Thanos, or run \
         another Promcast for the rest",
        sources.len()
    );
    for (index, source) in sources.iter().enumerate() {
        source.check().with_context(|| format!("source `{}`", source.name))?;
        let is_built_in = [DEMO_SOURCE, ARCHIVE_SOURCE].contains(&source.name.as_str());
        if is_built_in || sources[..index].iter().any(|earlier| earlier.name == source.name) {
            bail!(
                "there are two sources named `{}`: give each a name of its own (`{DEMO_SOURCE}` is the built-in samples, `{ARCHIVE_SOURCE}` the archive)",
                source.name
            );
        }
    }
    Ok(sources)
}

/// `:8080` means every address, as in Prometheus; `localhost` and names are resolved.
fn parse_listen_address(text: &str) -> anyhow::Result<SocketAddr> {
    use std::net::ToSocketAddrs;

    let full = if text.starts_with(':') { format!("0.0.0.0{text}") } else { text.to_owned() };
    let mut addresses = full.to_socket_addrs().with_context(|| {
        format!("`{text}` is not an address to listen on: give one such as 127.0.0.1:8080, [::1]:8080 or :8080")
    })?;
    addresses.next().with_context(|| format!("`{text}` has no address"))
}

/// `site` beside the binary, as it is shipped.
fn default_site_root() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.join("site")));
    beside.filter(|folder| folder.is_dir()).unwrap_or_else(|| Path::new("target/site").to_owned())
}

/// Returns the timeout of a source, or the default.
fn timeout_or_default(timeout: Option<Duration>) -> Duration {
    timeout.unwrap_or(Duration::from_seconds(30))
}

#[cfg(test)]
mod tests;
