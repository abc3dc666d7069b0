//! The button that changes between the system's theme, light and dark.

use leptos::prelude::*;

/// Sets the theme now, and in a cookie for the next page: first the one that the system does not have, then the other, then as
/// the system has it again. Without JavaScript the page follows the system.
#[island]
pub(crate) fn ThemeToggle() -> impl IntoView {
    view! {
        <button type="button" class="theme-toggle" title="Theme: system, light or dark" on:click=|_| toggle()>
            <span aria-hidden="true">"◐"</span>
            <span class="visually-hidden">"Change between the system's theme, light and dark"</span>
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
    let next = next_theme(shown.as_deref(), system_is_dark);
    // A browser that refuses either keeps the theme it shows.
    let _refused = root.set_attribute("data-theme", next);
    // Who follows the system needs no cookie.
    let seconds = if next.is_empty() { 0 } else { 31_536_000 };
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let cookie = format!("theme={next}; path={}/; max-age={seconds}; samesite=lax", crate::root());
        let _refused = document.set_cookie(&cookie);
    }
}

#[cfg(not(target_family = "wasm"))]
fn toggle() {}

/// The theme after one; empty for the system's.
#[cfg(any(test, target_family = "wasm"))]
fn next_theme(shown: Option<&str>, system_is_dark: bool) -> &'static str {
    let (other, same) = if system_is_dark { ("light", "dark") } else { ("dark", "light") };
    match shown {
        Some(theme) if theme == other => same,
        Some(theme) if theme == same => "",
        _ => other,
    }
}

#[cfg(test)]
mod tests {
    use super::next_theme;

    #[test]
    fn three_clicks_lead_back_to_the_system() {
        for (system_is_dark, order) in [(false, ["dark", "light", ""]), (true, ["light", "dark", ""])] {
            let mut shown = None;
            for next in order {
                assert_eq!(next_theme(shown, system_is_dark), next);
                shown = Some(next);
            }
        }
    }
}
