//! [`Head`] of a chart that stands alone: its title, and a legend of its lines and bands.

use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::marks::marker;
use crate::ink::Ink;
use crate::layout::{FONT_PX, LABEL_GAP_PX, MARGIN_PX, ROW_PX, TITLE_PX};
use crate::text_width::{fitted, text_width_px};
use crate::{Chart, ChartError, Role};

/// A sample of a line or a band.
const SWATCH_PX: f64 = 24.0;
/// From one entry to the next.
const ENTRY_GAP_PX: f64 = 18.0;
/// No entry is wider than this: a label set can be long.
const ENTRY_MAX_PX: f64 = 320.0;
/// The title with the air around it.
const TITLE_ROW_PX: f64 = 40.0;
/// Maximum rows of the legend; entries beyond them are only counted.
const MAX_ROWS: usize = 3;

/// Bands beyond this rank look alike, and so do their samples.
const WIDEST_RANK: usize = 4;

/// The line or band that a legend entry names.
#[derive(Clone, Copy, Debug)]
enum Sample {
    Line(Role),
    /// A band's rank, and the rank of the widest band behind it.
    Band(usize, usize),
}

/// An entry and the left end of its swatch.
#[derive(Debug)]
struct Entry {
    sample: Sample,
    name: String,
    left_px: f64,
    row: usize,
}

/// Title and legend, laid out.
#[derive(Debug)]
pub(super) struct Head {
    title: String,
    entries: Vec<Entry>,
    /// Entries there was no room for.
    hidden: usize,
}

impl Head {
    /// The head of a chart.
    pub(super) fn new(chart: &Chart) -> Self {
        let width_px = f64::from(chart.size.width_px) - 2.0 * MARGIN_PX;
        let entries = placed(samples(chart), width_px);
        let hidden = chart.lines.len() + chart.bands.len() - entries.len();
        Self { title: fitted(&chart.title, TITLE_PX, width_px), entries, hidden }
    }

    /// Height of the head, in pixels.
    pub(super) fn height_px(&self) -> f64 {
        let rows = self.entries.last().map_or(0, |entry| entry.row + 1) + usize::from(self.hidden > 0);
        TITLE_ROW_PX + rows as f64 * ROW_PX
    }
}

impl Head {
    /// Draws the head into the upper left of the picture.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        canvas.sheet.text_sized(
            &self.title,
            (MARGIN_PX, TITLE_ROW_PX / 2.0 + 2.0),
            HPos::Left,
            TITLE_PX,
            Ink::TITLE,
        )?;
        self.entries.iter().try_for_each(|entry| draw_entry(canvas, entry))?;
        if self.hidden > 0 {
            let y_px = self.height_px() - ROW_PX / 2.0;
            canvas.sheet.text(&format!("+{} more", self.hidden), (MARGIN_PX, y_px), HPos::Left, Ink::LEGEND)?;
        }
        Ok(())
    }
}

fn draw_entry(canvas: &Canvas<'_>, entry: &Entry) -> Result<(), ChartError> {
    let middle_px = TITLE_ROW_PX + (entry.row as f64 + 0.5) * ROW_PX;
    draw_sample(canvas, entry.sample, (entry.left_px, middle_px))?;
    let text_px = entry.left_px + SWATCH_PX + LABEL_GAP_PX;
    canvas.sheet.text(&entry.name, (text_px, middle_px), HPos::Left, Ink::LEGEND)
}

/// A piece of the line or band, its left end at a pixel.
fn draw_sample(canvas: &Canvas<'_>, sample: Sample, (x, y): (f64, f64)) -> Result<(), ChartError> {
    let right = x + SWATCH_PX;
    match sample {
        Sample::Line(role) => {
            canvas.sheet.stroke((x, y), (right, y), Ink::of_role(role))?;
            match role {
                Role::Series(number) => canvas.sheet.shape(&marker(number, (right, y)), Ink::of_role(role)),
                _ => Ok(()),
            }
        }
        Sample::Band(rank, widest) => {
            let (top, bottom) = (y - 5.0, y + 5.0);
            let corners = [(x, top), (right, top), (right, bottom), (x, bottom)];
            (rank..=widest).rev().try_for_each(|behind| canvas.sheet.shape(&corners, Ink::of_band(behind)))?;
            [top, bottom].into_iter().try_for_each(|edge| canvas.sheet.stroke((x, edge), (right, edge), Ink::BAND_EDGE))
        }
    }
}

fn samples(chart: &Chart) -> impl Iterator<Item = (Sample, &str)> {
    let widest = chart.bands.iter().map(|band| band.rank).max().unwrap_or(0).min(WIDEST_RANK);
    let lines = chart.lines.iter().map(|line| (Sample::Line(line.role), line.name.as_str()));
    let bands = chart.bands.iter();
    lines.chain(bands.map(move |band| (Sample::Band(band.rank.min(widest), widest), band.level_text.as_str())))
}

/// Entries from left to right in rows, as many as there are rows for.
fn placed<'a>(samples: impl Iterator<Item = (Sample, &'a str)>, width_px: f64) -> Vec<Entry> {
    let (mut left_px, mut row) = (0.0, 0);
    let place = |(sample, name): (Sample, &str)| {
        let before_text_px = SWATCH_PX + LABEL_GAP_PX;
        let name = fitted(name, FONT_PX, ENTRY_MAX_PX.min(width_px) - before_text_px);
        let entry_px = before_text_px + text_width_px(&name, FONT_PX);
        if left_px > 0.0 && left_px + entry_px > width_px {
            (left_px, row) = (0.0, row + 1);
        }
        let entry = Entry { sample, name, left_px: MARGIN_PX + left_px, row };
        left_px += entry_px + ENTRY_GAP_PX;
        entry
    };
    samples.map(place).take_while(|entry| entry.row < MAX_ROWS).collect()
}

/// A piece of a line as a small SVG for a legend in the page, hidden from screen readers: its name stands beside it.
#[must_use]
pub fn swatch(role: Role) -> String {
    let class = Ink::class_of(plotters::style::Color::to_backend_color(&Ink::of_role(role)));
    format!(
        "<svg class=\"pc-swatch\" viewBox=\"0 0 24 10\" width=\"24\" height=\"10\" aria-hidden=\"true\">\
         <path class=\"pc-line {class}\" d=\"M0 5h24\"/></svg>"
    )
}

/// A filled bar as a small SVG for a legend in the page, hidden from screen readers.
#[must_use]
pub fn filled_swatch(role: Role) -> String {
    bar_swatch("pc-area", role)
}

/// A hollow bar as a small SVG for a legend in the page, hidden from screen readers.
#[must_use]
pub fn hollow_swatch(role: Role) -> String {
    bar_swatch("pc-line", role)
}

fn bar_swatch(shape: &str, role: Role) -> String {
    let class = Ink::class_of(plotters::style::Color::to_backend_color(&Ink::of_role(role)));
    format!(
        "<svg class=\"pc-swatch\" viewBox=\"0 0 24 12\" width=\"24\" height=\"12\" aria-hidden=\"true\">\
         <rect class=\"{shape} {class}\" x=\"6\" y=\"1\" width=\"12\" height=\"10\"/></svg>"
    )
}
