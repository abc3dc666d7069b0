//! The config file, as it is written: YAML, unknown keys refused.

use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::collector::{CollectSection, Collected, PrometheusSection};
use super::model::ModelSection;
use super::source::SourceConfig;
use super::sql::SqlConfig;
use super::storage::StorageSection;
use super::web::WebSection;
use super::yaml;
use crate::cli::{LogFormat, LogLevel};

/// The whole file; everything has a default.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ConfigFile {
    /// The old collector's: collect every minute.
    pub(super) debug: bool,
    pub(super) environment: Option<String>,
    #[serde(rename = "apiProxies")]
    pub(super) api_proxies: Option<Vec<String>>,
    pub(super) prometheus: Option<PrometheusSection>,
    pub(super) collect: CollectSection,
    pub(super) sources: Vec<SourceConfig>,
    pub(super) allow_adhoc_sources: Option<bool>,
    pub(super) models: Vec<ModelSection>,
    pub(super) web: WebSection,
    pub(super) storage: StorageSection,
    pub(super) limits: Limits,
    pub(super) sql: SqlConfig,
    pub(super) log: LogConfig,
}

/// Limits of the cost of one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// Most bytes read of one answer of a source, after decompression.
    pub(crate) max_body_bytes: usize,
    /// Most series of one answer.
    pub(crate) max_series: usize,
    /// Threads for forecasts; 0 is one a core.
    pub(crate) forecast_threads: usize,
    /// Forecasts that may wait or run at once; beyond that callers are told to come back.
    pub(crate) forecast_queue: usize,
    /// Time that one forecast may compute, in seconds.
    pub(crate) forecast_timeout_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let source = prometheus_http::Limits::default();
        Self {
            max_body_bytes: source.max_body_bytes,
            max_series: source.max_series,
            forecast_threads: 0,
            forecast_queue: 64,
            forecast_timeout_seconds: 60,
        }
    }
}

/// Settings of the log.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LogConfig {
    pub(crate) level: LogLevel,
    pub(crate) format: LogFormat,
}

impl ConfigFile {
    /// Returns the sections about collecting; `needs_folder` says if the archive's folder must be named.
    pub(super) fn collected(&self, needs_folder: bool) -> Collected<'_> {
        Collected {
            debug: self.debug,
            proxies: self.api_proxies.as_deref().unwrap_or_default(),
            prometheus: self.prometheus.as_ref(),
            collect: &self.collect,
            lacks_folder: needs_folder && self.storage.output_dir().is_none(),
        }
    }

    /// Reads a file; without one everything has its default.
    pub(super) fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the config file {}", path.display()))?;
        yaml::parse(&text).with_context(|| format!("the config file {} makes no sense", path.display()))
    }
}
