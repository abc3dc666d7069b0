//! The words every other crate speaks: timestamps, durations, labels, series, the regular grid and its gaps.

mod axis;
mod calendar;
mod civil_text;
mod day;
mod duration;
pub mod gaps;
mod grid;
mod labels;
mod range;
mod series;
mod step;
pub mod text;
mod timestamp;
mod unit;

pub use axis::Axis;
pub use calendar::{CivilTime, days_in_month};
pub use day::{Day, DayError};
pub use duration::{Duration, DurationError};
pub use grid::{Grid, GridSeries};
pub use labels::{Labels, escape_label_value, is_classic};
pub use range::{TimeRange, aligned_down};
pub use series::{Sample, Series};
pub use step::{Step, StepError};
pub use timestamp::{Timestamp, TimestampError};
pub use unit::{Scale, Unit, UnitError};
