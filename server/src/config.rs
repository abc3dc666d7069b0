//! The configuration in force: the file, over it the environment, over that the flags. Read once, passed down, printable.

mod file;
mod printed;
mod source;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use timeseries::Duration;

pub(crate) use file::{Limits, LogConfig};
pub(crate) use source::SourceConfig;

use crate::cli::{CommonArgs, ServeArgs};
use file::ConfigFile;

/// Where the server listens unless it is told otherwise: nobody else can reach it there.
const DEFAULT_LISTEN_ADDRESS: &str = "127.0.0.1:8080";
/// The name of the source that `--prometheus.url` gives.
const FLAG_SOURCE: &str = "prometheus";
/// The name of the built-in samples.
pub(crate) const DEMO_SOURCE: &str = "demo";

/// Everything that can be configured.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) listen_address: SocketAddr,
    pub(crate) site_root: PathBuf,
    pub(crate) storage_path: PathBuf,
    pub(crate) keep_forecasts: usize,
    pub(crate) allow_adhoc: bool,
    pub(crate) sources: Vec<SourceConfig>,
    pub(crate) limits: Limits,
    pub(crate) log: LogConfig,
}

impl Config {
    /// The config of the server.
    pub(crate) fn of_serve(args: &ServeArgs) -> anyhow::Result<Self> {
        let file = ConfigFile::read(args.common.config_file.as_deref())?;
        let listen =
            args.listen_address.as_deref().or(file.web.listen_address.as_deref()).unwrap_or(DEFAULT_LISTEN_ADDRESS);
        let listen_address = parse_listen_address(listen)?;
        let storage = args.storage_path.clone().or_else(|| file.storage.path.clone());
        Ok(Self {
            listen_address,
            site_root: args.site_root.clone().unwrap_or_else(default_site_root),
            storage_path: storage.unwrap_or_else(|| PathBuf::from("data")),
            keep_forecasts: file.storage.keep_forecasts,
            allow_adhoc: args.allow_adhoc.or(file.allow_adhoc_sources).unwrap_or(listen_address.ip().is_loopback()),
            sources: sources(&args.common, file.sources)?,
            limits: file.limits,
            log: log(&args.common, file.log),
        })
    }

    /// The config of a command that only reads: it runs for whoever typed it, so any URL may be asked.
    pub(crate) fn of_command(args: &CommonArgs) -> anyhow::Result<Self> {
        let serve = ServeArgs {
            common: args.clone(),
            listen_address: None,
            site_root: None,
            storage_path: None,
            allow_adhoc: Some(true),
            print_config: false,
        };
        Self::of_serve(&serve)
    }
}

fn log(args: &CommonArgs, file: LogConfig) -> LogConfig {
    LogConfig { level: args.log_level.unwrap_or(file.level), format: args.log_format.unwrap_or(file.format) }
}

/// The sources of the file, and before them the one of the flag.
fn sources(args: &CommonArgs, of_file: Vec<SourceConfig>) -> anyhow::Result<Vec<SourceConfig>> {
    let of_flag = args.prometheus_url.as_ref().map(|url| SourceConfig::at(FLAG_SOURCE, url));
    let sources: Vec<SourceConfig> = of_flag.into_iter().chain(of_file).collect();
    for (index, source) in sources.iter().enumerate() {
        source.check().with_context(|| format!("source `{}`", source.name))?;
        if source.name == DEMO_SOURCE || sources[..index].iter().any(|earlier| earlier.name == source.name) {
            bail!(
                "there are two sources named `{}`: give each a name of its own (`{DEMO_SOURCE}` is the built-in samples)",
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

/// How long a source may take where its config does not say.
fn timeout_or_default(timeout: Option<Duration>) -> Duration {
    timeout.unwrap_or(Duration::from_seconds(30))
}

#[cfg(test)]
mod tests;
