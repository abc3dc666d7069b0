//! The config file, as it is written: YAML, unknown keys refused.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::source::SourceConfig;
use crate::cli::{LogFormat, LogLevel};

/// The whole file; everything has a default.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub(super) sources: Vec<SourceConfig>,
    pub(super) allow_adhoc_sources: Option<bool>,
    pub(super) web: WebConfig,
    pub(super) storage: StorageConfig,
    pub(super) limits: Limits,
    pub(super) log: LogConfig,
}

/// How the server is reached.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WebConfig {
    pub(super) listen_address: Option<String>,
}

/// Where things are kept.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StorageConfig {
    pub(super) path: Option<PathBuf>,
    /// The newest so many forecasts are kept.
    pub(super) keep_forecasts: usize,
}

impl Default for StorageConfig {
    fn default() -> Self {
        Self { path: None, keep_forecasts: forecast_files::DEFAULT_KEEP }
    }
}

/// How much one question may cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// How many seconds one question may compute.
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

/// What is said while at work.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LogConfig {
    pub(crate) level: LogLevel,
    pub(crate) format: LogFormat,
}

impl ConfigFile {
    /// Reads a file; without one everything has its default.
    pub(super) fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the config file {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("the config file {} makes no sense", path.display()))
    }

    /// Reads a text. The message of a mistake has its line and column.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        // An empty document is null in YAML, and means all defaults here.
        let is_empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        if is_empty {
            return Ok(Self::default());
        }
        // The lines around a mistake would help, but may hold a password.
        serde_saphyr::from_str(text).map_err(|error| anyhow::anyhow!("{}", error.without_snippet()))
    }
}
