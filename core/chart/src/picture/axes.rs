//! The grid plotters' mesh lays through the ticks, and the words on both axes.

use plotters::coord::cartesian::MeshLine;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, ShapeStyle};

use super::canvas::Canvas;
use crate::ChartError;
use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, Layout, MARGIN_PX, ROW_PX, TICK_MARK_PX};
use crate::text_width::text_width_px;

/// From the zone to the first context.
const ZONE_GAP_PX: f64 = 24.0;

/// Draws grid, axes, ticks and labels.
pub(super) fn draw(canvas: &Canvas<'_>, layout: &Layout) -> Result<(), ChartError> {
    let grid = ShapeStyle::from(Ink::GRID.to_rgba());
    canvas.plot.draw_mesh(|backend, line: MeshLine<'_, _, _>| line.draw(backend, &grid), usize::MAX, usize::MAX)?;
    draw_value_labels(canvas, layout)?;
    draw_time_axis(canvas, layout)?;
    draw_contexts(canvas, layout)
}

fn draw_value_labels(canvas: &Canvas<'_>, layout: &Layout) -> Result<(), ChartError> {
    let x_px = layout.frame.left_px - LABEL_GAP_PX;
    layout.value_axis.labelled().try_for_each(|(value, label)| {
        canvas.sheet.text(label, (x_px, layout.frame.y_of(value)), HPos::Right, Ink::TICK)
    })
}

fn draw_time_axis(canvas: &Canvas<'_>, layout: &Layout) -> Result<(), ChartError> {
    let frame = &layout.frame;
    canvas.sheet.stroke((frame.left_px, frame.bottom_px), (frame.right_px, frame.bottom_px), Ink::AXIS)?;
    layout.time_axis.ticks.iter().try_for_each(|tick| {
        let x_px = frame.x_of(tick.time);
        let mark_px = frame.bottom_px + TICK_MARK_PX;
        canvas.sheet.stroke((x_px, frame.bottom_px), (x_px, mark_px), Ink::AXIS)?;
        // The last label leans inwards rather than out of the picture.
        let half_px = text_width_px(&tick.label, FONT_PX) / 2.0;
        let x_px = x_px.min(frame.right_px + LABEL_GAP_PX - half_px);
        canvas.sheet.text(&tick.label, (x_px, mark_px + ROW_PX * 0.5), HPos::Center, Ink::TICK)
    })
}

/// The second row: the zone once, and each context under its tick, where it does not run into the next.
fn draw_contexts(canvas: &Canvas<'_>, layout: &Layout) -> Result<(), ChartError> {
    let frame = &layout.frame;
    let y_px = frame.bottom_px + TICK_MARK_PX + ROW_PX * 1.4;
    // At the picture's edge, so that it does not read as a part of the first day.
    canvas.sheet.text("UTC", (MARGIN_PX, y_px), HPos::Left, Ink::TICK)?;
    let zone_to_px = MARGIN_PX + text_width_px("UTC", FONT_PX);
    let mut free_to_px = f64::INFINITY;
    let contexts = layout.time_axis.ticks.iter().filter_map(|tick| Some((tick.time, tick.context.as_ref()?)));
    // From the right: of two that collide, the later one names the longer stretch.
    for (time, context) in contexts.rev() {
        let width_px = text_width_px(context, FONT_PX);
        let middle_px = frame.x_of(time).min(frame.right_px + LABEL_GAP_PX - width_px / 2.0);
        let left_px = (middle_px - width_px / 2.0).max(frame.left_px).max(zone_to_px + ZONE_GAP_PX);
        if left_px + width_px + LABEL_GAP_PX <= free_to_px {
            canvas.sheet.text(context, (left_px, y_px), HPos::Left, Ink::TICK)?;
            free_to_px = left_px;
        }
    }
    Ok(())
}
