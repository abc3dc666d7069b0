//! What a chart shows, before anything is drawn: lines, bands, the end of the past, and a threshold.

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
    /// One sentence that says what the chart shows, for those who do not see it.
    pub description: String,
    /// Width and height of the whole picture.
    pub size: Size,
    /// The unit of all its values.
    pub unit: Unit,
    /// The time shown; whatever lies outside is cut off.
    pub window: TimeRange,
    /// Lines, the later ones drawn over the earlier.
    pub lines: Vec<Line>,
    /// Bands, drawn under every line.
    pub bands: Vec<BandArea>,
    /// Where the past ends.
    pub now: Option<PastEnd>,
    /// The value worth watching for.
    pub threshold: Option<Threshold>,
    /// Whether the value axis starts at zero even where the data stays far from it.
    pub from_zero: bool,
    /// Remarks on single points, each read where its point is.
    pub remarks: Vec<Remark>,
    /// Lines of small print under the picture where it stands alone: its source, the time it shows, when it was made.
    pub foot: Vec<String>,
}

/// Where the past ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastEnd {
    /// When.
    pub time: Timestamp,
    /// Its name above the plot: `now`, or `end of data`.
    pub label: String,
}

/// A remark on a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The point's moment, to which a pointer nearby snaps.
    pub time: Timestamp,
    /// What to know of it: `expected 410`.
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
    /// What the line means, and so how it looks.
    pub role: Role,
    /// Its name in the legend and in a readout.
    pub name: String,
    /// Where its points are.
    pub grid: Grid,
    /// `grid.len` values; what is not finite is a gap, and a gap is never joined.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// What was measured.
    History,
    /// The same at a finer step, behind it.
    Detail,
    /// What the model says about the past it was fitted to.
    Fitted,
    /// What the model says about the future.
    Forecast,
    /// What was measured and not to be expected.
    Anomaly,
    /// The same, where chance alone brings as many.
    Chance,
    /// What it is compared with.
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
    /// Where its points are.
    pub grid: Grid,
    /// `grid.len` lower ends.
    #[serde(with = "timeseries::gaps")]
    pub lower: Vec<f64>,
    /// `grid.len` upper ends.
    #[serde(with = "timeseries::gaps")]
    pub upper: Vec<f64>,
}

/// A value worth watching for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// Where.
    pub value: f64,
    /// What it says, such as `threshold 0.9`.
    pub label: String,
}

impl Size {
    /// Refuses a picture that is too small for its axes, or too large to be meant.
    pub(crate) fn check(self) -> Result<(), ChartError> {
        let Self { width_px, height_px } = self;
        match (160..=8192).contains(&width_px) && (120..=8192).contains(&height_px) {
            true => Ok(()),
            false => Err(ChartError::Size { width_px, height_px }),
        }
    }
}

impl Chart {
    /// What the picture is called.
    pub(crate) fn caption(&self) -> Caption<'_> {
        Caption { id: &self.id, title: &self.title, description: &self.description, size: self.size }
    }

    /// Refuses what no picture can be drawn of.
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
