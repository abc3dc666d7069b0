//! The expression: a text field that grows, and knows what can stand where the cursor is.

#[cfg(target_family = "wasm")]
mod browser;
mod field;

use api::{CompletionView, Completions};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::server_fns::suggest;
use crate::textarea::inside_textarea;

/// A combobox: what is typed may be anything; the suggestions complete what stands before the cursor, and the arrow down in an
/// unchanged field offers what was asked in this browser before. Without JavaScript it is a plain text field.
#[island]
pub(crate) fn ExpressionBox(
    /// Initial text of the box.
    expr: String,
    /// True if that text is invalid.
    is_invalid: bool,
    /// True if the page has nothing but the question form, so that the box takes the focus.
    is_first: bool,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Textarea>::new();
    let typed = RwSignal::new(None::<(String, String)>);
    let recent = RwSignal::new(Vec::<String>::new());
    let active = RwSignal::new(None::<usize>);
    #[cfg(target_family = "wasm")]
    browser::wake(&expr, is_invalid);
    let suggestions = LocalResource::new(move || {
        let around = typed.get();
        async move {
            match around {
                Some((before, after)) => suggest(field::source(), before, after).await.unwrap_or_default(),
                None => Completions::default(),
            }
        }
    });
    let found = move || {
        let recent = recent.get();
        if !recent.is_empty() {
            return Completions { replaced: 0, list: recent.into_iter().map(asked_before).collect() };
        }
        if typed.get().is_some() { suggestions.get().unwrap_or_default() } else { Completions::default() }
    };
    let is_open = move || !found().list.is_empty();
    let close = move || {
        typed.set(None);
        recent.set(Vec::new());
        active.set(None);
    };
    let take = move |completion: &CompletionView| {
        if let Some(input) = input.get_untracked() {
            match recent.with_untracked(Vec::is_empty) {
                true => field::complete(&input, found().replaced, &completion.insert),
                false => field::replace(&input, &completion.insert),
            }
        }
        close();
    };
    let on_input = move |_| {
        close();
        typed.set(input.get_untracked().and_then(|input| field::around_cursor(&input)));
    };
    let on_key = move |event: KeyboardEvent| {
        let list = found().list;
        match (event.key().as_str(), active.get_untracked()) {
            ("ArrowDown", now) if !list.is_empty() => active.set(Some(now.map_or(0, |index| (index + 1) % list.len()))),
            ("ArrowUp", now) if !list.is_empty() => {
                active.set(Some(now.map_or(list.len() - 1, |index| (index + list.len() - 1) % list.len())));
            }
            // In a text of several lines the arrow goes to the next.
            ("ArrowDown", _) if input.get_untracked().is_some_and(|input| field::is_one_line(&input)) => {
                recent.set(field::asked_before());
            }
            ("Enter" | "Tab", Some(index)) => {
                if let Some(completion) = list.get(index) {
                    take(completion);
                }
            }
            ("Enter", None) if !event.shift_key() => {
                if let Some(input) = input.get_untracked() {
                    field::send(&input);
                }
            }
            ("Escape", _) => return close(),
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(index, completion): (usize, CompletionView)| {
        let chosen = completion.clone();
        view! {
            <li
                role="option"
                id=format!("suggestion-{index}")
                aria-selected=move || (active.get() == Some(index)).to_string()
                on:mousedown=move |event| { event.prevent_default(); take(&chosen); }
            >
                <code>{completion.text.clone()}</code>
                <span class="muted">{about(&completion)}</span>
            </li>
        }
    };
    view! {
        <div class="expression">
            <label class="visually-hidden" for="field-expr">"PromQL expression"</label>
            <textarea
                name="expr"
                id="field-expr"
                node_ref=input
                rows=expr.lines().count().clamp(1, 12)
                placeholder="A metric or any PromQL expression"
                aria-invalid=is_invalid.then_some("true")
                role="combobox"
                aria-expanded=move || is_open().to_string()
                aria-controls="suggestions"
                aria-autocomplete="list"
                aria-activedescendant=move || active.get().map(|index| format!("suggestion-{index}"))
                autocomplete="off"
                autocapitalize="off"
                autofocus=is_first
                spellcheck="false"
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| close()
                inner_html=inside_textarea(&expr)
            ></textarea>
            <ul id="suggestions" role="listbox" class="suggestions" aria-label="Suggestions" hidden=move || !is_open()>
                {move || found().list.into_iter().enumerate().map(option).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

fn asked_before(expr: String) -> CompletionView {
    CompletionView { insert: expr.clone(), text: expr, kind: "asked before".to_owned(), help: String::new() }
}

/// `counter · Requests served`, or the one of the two that is known.
fn about(completion: &CompletionView) -> String {
    let known: Vec<&str> =
        [completion.kind.as_str(), completion.help.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    known.join(" · ")
}
