//! The verdict that is calibrated for data which come hour by hour and follow the calendar.
//!
//! [`assess`] is the only door. Chance is learned by dealing whole days of both periods anew, every row is held against rows of its own
//! hour and kind of day, and what counts is the error that the model must be expected to make.

mod assess;
mod bins;
mod blocks;
mod column;
mod deals;
mod error_test;
mod expected;
mod false_discovery;
mod finding;
mod known;
mod period;
mod random;
mod report;
mod shift;
mod support;
mod usual_error;
mod wander;

pub use assess::assess;
pub use finding::{ColumnFinding, Direction, ErrorFinding, ExpectedError};
pub use period::{Feature, Period};
pub use report::{HonestReport, Reason, Settings};

/// Larger numbers have squares that cannot be added up; they count as missing.
const LARGEST: f64 = 1e150;

/// A number that can be worked with, one zero for both; `None` for what counts as missing.
fn usable(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= LARGEST).then_some(value + 0.0)
}

/// The mean of what can be worked with; `None` where nothing can.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.filter_map(usable).fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then_some(sum / count)
}

/// The variance (by n) of what can be worked with; zero where nothing can.
fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let centre = mean(values.clone()).unwrap_or(0.0);
    let squares = values.filter_map(usable).map(|value| (value - centre) * (value - centre));
    let (sum, count) = squares.fold((0.0, 0.0), |(sum, count), square| (sum + square, count + 1.0));
    sum / f64::max(count, 1.0)
}
