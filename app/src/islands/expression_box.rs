//! The expression: a text field that knows the metrics of the source.

mod word;

use api::MetricView;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::server_fns::list_metrics;

/// A combobox: what is typed may be anything; the suggestions complete the word before the cursor. Without JavaScript
/// it is a plain text field.
#[island]
pub(crate) fn ExpressionBox(
    /// What it holds at first.
    expr: String,
    /// Whether that makes no sense.
    is_invalid: bool,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let typed = RwSignal::new(None::<String>);
    let active = RwSignal::new(None::<usize>);
    let suggestions = LocalResource::new(move || {
        let word = typed.get();
        async move {
            match word {
                Some(word) => list_metrics(word::source(), word).await.unwrap_or_default(),
                None => Vec::new(),
            }
        }
    });
    let found = move || {
        if typed.get().is_some() { suggestions.get().unwrap_or_default() } else { Vec::new() }
    };
    let is_open = move || !found().is_empty();

    let take = move |metric: &MetricView| {
        if let Some(input) = input.get_untracked() {
            word::complete(&input, &metric.name);
        }
        typed.set(None);
        active.set(None);
    };
    let on_input = move |_| {
        active.set(None);
        typed.set(input.get_untracked().and_then(|input| word::before_cursor(&input)));
    };
    let on_key = move |event: KeyboardEvent| {
        let list = found();
        match (event.key().as_str(), active.get_untracked()) {
            ("ArrowDown", now) if !list.is_empty() => active.set(Some(now.map_or(0, |index| (index + 1) % list.len()))),
            ("ArrowUp", now) if !list.is_empty() => {
                active.set(Some(now.map_or(list.len() - 1, |index| (index + list.len() - 1) % list.len())));
            }
            ("Enter" | "Tab", Some(index)) => {
                if let Some(metric) = list.get(index) {
                    take(metric);
                }
            }
            ("Escape", _) => return typed.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(index, metric): (usize, MetricView)| {
        let chosen = metric.clone();
        view! {
            <li
                role="option"
                id=format!("suggestion-{index}")
                aria-selected=move || (active.get() == Some(index)).to_string()
                on:mousedown=move |event| { event.prevent_default(); take(&chosen); }
            >
                <code>{metric.name.clone()}</code>
                <span class="muted">{about(&metric)}</span>
            </li>
        }
    };
    view! {
        <div class="expression">
            <label class="visually-hidden" for="field-expr">"PromQL expression"</label>
            <input
                type="text"
                name="expr"
                id="field-expr"
                node_ref=input
                placeholder="A metric or any PromQL expression"
                value=expr
                aria-invalid=is_invalid.then_some("true")
                role="combobox"
                aria-expanded=move || is_open().to_string()
                aria-controls="suggestions"
                aria-autocomplete="list"
                aria-activedescendant=move || active.get().map(|index| format!("suggestion-{index}"))
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| typed.set(None)
            />
            <ul id="suggestions" role="listbox" class="suggestions" aria-label="Metrics" hidden=move || !is_open()>
                {move || found().into_iter().enumerate().map(option).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

/// `counter · Requests served`, or the one of the two that is known.
fn about(metric: &MetricView) -> String {
    let known: Vec<&str> =
        [metric.kind.as_str(), metric.help.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    known.join(" · ")
}
