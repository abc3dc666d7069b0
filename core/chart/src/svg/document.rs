//! What stands around the shapes: the root element, the accessible name and description, a style where there is one.

use super::{escaped, id_safe};
use crate::Chart;

/// The chart for the inside of a page, which brings the style.
pub(crate) fn inline(chart: &Chart, shapes: &str) -> String {
    let (width_px, height_px) = (chart.size.width_px, chart.size.height_px);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pc-chart\" viewBox=\"0 0 {width_px} {height_px}\" {}</svg>",
        content(chart, "", shapes)
    )
}

/// The chart as a file of its own, with its style inside.
pub(crate) fn standalone(chart: &Chart, style: &str, shapes: &str) -> String {
    let (width_px, height_px) = (chart.size.width_px, chart.size.height_px);
    let style =
        format!("<style>{style}</style><rect class=\"pc-ground\" width=\"{width_px}\" height=\"{height_px}\"/>");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pc-chart\" width=\"{width_px}\" height=\"{height_px}\" \
         viewBox=\"0 0 {width_px} {height_px}\" font-family=\"system-ui, 'Segoe UI', Roboto, Ubuntu, sans-serif\" \
         {}</svg>",
        content(chart, &style, shapes)
    )
}

/// From the accessible attributes of the root to its last child. A screen reader hears the name and the description;
/// the shapes, with every tick label, are not for it.
fn content(chart: &Chart, before: &str, shapes: &str) -> String {
    let id = id_safe(&chart.id);
    let (title, description) = (escaped(&chart.title), escaped(&chart.description));
    format!(
        "role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title>\
         <desc id=\"{id}-desc\">{description}</desc>{before}<g aria-hidden=\"true\">{shapes}</g>"
    )
}
