//! Amounts over a few named groups: as bars side by side, or as a line from group to group.

mod along;

use crate::field::Field;
use crate::ink::Ink;
use crate::sheet::Sheet;
use crate::svg::document::{self, Caption};
use crate::value_axis::{is_drawable, range_from_zero};
use crate::{ChartError, Role, Size, Threshold};

/// Of the room a group has, the share its bars leave free.
const GAP_SHARE: f64 = 0.25;
/// No bar is wider.
const BAR_MAX_PX: f64 = 40.0;
/// A point of a line.
const DOT_RADIUS_PX: f64 = 3.5;

/// Groups along the bottom, amounts upwards from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Prefix of the ids inside the SVG, unique on its page.
    pub id: String,
    /// The picture's name, spoken by a screen reader.
    pub title: String,
    /// One sentence that describes the picture, for screen readers.
    pub description: String,
    /// Width and height of the whole picture.
    pub size: Size,
    /// Name of the amounts on the vertical axis.
    pub upwards: String,
    /// The groups, from left to right.
    pub groups: Vec<String>,
    /// Look of the amounts: bars or dots.
    pub look: ColumnLook,
    /// The amounts.
    pub series: Vec<ColumnSeries>,
    /// A reference value, drawn as a horizontal line.
    pub guide: Option<Threshold>,
}

/// Look of the amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnLook {
    /// Bars side by side: the first of a group filled, the others hollow, so that colour is not all that tells them apart.
    Bars,
    /// A dot a group, joined where groups follow one another.
    Dots,
}

/// One amount a group.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnSeries {
    /// Name of the series.
    pub name: String,
    /// Role that determines the colour.
    pub role: Role,
    /// One value per group; a value that is not finite is left out.
    pub values: Vec<f64>,
}

/// Draws the groups for the inside of a page.
///
/// # Errors
/// The picture is too small or too large, or a series has not one amount a group.
pub fn columns(columns: &Columns) -> Result<String, ChartError> {
    columns.check()?;
    let values = columns.series.iter().flat_map(|series| series.values.iter().copied());
    let values = values.chain(columns.guide.iter().map(|guide| guide.value));
    let guide = columns.guide.as_ref().filter(|guide| is_drawable(guide.value));
    let field = Field::new(columns.size, range_from_zero(values), 1.0).with_guide(guide);
    let mut shapes = String::new();
    let sheet = Sheet::new(&mut shapes, columns.size);
    field.draw(&sheet, &columns.upwards)?;
    along::draw(&sheet, &field, &columns.groups)?;
    match columns.look {
        ColumnLook::Bars => draw_bars(&sheet, &field, columns)?,
        ColumnLook::Dots => columns.series.iter().try_for_each(|series| draw_dots(&sheet, &field, series))?,
    }
    guide.map_or(Ok(()), |guide| field.draw_guide(&sheet, guide))?;
    drop(sheet);
    let Columns { id, title, description, size, .. } = columns;
    Ok(document::inline(Caption { id, title, description, size: *size }, &shapes))
}

impl Columns {
    fn check(&self) -> Result<(), ChartError> {
        self.size.check()?;
        let (points, fits) = (self.groups.len(), |series: &&ColumnSeries| series.values.len() != self.groups.len());
        match self.series.iter().find(fits) {
            Some(series) => {
                let name = series.name.chars().take(80).collect();
                Err(ChartError::Length { name, points, values: series.values.len() })
            }
            None => Ok(()),
        }
    }
}

fn draw_bars(sheet: &Sheet<'_>, field: &Field, columns: &Columns) -> Result<(), ChartError> {
    let count = columns.series.len() as f64;
    let room_px = along::room_px(field, columns.groups.len());
    let width_px = (room_px * (1.0 - GAP_SHARE) / count.max(1.0)).min(BAR_MAX_PX);
    for (place, series) in columns.series.iter().enumerate() {
        let offset_px = (place as f64 - count / 2.0) * width_px;
        for (group, value) in series.values.iter().enumerate().filter(|(_, value)| is_drawable(**value)) {
            let left_px = along::middle_px(field, columns.groups.len(), group) + offset_px;
            let (zero_px, top_px, right_px) = (field.y_of(0.0), field.y_of(*value), left_px + width_px * 0.9);
            let corners = [(left_px, zero_px), (left_px, top_px), (right_px, top_px), (right_px, zero_px)];
            match place {
                0 => sheet.shape(&corners, Ink::of_role(series.role))?,
                _ => sheet.line(&corners, Ink::of_role(series.role))?,
            }
        }
    }
    Ok(())
}

fn draw_dots(sheet: &Sheet<'_>, field: &Field, series: &ColumnSeries) -> Result<(), ChartError> {
    let ink = Ink::of_role(series.role);
    let point = |(group, value): (usize, &f64)| {
        is_drawable(*value).then(|| (along::middle_px(field, series.values.len(), group), field.y_of(*value)))
    };
    let points: Vec<Option<(f64, f64)>> = series.values.iter().enumerate().map(point).collect();
    for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
        sheet.line(&run.iter().flatten().copied().collect::<Vec<_>>(), ink)?;
    }
    points.into_iter().flatten().try_for_each(|at_px| sheet.dot(at_px, DOT_RADIUS_PX, ink))
}

#[cfg(test)]
mod tests;
