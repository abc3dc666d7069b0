//! The text field of the expression: what is in it, where the cursor is, and what is put there.

#[cfg(target_family = "wasm")]
use wasm_bindgen::JsCast;
#[cfg(target_family = "wasm")]
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};

/// Longer expressions are completed by nobody, and no address would hold them.
#[cfg(any(test, target_family = "wasm"))]
const MAX_UNITS: usize = 2_000;

/// Applies a completion to the text around the cursor: returns the new text, and the cursor in UTF-16 units as browsers count.
#[cfg(any(test, target_family = "wasm"))]
fn completed(before: &str, after: &str, replaced: usize, insert: &str) -> (String, usize) {
    let kept = before.chars().count().saturating_sub(replaced);
    let before: String = before.chars().take(kept).chain(insert.chars()).collect();
    let cursor = before.encode_utf16().count();
    (before + after, cursor)
}

/// The parts of a text before and after a place in it; nothing where the text is too long to be completed.
#[cfg(any(test, target_family = "wasm"))]
fn split(text: &str, cursor: usize) -> Option<(String, String)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (before, after) = units.split_at(cursor.min(units.len()));
    (units.len() <= MAX_UNITS).then(|| (String::from_utf16_lossy(before), String::from_utf16_lossy(after)))
}

/// Returns the text before and after the cursor; `None` if the text is too long to be completed.
#[cfg(target_family = "wasm")]
pub(super) fn around_cursor(field: &HtmlTextAreaElement) -> Option<(String, String)> {
    grow(field);
    let text = field.value();
    let cursor = field.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok());
    split(&text, cursor.unwrap_or(usize::MAX))
}

/// Puts a completion in the place of so many characters before the cursor.
#[cfg(target_family = "wasm")]
pub(super) fn complete(field: &HtmlTextAreaElement, replaced: usize, insert: &str) {
    let Some((before, after)) = around_cursor(field) else { return };
    let (text, cursor) = completed(&before, &after, replaced, insert);
    field.set_value(&text);
    let cursor = u32::try_from(cursor).unwrap_or(u32::MAX);
    // A browser that cannot place the cursor leaves it at the end.
    let _refused = field.set_selection_range(cursor, cursor);
}

/// Puts an expression in the place of what is there.
#[cfg(target_family = "wasm")]
pub(super) fn replace(field: &HtmlTextAreaElement, expr: &str) {
    field.set_value(expr);
    grow(field);
}

/// As many lines as there are.
#[cfg(target_family = "wasm")]
fn grow(field: &HtmlTextAreaElement) {
    let lines = field.value().split('\n').count().clamp(1, 12);
    field.set_rows(u32::try_from(lines).unwrap_or(1));
}

/// Returns true if the text has one line, so that the arrow down has no line to go to.
#[cfg(target_family = "wasm")]
pub(super) fn is_one_line(field: &HtmlTextAreaElement) -> bool {
    !field.value().contains('\n')
}

/// Sends the form as its button does.
#[cfg(target_family = "wasm")]
pub(super) fn send(field: &HtmlTextAreaElement) {
    if let Some(form) = field.form() {
        let _refused = form.request_submit();
    }
}

/// The source that the form names: the URL where one is given.
#[cfg(target_family = "wasm")]
pub(super) fn source() -> String {
    let document = leptos::prelude::document();
    let url = document.get_element_by_id("field-source-url");
    let url = url.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()).map(|field| field.value());
    let select = document.get_element_by_id("field-source");
    let select = select.and_then(|field| field.dyn_into::<HtmlSelectElement>().ok()).map(|select| select.value());
    url.filter(|url| !url.trim().is_empty()).or(select).unwrap_or_default()
}

/// Returns the expressions asked in this browser before, the newest first.
#[cfg(target_family = "wasm")]
pub(super) fn asked_before() -> Vec<String> {
    super::browser::asked()
}

/// On the server nobody types.
#[cfg(not(target_family = "wasm"))]
pub(super) fn around_cursor<T>(_field: &T) -> Option<(String, String)> {
    None
}

/// On the server there is no form yet.
#[cfg(not(target_family = "wasm"))]
pub(super) fn source() -> String {
    String::new()
}

/// On the server nobody chooses.
#[cfg(not(target_family = "wasm"))]
pub(super) fn complete<T>(_field: &T, _replaced: usize, _insert: &str) {}

/// On the server nobody chooses.
#[cfg(not(target_family = "wasm"))]
pub(super) fn replace<T>(_field: &T, _expr: &str) {}

/// On the server no key is pressed.
#[cfg(not(target_family = "wasm"))]
pub(super) fn is_one_line<T>(_field: &T) -> bool {
    false
}

/// On the server no key is pressed.
#[cfg(not(target_family = "wasm"))]
pub(super) fn send<T>(_field: &T) {}

/// The server knows nothing of a browser's past.
#[cfg(not(target_family = "wasm"))]
pub(super) fn asked_before() -> Vec<String> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::{completed, split};

    #[test]
    fn a_completion_takes_the_place_of_what_was_typed() {
        assert_eq!(completed("sum(up{mo", "})", 2, "mode"), ("sum(up{mode})".to_owned(), 11));
        assert_eq!(completed("µ + ra", "", 2, "rate("), ("µ + rate(".to_owned(), 9));
        assert_eq!(completed("up{a=\"😀x", "\"}", 1, "y"), ("up{a=\"😀y\"}".to_owned(), 9));
        assert_eq!(completed("a", "", 5, "b"), ("b".to_owned(), 1));
    }

    #[test]
    fn a_place_counts_as_browsers_do() {
        assert_eq!(split("😀up", 2), Some(("😀".to_owned(), "up".to_owned())));
        assert_eq!(split("up", 99), Some(("up".to_owned(), String::new())));
        assert_eq!(split(&"x".repeat(2_001), 1), None);
    }
}
