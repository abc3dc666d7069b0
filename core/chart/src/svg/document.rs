//! The SVG document around the shapes: root element, accessible name and description, and a style if there is one.

use super::{escaped, id_safe};
use crate::Size;

/// Id, accessible name, description and size of a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caption<'a> {
    /// Prefix of the ids inside the SVG.
    pub(crate) id: &'a str,
    /// Accessible name.
    pub(crate) title: &'a str,
    /// Accessible description.
    pub(crate) description: &'a str,
    /// Its extent.
    pub(crate) size: Size,
}

/// The picture for the inside of a page, which brings the style.
pub(crate) fn inline(caption: Caption<'_>, shapes: &str) -> String {
    let Size { width_px, height_px } = caption.size;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pc-chart\" viewBox=\"0 0 {width_px} {height_px}\" {}</svg>",
        content(caption, "", shapes)
    )
}

/// The picture as a file of its own, with its style inside.
pub(crate) fn standalone(caption: Caption<'_>, style: &str, shapes: &str) -> String {
    let Size { width_px, height_px } = caption.size;
    let style =
        format!("<style>{style}</style><rect class=\"pc-ground\" width=\"{width_px}\" height=\"{height_px}\"/>");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pc-chart\" width=\"{width_px}\" height=\"{height_px}\" \
         viewBox=\"0 0 {width_px} {height_px}\" font-family=\"system-ui, 'Segoe UI', Roboto, Ubuntu, sans-serif\" \
         {}</svg>",
        content(caption, &style, shapes)
    )
}

/// From the accessible attributes of the root to its last child. A screen reader hears the name and the description;
/// the shapes, with every tick label, are not for it.
fn content(caption: Caption<'_>, before: &str, shapes: &str) -> String {
    let id = id_safe(caption.id);
    let (title, description) = (escaped(caption.title), escaped(caption.description));
    format!(
        "role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title>\
         <desc id=\"{id}-desc\">{description}</desc>{before}<g aria-hidden=\"true\">{shapes}</g>"
    )
}
