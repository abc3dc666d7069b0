//! The SQL editor: keys, completion, history and cancelling on top of the plain text field.

mod word;

#[cfg(target_family = "wasm")]
mod field;
#[cfg(target_family = "wasm")]
mod history;
#[cfg(target_family = "wasm")]
mod keys;

use leptos::prelude::*;

/// State of the island; the text field itself is a plain part of the page, which works without it.
#[derive(Clone, Copy, Debug)]
struct Editor {
    /// Completions of the word before the cursor.
    suggestions: RwSignal<Vec<String>>,
    /// Index of the completion selected by the keys.
    active: RwSignal<Option<usize>>,
    /// Statements that were run, the newest first.
    history: RwSignal<Vec<String>>,
    /// Seconds since the statement was sent; `None` where none runs.
    running: RwSignal<Option<u32>>,
}

/// Wakes the text field with the id `sql-text`.
#[island]
pub(crate) fn SqlEditor(
    /// Words that can be completed.
    words: Vec<String>,
    /// The statement whose rows are on the page; it goes into the history, which stays in this browser.
    ran: Option<String>,
) -> impl IntoView {
    let editor = Editor {
        suggestions: RwSignal::new(Vec::new()),
        active: RwSignal::new(None),
        history: RwSignal::new(Vec::new()),
        running: RwSignal::new(None),
    };
    wake(editor, words, ran);
    let option = move |(index, word): (usize, String)| {
        let taken = word.clone();
        view! {
            <li
                role="option"
                id=format!("sql-suggestion-{index}")
                aria-selected=move || (editor.active.get() == Some(index)).to_string()
                on:mousedown=move |event| { event.prevent_default(); take(editor, &taken); }
            >
                <code>{word}</code>
            </li>
        }
    };
    let past = move |sql: String| {
        let taken = sql.clone();
        view! { <li><button type="button" class="sql-past" title="Put into the statement" on:click=move |_| replace(&taken)><code>{sql}</code></button></li> }
    };
    view! {
        <ul class="sql-suggestions" id="sql-suggestions" role="listbox" aria-label="Completions" hidden=move || editor.suggestions.with(Vec::is_empty)>
            {move || editor.suggestions.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        <p class="sql-running" role="status" hidden=move || editor.running.get().is_none()>
            <span>{move || format!("Running, {} s ", editor.running.get().unwrap_or_default())}</span>
            <button type="button" id="sql-cancel" on:click=move |_| cancel(editor)>"Cancel"</button>
        </p>
        <details class="sql-history" id="sql-history" hidden=move || editor.history.with(Vec::is_empty)>
            <summary>{move || format!("History ({})", editor.history.with(Vec::len))}</summary>
            <ul>{move || editor.history.get().into_iter().map(past).collect_view()}</ul>
            <p class="muted">
                "The newest statements that had an answer, kept in this browser alone. "
                <button type="button" id="sql-history-clear" on:click=move |_| clear(editor)>"Clear"</button>
            </p>
        </details>
    }
    .into_any()
}

#[cfg(target_family = "wasm")]
fn wake(editor: Editor, words: Vec<String>, ran: Option<String>) {
    // After the island is awake: the server knows no history, and the page must first be what it sent.
    Effect::new(move |_| editor.history.set(history::remember(ran.clone())));
    keys::listen(editor, words);
}

#[cfg(target_family = "wasm")]
fn take(editor: Editor, word: &str) {
    field::complete(word);
    editor.suggestions.set(Vec::new());
    editor.active.set(None);
}

#[cfg(target_family = "wasm")]
fn replace(sql: &str) {
    field::replace(sql);
}

#[cfg(target_family = "wasm")]
fn clear(editor: Editor) {
    history::clear();
    editor.history.set(Vec::new());
}

/// The browser hangs up; the server then ends the statement, which nobody waits for any more.
#[cfg(target_family = "wasm")]
fn cancel(editor: Editor) {
    let _refused = window().stop();
    editor.running.set(None);
    // The line that moves while an answer is on its way stops too.
    if let Ok(event) = web_sys::Event::new("pageshow") {
        let _refused = window().dispatch_event(&event);
    }
    field::focus();
}

#[cfg(not(target_family = "wasm"))]
fn wake(_editor: Editor, _words: Vec<String>, _ran: Option<String>) {}

#[cfg(not(target_family = "wasm"))]
fn take(_editor: Editor, _word: &str) {}

#[cfg(not(target_family = "wasm"))]
fn replace(_sql: &str) {}

#[cfg(not(target_family = "wasm"))]
fn clear(_editor: Editor) {}

#[cfg(not(target_family = "wasm"))]
fn cancel(_editor: Editor) {}
