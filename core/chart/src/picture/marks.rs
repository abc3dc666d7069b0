//! Marks on the plot that are not data: the end of the past, the threshold, and the shape at the end of a line.

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use crate::clip::Point;
use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, ROW_PX};
use crate::text_width::{fitted, text_width_px};
use crate::{Chart, ChartError, Frame, PastEnd, Threshold};

/// From the centre of a marker to its tips.
const MARKER_PX: f64 = 4.0;
/// From a threshold's line to the middle of its label.
const LABEL_RISE_PX: f64 = 10.0;

/// A vertical line where the past ends, with its name above the plot.
pub(super) fn draw_now(canvas: &Canvas<'_>, chart: &Chart, frame: &Frame) -> Result<(), ChartError> {
    let is_shown = |now: &&PastEnd| chart.window.start <= now.time && now.time <= chart.window.end;
    let Some(now) = chart.now.as_ref().filter(is_shown) else {
        return Ok(());
    };
    let x_px = frame.x_of(now.time);
    canvas.sheet.stroke((x_px, frame.top_px), (x_px, frame.bottom_px), Ink::NOW)?;
    let half_px = text_width_px(&now.label, FONT_PX) / 2.0;
    let middle_px = x_px.clamp(frame.left_px + half_px, frame.right_px - half_px);
    canvas.sheet.text(&now.label, (middle_px, frame.top_px - ROW_PX * 0.5), HPos::Center, Ink::NOW)
}

/// A horizontal line at the threshold with its label; an arrow at the edge where the threshold lies beyond it.
pub(super) fn draw_threshold(canvas: &Canvas<'_>, chart: &Chart, frame: &Frame) -> Result<(), ChartError> {
    let (Some(threshold), Some(value)) = (&chart.threshold, chart.threshold_value()) else {
        return Ok(());
    };
    if value > frame.value_max {
        return draw_beyond(canvas, frame, threshold, (free_px(chart, frame), frame.top_px - ROW_PX / 2.0), -1.0);
    }
    if value < frame.value_min {
        return draw_beyond(canvas, frame, threshold, (frame.left_px, frame.bottom_px - ROW_PX / 2.0), 1.0);
    }
    let y_px = frame.y_of(value);
    canvas.sheet.stroke((frame.left_px, y_px), (frame.right_px, y_px), Ink::THRESHOLD)?;
    // Above its line, or below where the plot ends.
    let has_room = y_px - LABEL_RISE_PX - ROW_PX / 2.0 > frame.top_px;
    let label_px = if has_room { y_px - LABEL_RISE_PX } else { y_px + LABEL_RISE_PX };
    draw_label(canvas, frame, threshold, frame.left_px + LABEL_GAP_PX, label_px)
}

/// Returns the x at which the row above the plot is free: the left edge, or the middle if "now" is written in the left half.
fn free_px(chart: &Chart, frame: &Frame) -> f64 {
    let middle_px = f64::midpoint(frame.left_px, frame.right_px);
    let is_taken = chart.now.as_ref().is_some_and(|now| (frame.left_px..middle_px).contains(&frame.x_of(now.time)));
    if is_taken { middle_px } else { frame.left_px }
}

/// The label behind an arrow that points out of the plot: `direction` is -1 up, 1 down. Above the plot is a row of its
/// own for it; below stand the times, so there it keeps inside.
fn draw_beyond(
    canvas: &Canvas<'_>,
    frame: &Frame,
    threshold: &Threshold,
    (left_px, y_px): (f64, f64),
    direction: f64,
) -> Result<(), ChartError> {
    let x_px = left_px + LABEL_GAP_PX + MARKER_PX;
    let (tip_px, base_px) = (y_px + direction * MARKER_PX, y_px - direction * MARKER_PX);
    canvas.sheet.shape(&[(x_px, tip_px), (x_px + MARKER_PX, base_px), (x_px - MARKER_PX, base_px)], Ink::THRESHOLD)?;
    draw_label(canvas, frame, threshold, x_px + MARKER_PX + LABEL_GAP_PX / 2.0, y_px)
}

fn draw_label(
    canvas: &Canvas<'_>,
    frame: &Frame,
    threshold: &Threshold,
    x_px: f64,
    y_px: f64,
) -> Result<(), ChartError> {
    let label = fitted(&threshold.label, FONT_PX, frame.right_px - x_px);
    canvas.sheet.text(&label, (x_px, y_px), HPos::Left, Ink::THRESHOLD)
}

/// The shape at the end of one of many lines, so that colour is not all that tells them apart.
pub(super) fn draw_marker(canvas: &Canvas<'_>, number: usize, at: Point) -> Result<(), ChartError> {
    let (x, y) = canvas.plot.map_coordinate(&at);
    let at_px = (f64::from(x) / crate::svg::TENTHS, f64::from(y) / crate::svg::TENTHS);
    canvas.sheet.shape(&marker(number, at_px), Ink::of_role(crate::Role::Series(number)))
}

/// A square, a diamond, and triangles up and down, in turn.
pub(super) fn marker(number: usize, (x, y): (f64, f64)) -> Vec<(f64, f64)> {
    const R: f64 = MARKER_PX;
    let tips: &[(f64, f64)] = match number % 4 {
        1 => &[(-0.8 * R, -0.8 * R), (0.8 * R, -0.8 * R), (0.8 * R, 0.8 * R), (-0.8 * R, 0.8 * R)],
        2 => &[(0.0, -1.2 * R), (1.2 * R, 0.0), (0.0, 1.2 * R), (-1.2 * R, 0.0)],
        3 => &[(0.0, -R), (R, 0.8 * R), (-R, 0.8 * R)],
        _ => &[(0.0, R), (R, -0.8 * R), (-R, -0.8 * R)],
    };
    tips.iter().map(|(dx, dy)| (x + dx, y + dy)).collect()
}
