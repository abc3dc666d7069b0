//! The place of a page, kept in the tab's session storage from one answer to the next.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Storage};

const KEY: &str = "promcast-place";

/// Remembers at the end, restores at the start.
pub(super) fn keep(is_leaving: RwSignal<bool>, link: String) {
    shorten_address(&link);
    restore();
    let leaving = window_event_listener(ev::beforeunload, move |_| {
        remember();
        is_leaving.set(true);
    });
    // The browser may bring the page back as it was left.
    let shown = window_event_listener_untyped("pageshow", move |_| is_leaving.set(false));
    on_cleanup(move || {
        leaving.remove();
        shown.remove();
    });
}

/// A form sends every field; the address carries only what differs from the default.
fn shorten_address(link: &str) {
    let location = window().location();
    let shown = location.pathname().and_then(|path| Ok(path + &location.search()?)).unwrap_or_default();
    let is_bare = link.ends_with("/?");
    if shown.contains('?')
        && shown != link
        && !is_bare
        && let Ok(history) = window().history()
    {
        // A browser that refuses keeps the long address, which is as good.
        let _refused = history.replace_state_with_url(&JsValue::NULL, "", Some(link));
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Path, scroll position, focused element, opened details.
fn remember() {
    let focused = document().active_element().map(|element| element.id()).unwrap_or_default();
    let place = format!("{}\n{}\n{focused}\n{}", path(), window().scroll_y().unwrap_or(0.0), opened().join(" "));
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that nothing is remembered.
        let _refused = storage.set_item(KEY, &place);
    }
}

fn restore() {
    let Some(storage) = storage() else { return };
    let place = storage.get_item(KEY).ok().flatten().unwrap_or_default();
    let _refused = storage.remove_item(KEY);
    let mut lines = place.lines();
    if lines.next() != Some(path().as_str()) {
        return;
    }
    let scroll_y = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0.0);
    let focused = lines.next().unwrap_or_default().to_owned();
    for id in lines.next().unwrap_or_default().split(' ') {
        if let Some(details) = document().get_element_by_id(id) {
            let _refused = details.set_attribute("open", "");
        }
    }
    window().scroll_to_with_x_and_y(0.0, scroll_y);
    // The overlay of the chart wakes after this island does.
    request_animation_frame(move || focus(&focused));
}

fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = element.focus();
    }
}

fn opened() -> Vec<String> {
    let Ok(list) = document().query_selector_all("details[open][id]") else { return Vec::new() };
    (0..list.length()).filter_map(|index| Some(list.item(index)?.dyn_into::<Element>().ok()?.id())).collect()
}

fn path() -> String {
    window().location().pathname().unwrap_or_default()
}
