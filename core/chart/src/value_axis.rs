//! The value axis: its range, and ticks at numbers people count in.

mod range;
mod ticks;

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

pub(crate) use range::{is_drawable, range_from_zero, range_of, value_range};
use ticks::{labels, nice_ticks};
use timeseries::Unit;

/// Room a value label wants from one to the next.
const VALUE_ROW_PX: f64 = 38.0;

/// A range of values and the ticks on it.
#[derive(Clone, Debug)]
pub(crate) struct ValueAxis {
    /// The value at the bottom.
    pub(crate) low: f64,
    /// The value at the top.
    pub(crate) high: f64,
    ticks: Vec<f64>,
    labels: Vec<String>,
}

impl ValueAxis {
    /// The axis from `low` to `high` with at most `max_ticks` ticks, at round numbers of one multiple of its unit.
    pub(crate) fn new((low, high): (f64, f64), max_ticks: usize, unit: Unit) -> Self {
        let scale = unit.scale_of([low, high]);
        let scaled = nice_ticks(scale.scaled(low), scale.scaled(high), max_ticks);
        let labels = labels(&scaled, scale);
        Self { low, high, ticks: scaled.into_iter().map(|tick| tick * scale.divisor()).collect(), labels }
    }

    /// The axis of values in a plot so many pixels high.
    pub(crate) fn upright(range: (f64, f64), height_px: f64, unit: Unit) -> Self {
        Self::new(range, ((height_px / VALUE_ROW_PX) as usize).clamp(3, 8), unit)
    }

    /// Every tick with its label.
    pub(crate) fn labelled(&self) -> impl Iterator<Item = (f64, &str)> {
        self.ticks.iter().copied().zip(self.labels.iter().map(String::as_str))
    }
}

impl Ranged for ValueAxis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        crate::frame::pixel_between(limit, (value - self.low) / (self.high - self.low))
    }

    /// The ticks; how many fit was said when the axis was made.
    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}
