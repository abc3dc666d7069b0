//! Keys, clicks and the sending of the form.

use std::time::Duration;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::word::completions;
use super::{Editor, field, take};

/// Longer statements are sent in the body of a request, not in its address.
const MAX_LINK_UNITS: usize = 4_000;

/// Listens to the whole page: the text field is no part of the island.
pub(super) fn listen(editor: Editor, words: Vec<String>) {
    // After Escape the next Tab leaves the field, as everywhere else.
    let is_leaving = StoredValue::new(false);
    let words = StoredValue::new(words);
    let down = window_event_listener(ev::keydown, move |event| {
        if is_in_field(&event) {
            on_key(editor, &event, is_leaving);
        }
    });
    let typed = window_event_listener(ev::input, move |event| {
        if is_in_field(&event) {
            is_leaving.set_value(false);
            let before = field::field().map(|field| field::before_cursor(&field)).unwrap_or_default();
            editor.active.set(None);
            editor.suggestions.set(words.with_value(|words| completions(&before, words)));
        }
    });
    let left = window_event_listener(ev::focusout, move |_| editor.suggestions.set(Vec::new()));
    let clicked = window_event_listener(ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let name = target.and_then(|target| target.closest("[data-insert]").ok().flatten());
        if let Some(text) = name.and_then(|name| name.get_attribute("data-insert")) {
            field::insert(&text);
        }
    });
    let sent = window_event_listener(ev::submit, |_| choose_way());
    let leaving = window_event_listener(ev::beforeunload, move |_| editor.running.set(Some(0)));
    let shown = window_event_listener_untyped("pageshow", move |_| editor.running.set(None));
    let clock = set_interval_with_handle(
        move || editor.running.update(|seconds| *seconds = seconds.map(|seconds| seconds + 1)),
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        for listener in [down, typed, left, clicked, sent, leaving, shown] {
            listener.remove();
        }
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
}

fn is_in_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.id() == "sql-text")
}

fn on_key(editor: Editor, event: &KeyboardEvent, is_leaving: StoredValue<bool>) {
    let list = editor.suggestions.get_untracked();
    let active = editor.active.get_untracked();
    let key = event.key();
    match (key.as_str(), list.is_empty()) {
        ("Enter", _) if event.ctrl_key() || event.meta_key() => send(),
        ("Enter", false) if active.is_some() => take(editor, &list[active.unwrap_or(0).min(list.len() - 1)]),
        ("Tab", false) if !event.shift_key() => take(editor, &list[active.unwrap_or(0).min(list.len() - 1)]),
        ("ArrowDown", false) => editor.active.set(Some(active.map_or(0, |index| (index + 1) % list.len()))),
        ("ArrowUp", false) => {
            editor.active.set(Some(active.map_or(list.len() - 1, |index| (index + list.len() - 1) % list.len())))
        }
        ("Tab", true) if !event.shift_key() && !is_leaving.get_value() => field::insert("  "),
        ("Escape", _) => {
            is_leaving.set_value(true);
            editor.suggestions.set(Vec::new());
        }
        _ => return,
    }
    event.prevent_default();
}

/// Sends the form as its button does.
fn send() {
    if let Some(form) = field::form() {
        choose_way();
        let _refused = form.request_submit();
    }
}

/// In the address, which is a link, or in the body, where it is too long for one.
fn choose_way() {
    if let (Some(form), Some(field)) = (field::form(), field::field()) {
        let is_long = field.value().encode_utf16().count() > MAX_LINK_UNITS;
        form.set_method(if is_long { "post" } else { "get" });
    }
}
