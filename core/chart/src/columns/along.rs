//! Positions of the groups along a field, and their names below it.

use plotters::style::text_anchor::HPos;

use crate::ChartError;
use crate::field::Field;
use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, ROW_PX};
use crate::sheet::Sheet;
use crate::text_width::{fitted, text_width_px};

/// No name takes a larger share of the field, unless its group has more.
const NAME_MAX_SHARE: f64 = 0.3;

/// Returns the width of one group in the field, in pixels.
pub(super) fn room_px(field: &Field, groups: usize) -> f64 {
    (field.right_px - field.left_px) / groups.max(1) as f64
}

/// Returns the x of the middle of a group, in pixels.
pub(super) fn middle_px(field: &Field, groups: usize, group: usize) -> f64 {
    field.left_px + room_px(field, groups) * (group as f64 + 0.5)
}

/// The names in full, of as many groups as there is room for from the first on; only names that are longer than a good part of
/// the field are cut.
pub(super) fn draw(sheet: &Sheet<'_>, field: &Field, groups: &[String]) -> Result<(), ChartError> {
    let room_px = room_px(field, groups.len());
    let widest_px = NAME_MAX_SHARE * (field.right_px - field.left_px);
    let names: Vec<String> = groups.iter().map(|name| fitted(name, FONT_PX, widest_px.max(room_px))).collect();
    let needed_px = names.iter().map(|name| text_width_px(name, FONT_PX)).fold(0.0, f64::max) + LABEL_GAP_PX;
    let stride = ((needed_px / room_px).ceil() as usize).max(1);
    for (group, name) in names.iter().enumerate().step_by(stride) {
        let half_px = text_width_px(name, FONT_PX) / 2.0;
        let middle_px = middle_px(field, groups.len(), group).min(field.right_px + LABEL_GAP_PX - half_px);
        sheet.text(name, (middle_px, field.bottom_px + ROW_PX * 0.7), HPos::Center, Ink::TICK)?;
    }
    Ok(())
}
