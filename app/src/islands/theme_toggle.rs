//! The button that changes between light and dark.

use leptos::prelude::*;

/// Sets the theme now, and in a cookie for the next page. Without JavaScript the page follows the system.
#[island]
pub(crate) fn ThemeToggle() -> impl IntoView {
    view! {
        <button type="button" class="theme-toggle" title="Change between light and dark" on:click=|_| toggle()>
            <span aria-hidden="true">"◐"</span>
            <span class="visually-hidden">"Change between light and dark"</span>
        </button>
    }
}

#[cfg(target_family = "wasm")]
fn toggle() {
    use wasm_bindgen::JsCast;

    let root = document().document_element();
    let Some(root) = root else { return };
    let shown = root.get_attribute("data-theme").filter(|theme| !theme.is_empty());
    let system_is_dark =
        window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches());
    let is_dark = shown.map_or(system_is_dark, |theme| theme == "dark");
    let next = if is_dark { "light" } else { "dark" };
    // A browser that refuses either keeps the theme it shows.
    let _refused = root.set_attribute("data-theme", next);
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let _refused =
            document.set_cookie(&format!("theme={next}; path={}/; max-age=31536000; samesite=lax", crate::root()));
    }
}

#[cfg(not(target_family = "wasm"))]
fn toggle() {}
