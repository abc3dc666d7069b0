//! Local storage, in this browser only, of answered expressions and of sources missing in the config. And the key `/` to the field.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

const EXPRESSIONS: &str = "promcast-expressions";
const SOURCES: &str = "promcast-sources";
/// Between two entries: a character that nobody types.
const BETWEEN: char = '\u{1e}';
const MOST: usize = 10;

/// Remembers what is asked on this page, offers the sources asked before, and lets `/` lead to the field.
pub(super) fn wake(expr: &str, is_invalid: bool) {
    if !is_invalid && document().get_element_by_id("answer").is_some() {
        remember(EXPRESSIONS, expr);
        if let Some(field) = source_field() {
            remember(SOURCES, &field.value());
        }
    }
    offer_sources();
    let pressed = window_event_listener(ev::keydown, |event| {
        if event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !is_typing() {
            let field =
                document().get_element_by_id("field-expr").and_then(|field| field.dyn_into::<HtmlElement>().ok());
            if let Some(field) = field {
                let _refused = field.focus();
                event.prevent_default();
            }
        }
    });
    on_cleanup(move || pressed.remove());
}

/// The expressions asked before, the newest first.
pub(super) fn asked() -> Vec<String> {
    entries(EXPRESSIONS)
}

fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn source_field() -> Option<HtmlInputElement> {
    document().get_element_by_id("field-source-url")?.dyn_into().ok()
}

fn offer_sources() {
    let Some(list) = document().get_element_by_id("known-sources") else { return };
    for source in entries(SOURCES) {
        if let Ok(option) = document().create_element("option") {
            let option: Element = option;
            let _refused = option.set_attribute("value", &source);
            let _refused = list.append_child(&option);
        }
    }
}

fn entries(key: &str) -> Vec<String> {
    let storage = window().local_storage().ok().flatten();
    let kept = storage.and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default();
    kept.split(BETWEEN).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

fn remember(key: &str, entry: &str) {
    let entry = entry.trim();
    if entry.is_empty() || entry.contains(BETWEEN) {
        return;
    }
    let mut kept = entries(key);
    kept.retain(|one| one != entry);
    kept.insert(0, entry.to_owned());
    kept.truncate(MOST);
    if let Some(storage) = window().local_storage().ok().flatten() {
        // A full or forbidden storage only means that nothing is remembered.
        let _refused = storage.set_item(key, &kept.join(&BETWEEN.to_string()));
    }
}
