//! The log: logfmt or JSON, one line an event, on standard error.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::{LogFormat, LogLevel};

/// Starts the log. The HTTP libraries are never more talkative than warnings: their debug output holds headers.
pub(crate) fn start(level: LogLevel, format: LogFormat) {
    let name = match level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
    };
    let filter =
        EnvFilter::new(format!("{name},hyper=warn,hyper_util=warn,reqwest=warn,h2=warn,rustls=warn,usvg=error"));
    let registry = tracing_subscriber::registry().with(filter);
    // A second start, as in tests, changes nothing.
    let _already_started = match format {
        LogFormat::Logfmt => registry.with(tracing_logfmt::layer()).try_init(),
        LogFormat::Json => {
            registry.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).try_init()
        }
    };
}
