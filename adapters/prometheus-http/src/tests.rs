//! The adapter against servers that behave as badly as they can, and against a real Prometheus where there is one.

mod corpus;
mod crowded;
mod misbehaviour;
mod native_histograms;
mod real_prometheus;
mod real_victoria_metrics;
mod requests;
mod secrets;
mod server;
mod tls;

use promql::RangeQuery;
use timeseries::{Duration, Grid, Timestamp};

use crate::{Limits, PrometheusConfig, PrometheusHttp};

/// Small caps.
const LIMITS: Limits = Limits { max_body_bytes: 64 << 10, max_series: 2, max_points: 50_000 };

/// A source with small caps: 64 KiB, two series, 50,000 points.
fn source_at(url: &str) -> PrometheusHttp {
    source_within(url, Duration::from_seconds(20))
}

/// The same with a deadline of its own.
fn source_within(url: &str, timeout: Duration) -> PrometheusHttp {
    PrometheusHttp::new(PrometheusConfig { timeout, limits: LIMITS, ..PrometheusConfig::at(url) }).unwrap()
}

/// A query for `len` points, a minute apart.
fn query_of(expr: &str, len: usize) -> RangeQuery {
    RangeQuery {
        expr: expr.to_owned(),
        grid: Grid { start: Timestamp::from_seconds(1_300_000_020), step: Duration::MINUTE, len },
    }
}
