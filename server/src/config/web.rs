//! Addresses of the server, and the limits of its clients.

mod reached;

use std::fmt::{Formatter, Result as FmtResult};
use std::path::PathBuf;

use anyhow::ensure;
use serde::Deserialize;
use timeseries::Duration;

pub(crate) use reached::Reached;

use super::duration::GoDuration;
use crate::cli::ServeArgs;
use crate::web::Patience;

/// As many connections as Prometheus takes.
const MAX_CONNECTIONS: usize = 512;
const MAX_CONNECTIONS_BOUNDS: [usize; 2] = [2, 1_000_000];
const HEADER_TIMEOUT: Duration = Duration::from_seconds(10);
const BODY_TIMEOUT: Duration = Duration::from_seconds(30);
const TIMEOUT_BOUNDS: [Duration; 2] = [Duration::from_ms(100), Duration::HOUR];

/// The section `web`, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WebSection {
    pub(super) listen_address: Option<String>,
    external_url: Option<String>,
    route_prefix: Option<String>,
    max_connections: Option<usize>,
    max_requests: Option<usize>,
    header_timeout: Option<GoDuration>,
    body_timeout: Option<GoDuration>,
}

/// Limits of clients.
#[derive(Clone, Debug)]
pub(crate) struct WebConfig {
    /// The web config file, as exporter-toolkit has it.
    pub(crate) config_file: Option<PathBuf>,
    pub(crate) reached: Reached,
    pub(crate) max_connections: usize,
    /// Answered at once; less than there are connections, so that health and metrics always find one.
    pub(crate) max_requests: usize,
    header_timeout: Duration,
    body_timeout: Duration,
}

impl WebSection {
    /// The section with what the flags say over it.
    pub(super) fn check(&self, args: &ServeArgs) -> anyhow::Result<WebConfig> {
        let max_connections = args.max_connections.or(self.max_connections).unwrap_or(MAX_CONNECTIONS);
        let [least, most] = MAX_CONNECTIONS_BOUNDS;
        ensure!((least..=most).contains(&max_connections), "web.max_connections must be from {least} to {most}");
        let max_requests = self.max_requests.unwrap_or(max_connections / 2);
        ensure!(
            (1..max_connections).contains(&max_requests),
            "web.max_requests must be at least 1, and less than web.max_connections, which is {max_connections}"
        );
        let external_url = args.external_url.as_deref().or(self.external_url.as_deref());
        let route_prefix = args.route_prefix.as_deref().or(self.route_prefix.as_deref());
        Ok(WebConfig {
            config_file: args.web_config_file.clone(),
            reached: Reached::parse(external_url, route_prefix)?,
            max_connections,
            max_requests,
            header_timeout: timeout("header_timeout", self.header_timeout, HEADER_TIMEOUT)?,
            body_timeout: timeout("body_timeout", self.body_timeout, BODY_TIMEOUT)?,
        })
    }
}

fn timeout(name: &str, given: Option<GoDuration>, default: Duration) -> anyhow::Result<Duration> {
    let timeout = given.map_or(default, |GoDuration(timeout)| timeout);
    let [shortest, longest] = TIMEOUT_BOUNDS;
    ensure!(
        (shortest..=longest).contains(&timeout),
        "web.{name} is {timeout}, and must be from {shortest} to {longest}"
    );
    Ok(timeout)
}

impl WebConfig {
    /// This one, but what a running server cannot change, as it is in the one `running`. Of its connections one is always left
    /// for health.
    pub(super) fn over(&self, running: &Self) -> Self {
        Self { max_requests: self.max_requests.min(running.max_connections.saturating_sub(1)), ..running.clone() }
    }

    /// This one with so many connections.
    pub(crate) fn of_connections(self, max_connections: usize) -> Self {
        Self { max_connections, max_requests: self.max_requests.min(max_connections - 1).max(1), ..self }
    }

    /// As connections know it.
    pub(crate) fn patience(&self) -> Patience {
        Patience { head: self.header_timeout.into(), body: self.body_timeout.into() }
    }

    /// As `--print-config` shows it.
    pub(super) fn write(&self, f: &mut Formatter<'_>) -> FmtResult {
        let external_url = self.reached.external_url();
        if !external_url.is_empty() {
            writeln!(f, "  external_url: {external_url}")?;
        }
        writeln!(
            f,
            "  route_prefix: {}",
            Some(&*self.reached.route_prefix).filter(|prefix| !prefix.is_empty()).unwrap_or("/")
        )?;
        writeln!(f, "  max_connections: {}\n  max_requests: {}", self.max_connections, self.max_requests)?;
        writeln!(f, "  header_timeout: {}\n  body_timeout: {}", self.header_timeout, self.body_timeout)
    }
}
