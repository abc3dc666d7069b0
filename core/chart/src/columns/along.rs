//! Where groups stand along a field, and their names under it.

use plotters::style::text_anchor::HPos;

use crate::ChartError;
use crate::field::Field;
use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, ROW_PX};
use crate::sheet::Sheet;
use crate::text_width::{fitted, text_width_px};

/// A name is not cut shorter than this to make it fit.
const NAME_MIN_PX: f64 = 48.0;

/// How much of the field a group has.
pub(super) fn room_px(field: &Field, groups: usize) -> f64 {
    (field.right_px - field.left_px) / groups.max(1) as f64
}

/// The middle of a group.
pub(super) fn middle_px(field: &Field, groups: usize, group: usize) -> f64 {
    field.left_px + room_px(field, groups) * (group as f64 + 0.5)
}

/// The names, cut where they are longer than their room, and left out where they would run into the one before.
pub(super) fn draw(sheet: &Sheet<'_>, field: &Field, groups: &[String]) -> Result<(), ChartError> {
    let room_px = room_px(field, groups.len()).max(NAME_MIN_PX);
    let mut free_from_px = 0.0;
    for (group, name) in groups.iter().enumerate() {
        let name = fitted(name, FONT_PX, room_px);
        let half_px = text_width_px(&name, FONT_PX) / 2.0;
        let middle_px = middle_px(field, groups.len(), group).min(field.right_px + LABEL_GAP_PX - half_px);
        if middle_px - half_px >= free_from_px {
            sheet.text(&name, (middle_px, field.bottom_px + ROW_PX * 0.7), HPos::Center, Ink::TICK)?;
            free_from_px = middle_px + half_px + LABEL_GAP_PX;
        }
    }
    Ok(())
}
