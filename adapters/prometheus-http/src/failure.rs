//! Maps errors of the HTTP client, of statuses and of answers to the port's `SourceError`.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::iter;

use promql::AnswerError;
use reqwest::StatusCode;
use service::SourceError;
use timeseries::Duration;

use crate::client::connect_timeout;
use crate::egress::Refused;

/// The longest cause that is told, in characters.
const MAX_CAUSE_CHARS: usize = 200;

/// An error of the client, without the URL and with the causes below it; `at` says where it wanted to go.
pub(crate) fn of_client(error: reqwest::Error, timeout: Duration, at: &str) -> SourceError {
    let error = error.without_url();
    if let Some(refused) = causes(&error).find_map(|cause| cause.downcast_ref::<Refused>()) {
        return SourceError::NotAllowed { why: refused.to_string() };
    }
    if error.is_timeout() {
        return timed_out(if error.is_connect() { connect_timeout(timeout) } else { timeout });
    }
    let why = cause_text(&error);
    match error.is_connect() {
        true => SourceError::Unreachable { at: at.to_owned(), why },
        false => for_now(not_prometheus(format!("it breaks off ({why})")), None),
    }
}

/// The deadline passed.
pub(crate) fn timed_out(timeout: Duration) -> SourceError {
    SourceError::Timeout { seconds: timeout.ms().div_ceil(1000) }
}

/// An answer that gave no series.
pub(crate) fn of_answer(error: AnswerError) -> SourceError {
    match error {
        AnswerError::Malformed { .. } => not_prometheus(error.to_string()),
        AnswerError::Answered { error_type, message, position } => {
            SourceError::Answered { error_type, message, position }
        }
        AnswerError::TooManySeries { limit } => {
            SourceError::TooLarge { what: error.to_string(), limit: format!("{limit} series") }
        }
        AnswerError::LongLabels { limit } => {
            SourceError::TooLarge { what: error.to_string(), limit: format!("{} KiB", limit >> 10) }
        }
        AnswerError::TooManySamples { .. } | AnswerError::OffTheGrid | AnswerError::OtherMetric => {
            SourceError::OtherQuestion { why: error.to_string() }
        }
    }
}

/// A status that says no, without words of a Prometheus.
pub(crate) fn of_status(status: StatusCode) -> SourceError {
    match status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        true => SourceError::Failed { status: status.as_u16() },
        false => not_prometheus(format!("HTTP status {}", status.as_u16())),
    }
}

/// The same error of an expression that was not sent as it was typed: a place in it means nothing.
pub(crate) fn without_position(error: SourceError) -> SourceError {
    match error {
        SourceError::Answered { error_type, message, .. } => {
            SourceError::Answered { error_type, message, position: None }
        }
        SourceError::ForNow { retry_after, error } => for_now(without_position(*error), retry_after),
        other => other,
    }
}

/// An answer of somebody else.
pub(crate) fn not_prometheus(why: impl Into<String>) -> SourceError {
    SourceError::NotPrometheus { why: why.into() }
}

/// A failure that may pass.
pub(crate) fn for_now(error: SourceError, retry_after: Option<Duration>) -> SourceError {
    SourceError::ForNow { retry_after, error: Box::new(error) }
}

/// The usual words for a failure to connect.
fn system_text(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::ConnectionRefused => Some("connection refused"),
        ErrorKind::HostUnreachable => Some("no route to the host"),
        ErrorKind::NetworkUnreachable => Some("the network is unreachable"),
        _ => None,
    }
}

/// The causes below `error`, the nearest first.
fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    iter::successors(error.source(), |&cause| cause.source())
}

/// The causes in one text: `connection refused`, or `dns error: failed to lookup address information: …`.
fn cause_text(error: &dyn Error) -> String {
    let of_system = causes(error).find_map(|cause| system_text(cause.downcast_ref::<io::Error>()?.kind()));
    if let Some(text) = of_system {
        return text.to_owned();
    }
    let mut texts: Vec<String> = Vec::new();
    for text in causes(error).map(ToString::to_string) {
        // hyper-util's outer layer only says that there is an error below; and some layers repeat the one below them.
        let says_more = !text.starts_with("client error") && texts.last().is_none_or(|last| !last.contains(&text));
        if says_more {
            texts.push(text);
        }
    }
    match texts.is_empty() {
        true => error.to_string(),
        false => texts.join(": ").chars().take(MAX_CAUSE_CHARS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A layer over another error.
    #[derive(Debug, thiserror::Error)]
    #[error("{0}")]
    struct Layer(&'static str, #[source] Box<dyn Error + Send + Sync>);

    fn text(causes: &[&'static str], last: impl Into<Box<dyn Error + Send + Sync>>) -> String {
        let error = causes.iter().rev().fold(last.into(), |below, text| Box::new(Layer(text, below)));
        cause_text(&Layer("request failed", error))
    }

    #[test]
    fn an_address_that_cannot_be_reached_says_why() {
        let of_system = |kind| text(&["tcp connect error"], io::Error::from(kind));
        assert_eq!(of_system(ErrorKind::ConnectionRefused), "connection refused");
        assert_eq!(of_system(ErrorKind::HostUnreachable), "no route to the host");
        assert_eq!(of_system(ErrorKind::NetworkUnreachable), "the network is unreachable");
    }

    #[test]
    fn layers_that_say_nothing_new_are_left_out() {
        assert_eq!(
            text(&["client error (Connect)", "dns error: no such host"], "no such host"),
            "dns error: no such host"
        );
        assert_eq!(text(&["dns error"], "no such host"), "dns error: no such host");
        assert_eq!(text(&[], "client error (Connect)"), "request failed");
    }
}
