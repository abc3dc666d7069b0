//! The word of an expression that the cursor stands behind, and its completion.

/// Fewer letters than this fit too much.
#[cfg(any(test, target_family = "wasm"))]
const SHORTEST: usize = 2;

/// Where the name before `cursor` (in characters) starts; `None` where there is no name worth completing.
#[cfg(any(test, target_family = "wasm"))]
fn word_start(text: &[char], cursor: usize) -> Option<usize> {
    let cursor = cursor.min(text.len());
    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == ':';
    let length = text[..cursor].iter().rev().take_while(|c| is_name(c)).count();
    let start = cursor - length;
    let is_quoted = text[..start].iter().filter(|c| **c == '"').count() % 2 == 1;
    (length >= SHORTEST && !text[start].is_ascii_digit() && !is_quoted).then_some(start)
}

/// The word before the cursor of a field.
#[cfg(target_family = "wasm")]
pub(super) fn before_cursor(input: &web_sys::HtmlInputElement) -> Option<String> {
    let (text, cursor) = content(input);
    word_start(&text, cursor).map(|start| text[start..cursor].iter().collect())
}

/// Puts a name in the place of the word before the cursor.
#[cfg(target_family = "wasm")]
pub(super) fn complete(input: &web_sys::HtmlInputElement, name: &str) {
    let (text, cursor) = content(input);
    let start = word_start(&text, cursor).unwrap_or(cursor);
    let completed: String =
        text[..start].iter().copied().chain(name.chars()).chain(text[cursor..].iter().copied()).collect();
    input.set_value(&completed);
    let end = u32::try_from(start + name.chars().count()).ok();
    // A browser that cannot place the cursor leaves it at the end.
    let _refused = input.set_selection_range(end.unwrap_or(0), end.unwrap_or(0));
}

/// The source that the form names.
#[cfg(target_family = "wasm")]
pub(super) fn source() -> String {
    use wasm_bindgen::JsCast;

    let field = leptos::prelude::document().get_element_by_id("field-source");
    let select = field.and_then(|field| field.dyn_into::<web_sys::HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

#[cfg(target_family = "wasm")]
fn content(input: &web_sys::HtmlInputElement) -> (Vec<char>, usize) {
    let text: Vec<char> = input.value().chars().collect();
    let cursor = input.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok()).unwrap_or(text.len());
    let cursor = cursor.min(text.len());
    (text, cursor)
}

/// On the server nobody types.
#[cfg(not(target_family = "wasm"))]
pub(super) fn before_cursor<T>(_input: &T) -> Option<String> {
    None
}

/// On the server there is no form yet.
#[cfg(not(target_family = "wasm"))]
pub(super) fn source() -> String {
    String::new()
}

/// On the server nobody chooses.
#[cfg(not(target_family = "wasm"))]
pub(super) fn complete<T>(_input: &T, _name: &str) {}

#[cfg(test)]
mod tests {
    use super::word_start;

    #[test]
    fn names_are_found_where_they_are_typed() {
        let cases = [
            ("rate(node_c", 11, Some(5)),
            ("up", 2, Some(0)),
            ("u", 1, None),
            ("sum(up) + no", 12, Some(10)),
            ("x{job=\"pro", 10, None),
            ("12", 2, None),
            ("µno", 3, Some(1)),
            ("", 5, None),
        ];
        for (text, cursor, start) in cases {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(word_start(&text, cursor), start, "{text:?}");
        }
    }
}
