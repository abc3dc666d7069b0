//! Heat maps and bars as files of their own: a title above, literal colours inside.

use std::fmt::Write;

use crate::heatmap::{self, HeatRows};
use crate::ink::Ink;
use crate::layout::{FONT_PX, MARGIN_PX, TITLE_PX};
use crate::svg::document::{self, Caption};
use crate::svg::{Tenth, escaped, tenths};
use crate::text_width::{fitted, text_width_px};
use crate::{Role, Size, Theme, theme};

/// The title with the air around it.
const TITLE_ROW_PX: f64 = 40.0;
/// A picture of bars is so wide, as charts are.
const BARS_WIDTH_PX: f64 = 1100.0;
/// From one bar to the next, and how thick one is.
const BAR_ROW_PX: f64 = 26.0;
const BAR_PX: f64 = 18.0;
/// No name is wider.
const NAME_MAX_PX: f64 = 260.0;
/// Between a name, its bar and its figure.
const GAP_PX: f64 = 12.0;

/// A bar of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedBar {
    /// Name of the bar.
    pub name: String,
    /// Its length as a share of the longest, 0 to 1; NaN or infinite draws no bar.
    pub share: f64,
    /// Figure of the bar as text.
    pub text: String,
    /// Role that determines the colour.
    pub role: Role,
}

/// Draws a heat map as a file of its own, with its title and a summary sentence below.
#[must_use]
pub fn standalone_heatmap(title: &str, summary: &str, rows: &HeatRows<'_>, theme: Theme) -> String {
    let (width, height) = heatmap::extent(rows);
    let (width_px, foot_px) = (width as f64 + 2.0 * MARGIN_PX, TITLE_ROW_PX + height as f64);
    let mut shapes = title_text(title, width_px);
    let _ = write!(
        shapes,
        "<g transform=\"translate({} {})\">{}</g>",
        Tenth(tenths(MARGIN_PX)),
        Tenth(tenths(TITLE_ROW_PX)),
        heatmap::shapes(rows)
    );
    let words = fitted(summary, FONT_PX, width_px - 2.0 * MARGIN_PX);
    shapes += &text("pc-tick", FONT_PX, (MARGIN_PX, foot_px + 22.0), "start", &words);
    let size = size(width_px, foot_px + 36.0);
    document::standalone(
        Caption { id: "heatmap", title, description: summary, size },
        &theme::stylesheet(theme),
        &shapes,
    )
}

/// Bars with their title, one below the other, each with its name and figure.
#[must_use]
pub fn standalone_bars(title: &str, bars: &[NamedBar], theme: Theme) -> String {
    let widest = |text_of: fn(&NamedBar) -> &str| {
        bars.iter().map(|bar| text_width_px(text_of(bar), FONT_PX)).fold(0.0, f64::max)
    };
    let left_px = MARGIN_PX + widest(|bar| &bar.name).min(NAME_MAX_PX) + GAP_PX;
    let longest_px = (BARS_WIDTH_PX - MARGIN_PX - widest(|bar| &bar.text) - GAP_PX - left_px).max(0.0);
    let mut shapes = title_text(title, BARS_WIDTH_PX);
    for (index, bar) in bars.iter().enumerate() {
        let top_px = TITLE_ROW_PX + index as f64 * BAR_ROW_PX;
        shapes += &bar_shapes(bar, top_px, left_px, longest_px);
    }
    let size = size(BARS_WIDTH_PX, TITLE_ROW_PX + bars.len() as f64 * BAR_ROW_PX + MARGIN_PX);
    let said: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, bar.text)).collect();
    let description = &said.join(", ");
    document::standalone(Caption { id: "bars", title, description, size }, &theme::stylesheet(theme), &shapes)
}

/// A name to the left of its bar, a figure to the right.
fn bar_shapes(bar: &NamedBar, top_px: f64, left_px: f64, longest_px: f64) -> String {
    let class = Ink::class_of(plotters::style::Color::to_backend_color(&Ink::of_role(bar.role)));
    let share = if bar.share.is_finite() { bar.share.clamp(0.0, 1.0) } else { 0.0 };
    let (width_px, baseline_px) = (share * longest_px, top_px + BAR_PX / 2.0 + FONT_PX * 0.35);
    let [left, top, width, height] = [left_px, top_px, width_px, BAR_PX].map(|px| Tenth(tenths(px)));
    let name = fitted(&bar.name, FONT_PX, NAME_MAX_PX);
    format!(
        "{}<rect class=\"pc-area {class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>{}",
        text("pc-legend", FONT_PX, (MARGIN_PX, baseline_px), "start", &name),
        text("pc-legend", FONT_PX, (left_px + width_px + GAP_PX, baseline_px), "start", &bar.text),
    )
}

fn title_text(title: &str, width_px: f64) -> String {
    let title = fitted(title, TITLE_PX, width_px - 2.0 * MARGIN_PX);
    text("pc-title", TITLE_PX, (MARGIN_PX, TITLE_ROW_PX / 2.0 + TITLE_PX * 0.35), "start", &title)
}

fn text(class: &str, font_px: f64, (x, y): (f64, f64), anchor: &str, words: &str) -> String {
    let [x, y, font_px] = [x, y, font_px].map(|px| Tenth(tenths(px)));
    format!(
        "<text class=\"pc-text {class}\" x=\"{x}\" y=\"{y}\" font-size=\"{font_px}\" text-anchor=\"{anchor}\">{}</text>",
        escaped(words)
    )
}

fn size(width_px: f64, height_px: f64) -> Size {
    Size { width_px: width_px.ceil() as u32, height_px: height_px.ceil() as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HeatSpot;

    const HOSTILE: &str = "</text><script>alert(1)</script>";

    fn bar(name: &str, share: f64) -> NamedBar {
        NamedBar { name: name.to_owned(), share, text: "1.2k".to_owned(), role: Role::Series(1) }
    }

    #[test]
    fn files_bring_their_colors_and_nothing_else() {
        let spot = HeatSpot { value: 1.0, text: HOSTILE.to_owned() };
        let heat = standalone_heatmap(HOSTILE, HOSTILE, &[(HOSTILE, vec![spot])], Theme::Dark);
        let bars = standalone_bars(HOSTILE, &[bar(HOSTILE, 1.0), bar("b", f64::NAN)], Theme::Light);
        for svg in [heat, bars] {
            assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{svg}");
            assert!(!svg.contains("<script") && !svg.contains("var(") && !svg.contains("NaN"), "{svg}");
            assert!(svg.contains(".pc-heat-6"), "{svg}");
        }
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_figure() {
        let svg = standalone_bars("Total", &[bar("a", 1.0), bar("b", 0.5), bar("c", 7.0)], Theme::Light);
        let widths: Vec<f64> = svg
            .split("<rect class=\"pc-area")
            .skip(1)
            .filter_map(|rect| rect.split("width=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert_eq!(widths.len(), 3);
        assert!((widths[1] * 2.0 - widths[0]).abs() < 0.2 && (widths[2] - widths[0]).abs() < 0.1, "{widths:?}");
        assert!(widths[0] < BARS_WIDTH_PX - MARGIN_PX);
        assert!(standalone_bars("none", &[], Theme::Dark).contains("height=\"52\""));
    }
}
