//! [`ChartError`]: errors of drawing a chart.

use std::convert::Infallible;

use plotters::drawing::DrawingAreaErrorKind;
use timeseries::Timestamp;

/// Error of a chart that cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The picture is too small for its axes, or too large to be meant.
    #[error("a chart of {width_px} × {height_px} px is outside 160 × 120 to 8192 × 8192")]
    Size {
        /// The width asked for.
        width_px: u32,
        /// The height asked for.
        height_px: u32,
    },
    /// The window holds no time.
    #[error("the window from {start} to {end} is empty")]
    EmptyWindow {
        /// Its start.
        start: Timestamp,
        /// Its end, not after the start.
        end: Timestamp,
    },
    /// A grid that never moves on.
    #[error("the step of `{name}` is zero")]
    ZeroStep {
        /// The line or band.
        name: String,
    },
    /// A grid and its values do not fit each other.
    #[error("`{name}` has {values} values on a grid of {points} points")]
    Length {
        /// The line or band.
        name: String,
        /// Points on the grid.
        points: usize,
        /// Values given.
        values: usize,
    },
    /// Plotters refused; the backend itself cannot fail.
    #[error("the chart could not be drawn")]
    Drawing(#[from] DrawingAreaErrorKind<Infallible>),
}
