//! Path prefix of every URL of the server, which islands read from the page (`data-root`).

use leptos::prelude::document;

/// Nothing, or `/promcast`.
#[must_use]
pub fn root() -> String {
    document().document_element().and_then(|html| html.get_attribute("data-root")).unwrap_or_default()
}
