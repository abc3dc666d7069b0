//! [`Chart`]: the description of a time chart before it is drawn, with lines, bands, the end of the past and a threshold.

use serde::{Deserialize, Serialize};
use timeseries::{Grid, TimeRange, Timestamp, Unit};

use crate::ChartError;
use crate::svg::document::Caption;

/// A chart in full. Two equal charts are drawn as equal bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Prefix of the ids inside the SVG, unique on its page; what an id may not hold becomes `-`.
    pub id: String,
    /// The chart's name, spoken by a screen reader and drawn where the chart stands alone.
    pub title: String,
    /// One sentence that describes the chart, for screen readers.
    pub description: String,
    /// Width and height of the whole picture.
    pub size: Size,
    /// The unit of all its values.
    pub unit: Unit,
    /// The time range shown; data outside of it is cut off.
    pub window: TimeRange,
    /// Lines, the later ones drawn over the earlier.
    pub lines: Vec<Line>,
    /// Bands, drawn under every line.
    pub bands: Vec<BandArea>,
    /// The end of the past, if it is marked.
    pub now: Option<PastEnd>,
    /// The threshold, if there is one.
    pub threshold: Option<Threshold>,
    /// True if the value axis starts at zero even if the data stays far from it.
    pub from_zero: bool,
    /// Remarks on single points, each read where its point is.
    pub remarks: Vec<Remark>,
    /// Lines of small print under the picture where it stands alone: its source, the time it shows, when it was made.
    pub foot: Vec<String>,
}

/// The moment at which the past ends, with its label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastEnd {
    /// Time of the mark.
    pub time: Timestamp,
    /// Its name above the plot: `now`, or `end of data`.
    pub label: String,
}

/// A remark on a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The point's moment, to which a pointer nearby snaps.
    pub time: Timestamp,
    /// Text of the remark, such as `expected 410`.
    pub text: String,
}

/// A picture's extent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// CSS pixels from left to right, 160 to 8192.
    pub width_px: u32,
    /// CSS pixels from top to bottom, 120 to 8192.
    pub height_px: u32,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Meaning of the line, which determines its look.
    pub role: Role,
    /// Its name in the legend and in a readout.
    pub name: String,
    /// Grid of its points.
    pub grid: Grid,
    /// `grid.len` values; a value that is not finite is a gap, and a gap is never joined.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// Meaning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Measured values.
    History,
    /// The same at a finer step, behind it.
    Detail,
    /// One-step predictions of the model for the past it was fitted to.
    Fitted,
    /// Forecast values of the model.
    Forecast,
    /// Measured values that were not expected: an anomaly.
    Anomaly,
    /// Anomalies no more frequent than chance alone produces.
    Chance,
    /// The limit that other lines are compared with.
    Limit,
    /// One of many equals, counted from 1; the ninth looks like the first.
    Series(usize),
}

/// The area between two quantiles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandArea {
    /// The level in words, such as `80% band`.
    pub level_text: String,
    /// 1 for the narrowest band, 2 for the next.
    pub rank: usize,
    /// Grid of its points.
    pub grid: Grid,
    /// `grid.len` lower ends.
    #[serde(with = "timeseries::gaps")]
    pub lower: Vec<f64>,
    /// `grid.len` upper ends.
    #[serde(with = "timeseries::gaps")]
    pub upper: Vec<f64>,
}

/// A threshold, drawn as a horizontal line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// Value of the threshold.
    pub value: f64,
    /// Label of the threshold, such as `threshold 0.9`.
    pub label: String,
}

impl Size {
    /// Returns an error if the picture is too small for its axes, or too large to be meant.
    pub(crate) fn check(self) -> Result<(), ChartError> {
        let Self { width_px, height_px } = self;
        match (160..=8192).contains(&width_px) && (120..=8192).contains(&height_px) {
            true => Ok(()),
            false => Err(ChartError::Size { width_px, height_px }),
        }
    }
}

impl Chart {
    /// The caption of the SVG: id, title, description and size.
    pub(crate) fn caption(&self) -> Caption<'_> {
        Caption { id: &self.id, title: &self.title, description: &self.description, size: self.size }
    }

    /// Returns an error if the chart cannot be drawn: wrong size, empty window, zero step, or values that do not fit their grid.
    pub(crate) fn check(&self) -> Result<(), ChartError> {
        self.size.check()?;
        if self.window.start >= self.window.end {
            return Err(ChartError::EmptyWindow { start: self.window.start, end: self.window.end });
        }
        self.lines.iter().try_for_each(|line| check_points(&line.name, &line.grid, &line.values))?;
        self.bands.iter().try_for_each(|band| {
            check_points(&band.level_text, &band.grid, &band.lower)?;
            check_points(&band.level_text, &band.grid, &band.upper)
        })
    }
}

fn check_points(name: &str, grid: &Grid, values: &[f64]) -> Result<(), ChartError> {
    let name = || name.chars().take(80).collect();
    if grid.step.is_zero() {
        return Err(ChartError::ZeroStep { name: name() });
    }
    match values.len() == grid.len {
        true => Ok(()),
        false => Err(ChartError::Length { name: name(), points: grid.len, values: values.len() }),
    }
}

#[cfg(test)]
pub(crate) mod fixture;
