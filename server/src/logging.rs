//! The log: logfmt or JSON, one line an event, on standard error.

use std::io::stderr;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Registry, reload};

use crate::cli::{LogFormat, LogLevel};

/// Handle that changes the least severity while the log runs.
#[derive(Clone, Debug)]
pub(crate) struct LogLevelHandle(reload::Handle<EnvFilter, Registry>);

impl LogLevelHandle {
    /// Logs from now on what is at least so severe.
    pub(crate) fn set(&self, level: LogLevel) -> anyhow::Result<()> {
        Ok(self.0.reload(filter(level))?)
    }
}

/// Starts the log.
pub(crate) fn start(level: LogLevel, format: LogFormat) -> LogLevelHandle {
    let (filter, handle) = reload::Layer::new(filter(level));
    let registry = tracing_subscriber::registry().with(filter);
    // A second start, as in tests, changes nothing.
    let _already_started = match format {
        LogFormat::Logfmt => {
            // The only span is that of a request, and its id says so.
            let layer = tracing_logfmt::builder().with_span_name(false).with_span_path(false).layer();
            registry.with(layer.with_writer(stderr)).try_init()
        }
        LogFormat::Json => registry.with(tracing_subscriber::fmt::layer().json().with_writer(stderr)).try_init(),
    };
    LogLevelHandle(handle)
}

/// The HTTP libraries are never more talkative than warnings: their debug output holds headers.
fn filter(level: LogLevel) -> EnvFilter {
    let name = match level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
    };
    EnvFilter::new(format!("{name},hyper=warn,hyper_util=warn,reqwest=warn,h2=warn,rustls=warn,usvg=error"))
}
