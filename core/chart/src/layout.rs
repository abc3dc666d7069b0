//! [`Layout`]: positions of the plot and its axes, and the room left around them for text.

use crate::text_width::text_width_px;
use crate::time_axis::TimeAxis;
use crate::value_axis::{ValueAxis, value_range};
use crate::{Chart, Frame};

/// Font size of everything but the title; the smallest of the page's scale.
pub(crate) const FONT_PX: f64 = 12.5;
/// Font size of the title of a chart that stands alone.
pub(crate) const TITLE_PX: f64 = 19.0;
/// From the picture's edge to what it holds.
pub(crate) const MARGIN_PX: f64 = 12.0;
/// From a label to the axis it belongs to.
pub(crate) const LABEL_GAP_PX: f64 = 8.0;
/// From one line of text to the next.
pub(crate) const ROW_PX: f64 = 18.0;
/// The marks below the time axis.
pub(crate) const TICK_MARK_PX: f64 = 4.0;

/// The row above the plot where the end of the past is named.
const NOW_ROW_PX: f64 = 22.0;
/// The two rows under the plot: what changes, and what stays.
const TIME_ROWS_PX: f64 = TICK_MARK_PX + 2.0 * ROW_PX + 4.0;

/// A chart's plot and axes.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// The plot.
    pub(crate) frame: Frame,
    /// Ticks along it.
    pub(crate) time_axis: TimeAxis,
    /// Ticks beside it.
    pub(crate) value_axis: ValueAxis,
}

impl Layout {
    /// The layout of a chart between a head and a foot of so many pixels, where they are drawn: its title and legend, and the
    /// small print.
    pub(crate) fn new(chart: &Chart, head_px: f64, foot_px: f64) -> Self {
        let (width_px, height_px) = (f64::from(chart.size.width_px), f64::from(chart.size.height_px));
        let top_px = (head_px + NOW_ROW_PX).min(height_px / 2.0);
        let bottom_px = height_px - TIME_ROWS_PX - foot_px;
        let value_axis = ValueAxis::upright(value_range(chart), bottom_px - top_px, chart.unit);
        let left_px = gutter_px(&value_axis).min(width_px / 2.0);
        let right_px = width_px - MARGIN_PX;
        let time_axis = TimeAxis::new(chart.window, right_px - left_px, FONT_PX);
        let (value_min, value_max) = (value_axis.low, value_axis.high);
        let frame = Frame { left_px, right_px, top_px, bottom_px, window: chart.window, value_min, value_max };
        Self { frame, time_axis, value_axis }
    }
}

/// Room for the widest value label, in whole pixels so that the plot's edge is sharp.
pub(crate) fn gutter_px(axis: &ValueAxis) -> f64 {
    let widest_px = axis.labelled().map(|(_, label)| text_width_px(label, FONT_PX)).fold(0.0, f64::max);
    // The zone stands in the same gutter, one row under the lowest label.
    let zone_px = text_width_px("UTC", FONT_PX);
    (MARGIN_PX + widest_px.max(zone_px) + LABEL_GAP_PX).ceil()
}
