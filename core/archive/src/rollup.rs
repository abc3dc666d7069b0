//! `Rollup`: hourly counts, sums and bounds of a file's rows by metric, small enough to be stored beside the file, and enough for every
//! sum, mean and count of the page. It is identified by the hash of the file, so that it is never that of other bytes.

mod answers;
mod kept;
mod rolling;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use timeseries::{Day, Timestamp};

pub use answers::Summary;
pub use kept::DayRollups;
pub(crate) use rolling::Rolling;

/// The metric whose rows are also added up by the label of that name.
pub(crate) const ERRORS: &str = "error_count";
/// The label that says the type of an error.
pub(crate) const ERROR_TYPE: &str = "error_type";

/// Roll-up of the rows of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rollup {
    /// By name.
    metrics: Vec<OfMetric>,
}

/// A roll-up, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct RolledFile<'a> {
    /// The day of the file.
    pub day: Day,
    /// Its API proxy.
    pub proxy: &'a str,
    /// Roll-up of its rows.
    pub rollup: &'a Rollup,
}

/// The rows of one metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct OfMetric {
    name: String,
    /// Number of different moments.
    moments: u64,
    first_ms: i64,
    last_ms: i64,
    /// The newest value that is a number; of several of one moment the greatest.
    newest: Option<(i64, Real)>,
    /// By time; an hour without a row is not among them.
    hours: Vec<OfHour>,
    /// Sums by type, where the metric is [`ERRORS`]: of values that are numbers.
    errors: Vec<(String, Real)>,
}

/// The rows of one metric in one hour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "HourCells", into = "HourCells")]
struct OfHour {
    /// Hours since the epoch.
    hour: i64,
    records: u64,
    /// Rows whose value is NaN or infinite: counted, and no part of what follows.
    not_finite: u64,
    sum: Real,
    low: Real,
    high: Real,
}

/// The fields of an hour in their order: there are many hours, and their names would be most of the bytes.
type HourCells = (i64, u64, u64, Real, Real, Real);

impl From<HourCells> for OfHour {
    fn from((hour, records, not_finite, sum, low, high): HourCells) -> Self {
        Self { hour, records, not_finite, sum, low, high }
    }
}

impl From<OfHour> for HourCells {
    fn from(of: OfHour) -> Self {
        (of.hour, of.records, of.not_finite, of.sum, of.low, of.high)
    }
}

/// A number that is kept by its bits: no text of it is as exact, and JSON has none for infinity.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
struct Real(f64);

impl From<u64> for Real {
    fn from(bits: u64) -> Self {
        Self(f64::from_bits(bits))
    }
}

impl From<Real> for u64 {
    fn from(Real(value): Real) -> Self {
        value.to_bits()
    }
}

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl OfHour {
    fn finite(&self) -> u64 {
        self.records.saturating_sub(self.not_finite)
    }
}

impl Rollup {
    /// Returns the approximate number of numbers it holds, which is its memory cost.
    #[must_use]
    pub fn size(&self) -> usize {
        self.metrics.iter().map(|metric| 8 + 6 * metric.hours.len() + 4 * metric.errors.len()).sum()
    }
}

/// The hour a moment lies in, counted from the epoch.
fn hour_of(time: Timestamp) -> i64 {
    time.ms().div_euclid(timeseries::Duration::HOUR.ms_i64())
}
