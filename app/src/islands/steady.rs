//! Keeps scroll position, focus and opened sections when one answer follows another, and shows a progress line meanwhile.

#[cfg(target_family = "wasm")]
mod memory;

use leptos::prelude::*;

/// Remembers the place of the page, shows that an answer is on its way, and keeps the address short.
#[island]
pub(crate) fn Steady(
    /// The page's own link, with the defaults left out: a form sends every field.
    link: String,
) -> impl IntoView {
    let is_leaving = RwSignal::new(false);
    #[cfg(target_family = "wasm")]
    memory::keep(is_leaving, link);
    #[cfg(not(target_family = "wasm"))]
    drop(link);
    view! { <div class="progress" class:progress-on=is_leaving aria-hidden="true"></div> }
}
