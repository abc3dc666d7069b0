//! The metrics of all requests, under the names that dashboards of the old counter know.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry};

use super::label::{BUCKETS, method_label};
use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct HttpTelemetry {
    requests: IntCounterVec,
    errors: IntCounterVec,
    seconds: HistogramVec,
}

impl HttpTelemetry {
    /// Registers everything. The `environment` is a label of every series.
    pub(super) fn register(registry: &Registry, environment: &str) -> prometheus::Result<Self> {
        let counters = |name, help, labels: &[&str]| {
            let options = Opts::new(name, help).const_label("environment", environment);
            registered(registry, IntCounterVec::new(options, labels)?)
        };
        let seconds = HistogramOpts::new("http_request_latency_seconds", "How long requests took, by route.")
            .const_label("environment", environment)
            .buckets(BUCKETS.to_vec());
        Ok(Self {
            requests: counters(
                "http_requests_total",
                "Requests that were answered, by method, route and status.",
                &["method", "endpoint", "http_status"],
            )?,
            errors: counters("http_errors_total", "Requests answered with a status of 400 or more.", &["endpoint"])?,
            seconds: registered(registry, HistogramVec::new(seconds, &["endpoint"])?)?,
        })
    }

    /// A request was answered; `endpoint` is the template of its route, never its path.
    pub(crate) fn answered(&self, method: &Method, endpoint: &str, status: StatusCode, took: Duration) {
        self.requests.with_label_values(&[method_label(method), endpoint, status.as_str()]).inc();
        if status.is_client_error() || status.is_server_error() {
            self.errors.with_label_values(&[endpoint]).inc();
        }
        self.seconds.with_label_values(&[endpoint]).observe(took.as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::Telemetry;

    #[test]
    fn an_error_is_counted_twice_and_an_unknown_method_is_other() {
        let telemetry = Telemetry::new("test").unwrap();
        let took = Duration::from_millis(20);
        telemetry.http().answered(&Method::GET, "/predict", StatusCode::OK, took);
        telemetry.http().answered(&"BREW".parse().unwrap(), "/predict", StatusCode::METHOD_NOT_ALLOWED, took);
        let text = telemetry.exposition(0, 0).unwrap();
        for series in [
            r#"http_requests_total{endpoint="/predict",environment="test",http_status="200",method="GET"} 1"#,
            r#"http_requests_total{endpoint="/predict",environment="test",http_status="405",method="other"} 1"#,
            r#"http_errors_total{endpoint="/predict",environment="test"} 1"#,
            r#"http_request_latency_seconds_bucket{endpoint="/predict",environment="test",le="0.01"} 0"#,
            r#"http_request_latency_seconds_bucket{endpoint="/predict",environment="test",le="0.025"} 2"#,
        ] {
            assert!(text.contains(series), "{series} in {text}");
        }
    }
}
