//! Promcast's own metrics. Every label value is one of a set that the operator or the code decides, never a stranger.

mod archive;
mod checks;
mod config;
mod counter;
mod http;
mod label;
mod lately;
mod model;
mod pool;
mod sources;
mod upload;
mod web;

use std::time::Duration;

use prometheus::{HistogramOpts, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use service::OwnMetrics;

use crate::checks::Check;
use crate::journal::{Journal, Turn};

pub(crate) use archive::ArchiveTelemetry;
pub(crate) use checks::CheckTelemetry;
pub(crate) use config::ConfigTelemetry;
pub(crate) use counter::CounterTelemetry;
pub(crate) use http::HttpTelemetry;
pub(crate) use model::ModelTelemetry;
pub(crate) use pool::PoolTelemetry;
pub(crate) use sources::{SourceSeries, SourceTelemetry};
pub(crate) use upload::UploadTelemetry;
pub(crate) use web::WebTelemetry;

/// The metrics, registered once.
#[derive(Clone, Debug)]
pub(crate) struct Telemetry {
    registry: Registry,
    sources: SourceTelemetry,
    checks: CheckTelemetry,
    queue_length: IntGauge,
    sql_statements: IntCounterVec,
    sql_seconds: prometheus::Histogram,
    kept_forecasts: prometheus::IntCounter,
    config: ConfigTelemetry,
    http: HttpTelemetry,
    pool: PoolTelemetry,
    counter: CounterTelemetry,
    upload: UploadTelemetry,
    journal: Journal,
    web: WebTelemetry,
    archive: ArchiveTelemetry,
    models: ModelTelemetry,
}

impl Telemetry {
    /// Registers everything. The `environment` is a label of what the old counter's dashboards ask for.
    pub(crate) fn new(environment: &str) -> prometheus::Result<Self> {
        let registry = Registry::new();
        let journal = Journal::default();
        let sources = SourceTelemetry::register(&registry, &journal)?;
        let checks = CheckTelemetry::register(&registry)?;
        let queue_length = IntGauge::new("promcast_forecast_queue_length", "Forecasts that wait or run.")?;
        let kept_forecasts = prometheus::IntCounter::new(
            "promcast_forecasts_kept_total",
            "Forecasts that were made and kept on request.",
        )?;
        let sql_statements = IntCounterVec::new(
            Opts::new("promcast_sql_statements_total", "Statements of the SQL console and its API, by outcome."),
            &["outcome"],
        )?;
        let buckets = crate::sql_audit::BUCKETS.map(|end| end.as_secs_f64()).to_vec();
        let sql_seconds = prometheus::Histogram::with_opts(
            HistogramOpts::new(
                "promcast_sql_statement_duration_seconds",
                "How long statements of the SQL console and its API took, to their last row.",
            )
            .buckets(buckets),
        )?;
        registry.register(Box::new(sql_statements.clone()))?;
        registry.register(Box::new(sql_seconds.clone()))?;
        registry.register(Box::new(queue_length.clone()))?;
        registry.register(Box::new(kept_forecasts.clone()))?;
        let config = ConfigTelemetry::register(&registry)?;
        let http = HttpTelemetry::register(&registry, environment)?;
        let pool = PoolTelemetry::register(&registry)?;
        let counter = CounterTelemetry::register(&registry, environment)?;
        let upload = UploadTelemetry::register(&registry)?;
        let web = WebTelemetry::register(&registry)?;
        let archive = ArchiveTelemetry::register(&registry)?;
        let models = ModelTelemetry::register(&registry)?;
        registry.register(Box::new(build_info()?))?;
        registry.register(Box::new(prometheus::process_collector::ProcessCollector::for_self()))?;
        Ok(Self {
            registry,
            sources,
            checks,
            queue_length,
            sql_statements,
            sql_seconds,
            kept_forecasts,
            config,
            http,
            pool,
            counter,
            upload,
            journal,
            web,
            archive,
            models,
        })
    }

    /// The same of a command that says by itself which source failed: the log does not say it again.
    pub(crate) fn without_announcements(self) -> Self {
        Self { sources: self.sources.without_announcements(), ..self }
    }

    /// The metrics of sources.
    pub(crate) fn sources(&self) -> &SourceTelemetry {
        &self.sources
    }

    /// The metrics of what is looked at.
    pub(crate) fn checks(&self) -> &CheckTelemetry {
        &self.checks
    }

    /// A check was made, and found this: a remark, or what is wrong in whole sentences. It is on the page of the status, in the
    /// metrics, and, where it turned, in the log.
    pub(crate) fn checked(&self, check: Check, outcome: Result<String, String>) {
        self.checks.shows(check, outcome.is_err());
        let words = outcome.as_ref().map_or_else(Clone::clone, Clone::clone);
        match self.journal.checked(check, outcome) {
            Turn::Began => tracing::warn!(check = check.label(), "{words}"),
            Turn::Ended => tracing::info!(check = check.label(), "well again: {words}"),
            Turn::None => {}
        }
    }

    /// A statement of a stranger is over.
    pub(crate) fn sql_ran(&self, outcome: &str, took: Duration) {
        self.sql_statements.with_label_values(&[outcome]).inc();
        self.sql_seconds.observe(took.as_secs_f64());
    }

    /// A forecast was kept.
    pub(crate) fn forecast_kept(&self) {
        self.kept_forecasts.inc();
    }

    /// The metrics of the config.
    pub(crate) fn config(&self) -> &ConfigTelemetry {
        &self.config
    }

    /// The metrics of all requests.
    pub(crate) fn http(&self) -> &HttpTelemetry {
        &self.http
    }

    /// The metrics of the threads for forecasts.
    pub(crate) fn pool(&self) -> &PoolTelemetry {
        &self.pool
    }

    /// The metrics of the counter.
    pub(crate) fn counter(&self) -> &CounterTelemetry {
        &self.counter
    }

    /// Returns the journal: the last outcomes, in words.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The metric of simulated uploads.
    pub(crate) fn upload(&self) -> &UploadTelemetry {
        &self.upload
    }

    /// The metrics of connections.
    pub(crate) fn web(&self) -> &WebTelemetry {
        &self.web
    }

    /// The metrics of the archive.
    pub(crate) fn archive(&self) -> &ArchiveTelemetry {
        &self.archive
    }

    /// The metrics of models.
    pub(crate) fn models(&self) -> &ModelTelemetry {
        &self.models
    }

    /// All metrics in Prometheus' text format, with what only the use cases know.
    pub(crate) fn exposition(&self, queue_length: usize, counter: u64) -> prometheus::Result<String> {
        self.counter.says(counter);
        self.queue_length.set(i64::try_from(queue_length).unwrap_or(i64::MAX));
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

impl OwnMetrics for Telemetry {
    fn as_scraped(&self, queue_length: usize, counter: u64) -> String {
        self.exposition(queue_length, counter).unwrap_or_else(|error| {
            tracing::error!(%error, "metrics cannot be written");
            String::new()
        })
    }
}

fn registered<C: prometheus::core::Collector + Clone + 'static>(
    registry: &Registry,
    metric: C,
) -> prometheus::Result<C> {
    registry.register(Box::new(metric.clone()))?;
    Ok(metric)
}

fn build_info() -> prometheus::Result<IntGauge> {
    let options = Opts::new("promcast_build_info", "Always 1; the labels say which build this is.")
        .const_label("version", env!("CARGO_PKG_VERSION"))
        .const_label("rustversion", env!("CARGO_PKG_RUST_VERSION"));
    let info = IntGauge::with_opts(options)?;
    info.set(1);
    Ok(info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_exposed() {
        let telemetry = Telemetry::new("test").unwrap();
        let source = telemetry.sources().of("demo");
        source.answered(None, Duration::from_millis(30));
        let text = telemetry.exposition(3, 0).unwrap();
        assert!(text.contains("promcast_source_requests_total{outcome=\"ok\",source=\"demo\"} 1"), "{text}");
        assert!(
            text.contains("promcast_forecast_queue_length 3") && text.contains("process_resident_memory_bytes"),
            "{text}"
        );
    }
}
