//! The sources there are: those of the config, the samples, the archive, and, where that is allowed, any Prometheus by its
//! URL.

mod archived;
mod measured;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use api::{ForecastParams, Param, Suggestion};
use prometheus_http::{Limits, PrometheusConfig, PrometheusHttp, Room};
use service::{Credentials, MetricsSource, SourceEntry, SourceError, SourceKind, Sources};

use crate::config::{Config, DEMO_SOURCE};
use crate::telemetry::{SourceSeries, Telemetry};
pub(crate) use archived::Archived;
use archived::ArchivedSources;
use measured::Measured;

/// All sources.
#[derive(Debug)]
pub(crate) struct ConfiguredSources {
    named: Vec<(SourceEntry, Arc<dyn MetricsSource>)>,
    archived: Option<ArchivedSources>,
    /// Names by the URL they were configured with.
    names_by_url: BTreeMap<String, String>,
    allow_adhoc: bool,
    limits: Limits,
    /// For large answers of any of them.
    room: Room,
    own_address: SocketAddr,
    telemetry: Telemetry,
    /// Keeps what was counted of sources without a name when the last of them is gone.
    _adhoc: SourceSeries,
}

impl ConfiguredSources {
    /// The sources of a config, the samples last: the first one is asked where none is named.
    pub(crate) fn new(config: &Config, telemetry: &Telemetry) -> anyhow::Result<Self> {
        use anyhow::Context;

        let room = Room::for_answers_of(config.limits.max_body_bytes);
        let mut named: Vec<(SourceEntry, Arc<dyn MetricsSource>)> = Vec::new();
        let mut names_by_url = BTreeMap::new();
        for source in &config.sources {
            let resolved = source.resolve(&config.limits).with_context(|| format!("source `{}`", source.name))?;
            let client = PrometheusHttp::new(resolved).with_context(|| format!("source `{}`", source.name))?;
            let client = client.sharing(&room);
            let entry = SourceEntry { name: source.name.clone(), kind: SourceKind::Prometheus, examples: Vec::new() };
            names_by_url.insert(normalised(&source.url.0), source.name.clone());
            named.push((entry, Arc::new(Measured::new(client, telemetry.sources().of(&source.name)))));
        }
        let demo = Measured::new(demo_source::DemoSource::new(), telemetry.sources().of(DEMO_SOURCE));
        named.push((demo_entry(), Arc::new(demo)));
        let limits = Limits {
            max_body_bytes: config.limits.max_body_bytes,
            max_series: config.limits.max_series,
            ..Limits::default()
        };
        let (allow_adhoc, own_address) = (config.allow_adhoc, config.listen_address);
        Ok(Self {
            named,
            archived: None,
            names_by_url,
            allow_adhoc,
            limits,
            room,
            own_address,
            telemetry: telemetry.clone(),
            _adhoc: telemetry.sources().of_adhoc(),
        })
    }

    /// The same with the archive behind them, as long as that has something to read or is being collected.
    pub(crate) fn with_archive(self, archived: Archived) -> Self {
        let archived = Some(ArchivedSources::new(archived, &self.telemetry));
        Self { archived, ..self }
    }

    /// All that can be named now.
    fn all(&self) -> impl Iterator<Item = &(SourceEntry, Arc<dyn MetricsSource>)> {
        self.named.iter().chain(self.archived.iter().flat_map(|archived| archived.list()))
    }

    fn check_adhoc(&self, url: &str) -> Result<(), SourceError> {
        if !self.allow_adhoc {
            let why = "only configured sources may be asked here: have this one added to the config, or --sources.allow-adhoc turned on".to_owned();
            return Err(SourceError::NotAllowed { why });
        }
        let parsed = url::Url::parse(url.trim()).ok();
        let is_own = parsed.is_some_and(|url| {
            url.port_or_known_default() == Some(self.own_address.port())
                && url.host_str().is_some_and(|host| is_this_machine(host, self.own_address))
        });
        match is_own {
            true => Err(SourceError::NotAllowed { why: "that is Promcast's own address".to_owned() }),
            false => Ok(()),
        }
    }
}

impl Sources for ConfiguredSources {
    fn list(&self) -> Vec<SourceEntry> {
        self.all().map(|(entry, _)| entry.clone()).collect()
    }

    fn named(&self, name: &str) -> Option<Arc<dyn MetricsSource>> {
        // In a link that somebody typed, the `+` of a name is read as a space.
        let name = name.replace(' ', "+");
        self.all().find(|(entry, _)| entry.name == name).map(|(_, source)| Arc::clone(source))
    }

    fn adhoc_allowed(&self) -> bool {
        self.allow_adhoc
    }

    fn by_url(&self, url: &str, credentials: Option<Credentials>) -> Result<Arc<dyn MetricsSource>, SourceError> {
        let configured = self.names_by_url.get(&normalised(url)).filter(|_| credentials.is_none());
        if let Some(source) = configured.and_then(|name| self.named(name)) {
            return Ok(source);
        }
        self.check_adhoc(url)?;
        let config = PrometheusConfig { credentials, limits: self.limits, ..PrometheusConfig::at(url.trim()) };
        let client = PrometheusHttp::new(config).map_err(|error| SourceError::NotAllowed { why: error.to_string() })?;
        Ok(Arc::new(Measured::new(client.sharing(&self.room), self.telemetry.sources().of_adhoc())))
    }
}

/// One text for the ways a base URL is written.
fn normalised(url: &str) -> String {
    url::Url::parse(url.trim())
        .map_or_else(|_| url.trim().to_owned(), |url| url.as_str().trim_end_matches('/').to_owned())
}

fn is_this_machine(host: &str, own: SocketAddr) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    match address {
        Ok(address) => {
            address == own.ip() || (address.is_loopback() && (own.ip().is_loopback() || own.ip().is_unspecified()))
        }
        Err(_) => host.trim_end_matches('.') == "localhost",
    }
}

/// The samples, with the questions that show what Promcast does.
fn demo_entry() -> SourceEntry {
    let question = |label: &str, expr: &str, range: &str, horizon: &str, threshold: &str| Suggestion {
        label: label.to_owned(),
        params: ForecastParams::default()
            .with(Param::Source, DEMO_SOURCE)
            .with(Param::Expr, expr)
            .with(Param::Range, range)
            .with(Param::Horizon, horizon)
            .with(Param::Threshold, threshold),
    };
    let examples = vec![
        question("Orders in the next days", "demo_orders_per_minute", "28d", "4d", ""),
        question("When is the disk full?", "demo_disk_used_ratio{mountpoint=\"/var/lib/db\"}", "14d", "14d", "0.9"),
        question("Requests, from a counter", "sum(rate(demo_http_requests_total[5m]))", "14d", "2d", ""),
        question("A leak", "demo_memory_bytes", "7d", "2d", ""),
    ];
    SourceEntry { name: DEMO_SOURCE.to_owned(), kind: SourceKind::Demo, examples }
}
