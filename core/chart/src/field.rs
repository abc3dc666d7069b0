//! [`Field`]: the plot area of a picture without a time axis, with values upwards and rows of text below.

use plotters::style::text_anchor::HPos;

use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, MARGIN_PX, ROW_PX, gutter_px};
use crate::sheet::Sheet;
use crate::text_width::{fitted, text_width_px};
use crate::value_axis::ValueAxis;
use crate::{ChartError, Size, Threshold};
use timeseries::Unit;

/// The row above the field where the values are named.
const NAME_ROW_PX: f64 = 24.0;
/// No label of a guide takes a larger share of the field.
const GUIDE_SHARE: f64 = 0.4;

/// Pixel bounds of the field, and its value axis.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) left_px: f64,
    pub(crate) right_px: f64,
    pub(crate) top_px: f64,
    pub(crate) bottom_px: f64,
    /// The width of the picture.
    picture_px: f64,
    values: ValueAxis,
}

impl Field {
    /// A field for a range of values, over so many rows of text.
    pub(crate) fn new(size: Size, range: (f64, f64), rows_below: f64) -> Self {
        let (top_px, bottom_px) = (NAME_ROW_PX, f64::from(size.height_px) - rows_below * ROW_PX - LABEL_GAP_PX);
        let width_px = f64::from(size.width_px);
        let values = ValueAxis::upright(range, bottom_px - top_px, Unit::None);
        let left_px = gutter_px(&values).min(width_px / 2.0);
        Self { left_px, right_px: width_px - MARGIN_PX, top_px, bottom_px, picture_px: width_px, values }
    }

    /// The y of a value, within the field.
    pub(crate) fn y_of(&self, value: f64) -> f64 {
        between(self.share_of(value), self.bottom_px, self.top_px)
    }

    /// The x of a value of the same range, within the field.
    pub(crate) fn x_of(&self, value: f64) -> f64 {
        between(self.share_of(value), self.left_px, self.right_px)
    }

    /// Returns the lowest and the highest value of the field.
    pub(crate) fn range(&self) -> (f64, f64) {
        (self.values.low, self.values.high)
    }

    fn share_of(&self, value: f64) -> f64 {
        ((value - self.values.low) / (self.values.high - self.values.low)).clamp(0.0, 1.0)
    }

    /// The grid, the values beside it, and above it what they are.
    pub(crate) fn draw(&self, sheet: &Sheet<'_>, name: &str) -> Result<(), ChartError> {
        for (value, label) in self.values.labelled() {
            let y_px = self.y_of(value);
            sheet.stroke((self.left_px, y_px), (self.right_px, y_px), Ink::GRID)?;
            sheet.text(label, (self.left_px - LABEL_GAP_PX, y_px), HPos::Right, Ink::TICK)?;
        }
        let name = fitted(name, FONT_PX, self.right_px - MARGIN_PX);
        sheet.text(&name, (MARGIN_PX, self.top_px - NAME_ROW_PX / 2.0), HPos::Left, Ink::TICK)?;
        sheet.stroke((self.left_px, self.bottom_px), (self.right_px, self.bottom_px), Ink::AXIS)
    }

    /// The same values along the bottom, as many as there is room for, and under them what they are.
    pub(crate) fn draw_along(&self, sheet: &Sheet<'_>, name: &str) -> Result<(), ChartError> {
        let y_px = self.bottom_px + ROW_PX * 0.7;
        let mut free_from_px = self.left_px;
        for (value, label) in self.values.labelled() {
            let (x_px, half_px) = (self.x_of(value), text_width_px(label, FONT_PX) / 2.0);
            sheet.stroke((x_px, self.top_px), (x_px, self.bottom_px), Ink::GRID)?;
            let middle_px = x_px.min(self.right_px + LABEL_GAP_PX - half_px);
            if middle_px - half_px >= free_from_px - half_px {
                sheet.text(label, (middle_px, y_px), HPos::Center, Ink::TICK)?;
                free_from_px = middle_px + half_px + LABEL_GAP_PX * 2.0 + half_px;
            }
        }
        sheet.text(name, (self.right_px, y_px + ROW_PX), HPos::Right, Ink::TICK)
    }

    /// Leaves room to the right of the field for the label of a guide, where no data can be under it.
    pub(crate) fn with_guide(mut self, guide: Option<&Threshold>) -> Self {
        if let Some(guide) = guide {
            let room_px = GUIDE_SHARE * (self.right_px - self.left_px);
            self.right_px -= (text_width_px(&guide.label, FONT_PX) + LABEL_GAP_PX).min(room_px).ceil();
        }
        self
    }

    /// A line across at a value, with its label at the right end.
    pub(crate) fn draw_guide(&self, sheet: &Sheet<'_>, guide: &Threshold) -> Result<(), ChartError> {
        let y_px = self.y_of(guide.value);
        sheet.stroke((self.left_px, y_px), (self.right_px, y_px), Ink::GUIDE)?;
        let left_px = self.right_px + LABEL_GAP_PX;
        let label = fitted(&guide.label, FONT_PX, self.picture_px - left_px);
        sheet.text(&label, (left_px, y_px), HPos::Left, Ink::GUIDE)
    }
}

fn between(share: f64, from: f64, to: f64) -> f64 {
    from + share * (to - from)
}
