//! A sentence with code in it.

use leptos::prelude::*;

/// A message with the text between backticks, by which every message of Promcast marks code, shown as code.
#[component]
pub(crate) fn Prose(text: String) -> impl IntoView {
    pieces(&text)
        .into_iter()
        .map(|(is_code, piece)| match is_code {
            true => view! { <code>{piece}</code> }.into_any(),
            false => piece.into_any(),
        })
        .collect_view()
}

/// The text in pieces, and which of them are code. A backtick without a partner is a backtick.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let split: Vec<&str> = text.split('`').collect();
    if split.len().is_multiple_of(2) {
        return vec![(false, text.to_owned())];
    }
    let pieces = split.into_iter().enumerate().map(|(index, piece)| (index % 2 == 1, piece.to_owned()));
    pieces.filter(|(_, piece)| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn only_pairs_of_backticks_are_code() {
        let owned =
            |pieces: &[(bool, &str)]| pieces.iter().map(|(code, text)| (*code, (*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(
            pieces("give `7d`, or `auto`"),
            owned(&[(false, "give "), (true, "7d"), (false, ", or "), (true, "auto")])
        );
        assert_eq!(pieces("a ` b"), owned(&[(false, "a ` b")]));
        assert_eq!(pieces(""), owned(&[]));
    }
}
