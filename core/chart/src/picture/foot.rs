//! The foot of a chart that stands alone: the source, the time it shows and when it was made, in small print.

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use crate::ink::Ink;
use crate::layout::{FONT_PX, MARGIN_PX, ROW_PX};
use crate::text_width::fitted;
use crate::{Chart, ChartError, Size};

/// More lines than these are no small print.
const MAX_LINES: usize = 4;

/// Height of the foot, in pixels; zero without lines.
pub(super) fn height_px(chart: &Chart) -> f64 {
    match chart.foot.len().min(MAX_LINES) {
        0 => 0.0,
        lines => lines as f64 * ROW_PX + MARGIN_PX,
    }
}

/// The extent of a picture that has room for a foot as well.
pub(super) fn room_for(size: Size, foot_px: f64) -> Size {
    Size { height_px: size.height_px.saturating_add(foot_px.ceil() as u32), ..size }
}

/// Draws the foot along the bottom of the picture.
pub(super) fn draw(canvas: &Canvas<'_>, chart: &Chart, foot_px: f64) -> Result<(), ChartError> {
    let (width_px, height_px) = (f64::from(chart.size.width_px), f64::from(chart.size.height_px));
    let top_px = height_px - foot_px;
    chart.foot.iter().take(MAX_LINES).enumerate().try_for_each(|(row, line)| {
        let line = fitted(line, FONT_PX, width_px - 2.0 * MARGIN_PX);
        canvas.sheet.text(&line, (MARGIN_PX, top_px + (row as f64 + 0.5) * ROW_PX), HPos::Left, Ink::TICK)
    })
}
