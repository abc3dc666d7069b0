//! The text field: what is in it, where the cursor is, and what is put there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlTextAreaElement};

use super::word::last_word;

/// The text field of the page.
pub(super) fn field() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id("sql-text")?.dyn_into().ok()
}

/// The form around it.
pub(super) fn form() -> Option<HtmlFormElement> {
    document().get_element_by_id("sql-form")?.dyn_into().ok()
}

/// Moves the cursor back into the field.
pub(super) fn focus() {
    if let Some(field) = field() {
        let _refused = field.focus();
    }
}

/// The text before the cursor.
pub(super) fn before_cursor(field: &HtmlTextAreaElement) -> String {
    let (text, start, _) = content(field);
    text.get(..start).map(String::from_utf16_lossy).unwrap_or_default()
}

/// Puts a text in the place of what is selected.
pub(super) fn insert(text: &str) {
    put(0, text);
}

/// Puts a word in the place of the one before the cursor.
pub(super) fn complete(word: &str) {
    if let Some(field) = field() {
        let typed = last_word(&before_cursor(&field)).encode_utf16().count();
        put(typed, word);
    }
}

/// Puts a statement in the place of what is there.
pub(super) fn replace(sql: &str) {
    if let Some(field) = field() {
        field.set_value(sql);
        focus();
    }
}

/// Takes `back` units before the cursor and the selection away, and puts a text there.
fn put(back: usize, text: &str) {
    let Some(field) = field() else { return };
    let (units, start, end) = content(&field);
    let start = start.saturating_sub(back);
    let typed: Vec<u16> = text.encode_utf16().collect();
    let cursor = u32::try_from(start + typed.len()).unwrap_or(u32::MAX);
    let all: Vec<u16> = [&units[..start], &typed, &units[end..]].concat();
    field.set_value(&String::from_utf16_lossy(&all));
    // A browser that cannot place the cursor leaves it at the end.
    let _refused = field.set_selection_range(cursor, cursor);
    focus();
}

/// The text, and the selection in it, as browsers count: in UTF-16.
fn content(field: &HtmlTextAreaElement) -> (Vec<u16>, usize, usize) {
    let units: Vec<u16> = field.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, wasm_bindgen::JsValue>| {
        let at = at.ok().flatten().and_then(|at| usize::try_from(at).ok());
        at.unwrap_or(units.len()).min(units.len())
    };
    let (start, end) = (place(field.selection_start()), place(field.selection_end()));
    (units, start, end.max(start))
}
