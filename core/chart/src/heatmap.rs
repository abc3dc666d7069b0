//! A heat map of the week: seven rows of 24 hours, the darker the more.

use std::fmt::Write;

use crate::svg::escaped;

/// Classes `pc-heat-0` to `pc-heat-6`, from the least to the most.
const LEVELS: usize = 7;
/// A cell with the gap to the next.
const CELL: (usize, usize) = (40, 26);
/// Room for the names of the days, and for the hours.
const GUTTER: (usize, usize) = (44, 22);

/// One hour.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatSpot {
    /// Value that determines the colour; NaN for an hour without one.
    pub value: f64,
    /// Tooltip of the cell.
    pub text: String,
}

/// Rows with their names.
pub type HeatRows<'a> = [(&'a str, Vec<HeatSpot>)];

/// Rows with the hours along the top; safe as it is. Hidden from screen readers: a table says the same.
#[must_use]
pub fn heatmap(rows: &HeatRows<'_>) -> String {
    let (width, height) = extent(rows);
    let shapes = shapes(rows);
    format!("<svg class=\"pc-heat\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">{shapes}</svg>")
}

/// Width and height of all cells with what stands around them.
pub(crate) fn extent(rows: &HeatRows<'_>) -> (usize, usize) {
    (GUTTER.0 + columns(rows) * CELL.0, GUTTER.1 + rows.len() * CELL.1)
}

fn columns(rows: &HeatRows<'_>) -> usize {
    rows.iter().map(|(_, spots)| spots.len()).max().unwrap_or(0)
}

/// The cells, and the names of rows and columns.
pub(crate) fn shapes(rows: &HeatRows<'_>) -> String {
    let values =
        || rows.iter().flat_map(|(_, spots)| spots.iter().map(|spot| spot.value)).filter(|value| value.is_finite());
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let mut svg = String::new();
    for column in (0..columns(rows)).step_by(3) {
        text(&mut svg, (GUTTER.0 + column * CELL.0 + CELL.0 / 2, 14), "middle", &format!("{column:02}"));
    }
    for (row, (name, spots)) in rows.iter().enumerate() {
        let top = GUTTER.1 + row * CELL.1;
        text(&mut svg, (GUTTER.0 - 8, top + 17), "end", name);
        for (column, spot) in spots.iter().enumerate() {
            cell(&mut svg, (GUTTER.0 + column * CELL.0, top), &level_class(spot.value, low, high), &spot.text);
        }
    }
    svg
}

/// Writing to a `String` cannot fail.
fn text(svg: &mut String, (x, y): (usize, usize), anchor: &str, text: &str) {
    let _ = write!(
        svg,
        "<text class=\"pc-heat-text\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
        escaped(text)
    );
}

fn cell(svg: &mut String, (x, y): (usize, usize), class: &str, words: &str) {
    let (width, height) = (CELL.0 - 2, CELL.1 - 2);
    let _ = write!(
        svg,
        "<rect class=\"pc-heat-cell {class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"><title>{}</title></rect>",
        escaped(words)
    );
}

/// The class of a value between the least and the most; where all are alike, the middle one.
fn level_class(value: f64, low: f64, high: f64) -> String {
    if !value.is_finite() {
        return "pc-heat-none".to_owned();
    }
    // Halves, so that the distance of two ends of the number line is a number.
    let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
    let level = if share.is_finite() { ((share * LEVELS as f64) as usize).min(LEVELS - 1) } else { LEVELS / 2 };
    format!("pc-heat-{level}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(values: &[f64]) -> Vec<HeatSpot> {
        values.iter().map(|value| HeatSpot { value: *value, text: format!("<b> {value}") }).collect()
    }

    #[test]
    fn the_most_is_the_darkest_and_nothing_has_no_color() {
        let svg = heatmap(&[("Mon", spots(&[0.0, 5.0, 10.0])), ("Tue", spots(&[f64::NAN, f64::INFINITY, 2.0]))]);
        for (class, count) in
            [("pc-heat-0\"", 1), ("pc-heat-3\"", 1), ("pc-heat-6\"", 1), ("pc-heat-1\"", 1), ("pc-heat-none\"", 2)]
        {
            assert_eq!(svg.matches(class).count(), count, "{class} in {svg}");
        }
        assert!(!svg.contains("<b>") && svg.contains("&lt;b&gt; 10"));
    }

    #[test]
    fn extremes_have_a_level() {
        assert_eq!(level_class(1.0, 1.0, 1.0), "pc-heat-3");
        assert_eq!(level_class(f64::MAX, f64::MIN, f64::MAX), "pc-heat-6");
        assert_eq!(level_class(f64::MIN, f64::MIN, f64::MAX), "pc-heat-0");
        assert_eq!(heatmap(&[]), "<svg class=\"pc-heat\" viewBox=\"0 0 44 22\" aria-hidden=\"true\"></svg>");
    }
}
