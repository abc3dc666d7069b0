//! Aggregation of a metric: its sum, or its mean.

use timeseries::text::number;

/// Aggregation of the rows of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// They are added: requests, errors.
    Counted,
    /// They are averaged: times, shares, temperatures.
    Measured,
}

impl Meaning {
    /// By the metric's name, as Prometheus' conventions have it.
    pub(super) fn of(metric: &str) -> Self {
        match metric.ends_with("_count") || metric.ends_with("_total") || metric.ends_with("_sum") {
            true => Self::Counted,
            false => Self::Measured,
        }
    }
}

/// Returns the label of a metric's figure.
pub(super) fn label(metric: &str) -> String {
    match (metric, Meaning::of(metric)) {
        ("request_count", _) => "Total requests".to_owned(),
        ("error_count", _) => "Errors".to_owned(),
        ("response_time", _) => "Average response time".to_owned(),
        (other, Meaning::Counted) => format!("Sum of {other}"),
        (other, Meaning::Measured) => format!("Mean of {other}"),
    }
}

/// A figure with the unit of its metric, where it is known.
pub(super) fn with_unit(metric: &str, value: f64) -> String {
    match metric {
        "response_time" if value.is_finite() => format!("{} ms", number(value)),
        _ => number(value),
    }
}
