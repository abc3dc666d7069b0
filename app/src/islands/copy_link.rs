//! A link that is copied rather than followed.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Copies its address and says so. Without JavaScript, or where the browser gives no clipboard to a page, it is a link.
#[island]
pub(crate) fn CopyLink(
    /// Target of the link, from the root of the site.
    href: String,
) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let address = href.clone();
    let on_click = move |event: MouseEvent| {
        if copy(&address) {
            event.prevent_default();
            is_copied.set(true);
        }
    };
    view! {
        <a class="button" href=href title="A link to this forecast as it is now" on:click=on_click>
            <span aria-live="polite">{move || if is_copied.get() { "Copied" } else { "Copy link" }}</span>
        </a>
    }
}

/// Copies the address; returns true if there is a clipboard, which only a page with a secure origin has.
#[cfg(target_family = "wasm")]
fn copy(href: &str) -> bool {
    let Ok(origin) = window().location().origin() else { return false };
    if !window().is_secure_context() {
        return false;
    }
    // A browser that refuses after all leaves the clipboard as it was.
    let _promise = window().navigator().clipboard().write_text(&format!("{origin}{href}"));
    true
}

#[cfg(not(target_family = "wasm"))]
fn copy(_href: &str) -> bool {
    false
}
