//! The log: logfmt or JSON, one line an event, on standard error.

use std::io::stderr;

use tracing_logfmt::{EventsFormatter, FieldsFormatter};
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
    let layer = tracing_subscriber::fmt::layer();
    let _already_started = match format {
        LogFormat::Logfmt => {
            let layer = layer.event_format(EventsFormatter::default()).fmt_fields(FieldsFormatter::default());
            registry.with(layer.with_writer(stderr)).try_init()
        }
        LogFormat::Json => registry.with(layer.json().with_writer(stderr)).try_init(),
    };
}
