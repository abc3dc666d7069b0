//! Path prefix of the server, read from the page by what moves on it.

use leptos::prelude::document;

/// Nothing, or `/promcast`.
#[must_use]
pub fn root() -> String {
    document().document_element().and_then(|html| html.get_attribute("data-root")).unwrap_or_default()
}
