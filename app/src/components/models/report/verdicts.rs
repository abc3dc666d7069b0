//! The two verdicts on drift, side by side, and why they differ.

use api::VerdictView;
use leptos::prelude::*;

/// Both, then the difference in two sentences.
#[component]
pub(super) fn Verdicts(compatible: VerdictView, honest: VerdictView, difference: String) -> impl IntoView {
    view! {
        <section class="section" id="drift">
            <h2>"Whether the rows drifted"</h2>
            <div class="models-verdicts">
                <Verdict name="Promcast" verdict=honest />
                <Verdict name="Evidently (column test)" verdict=compatible />
            </div>
            <p>{difference}</p>
        </section>
    }
}

/// A sign and a word: colour is never all.
#[component]
fn Verdict(name: &'static str, verdict: VerdictView) -> impl IntoView {
    let sign = if verdict.is_drift { "▲" } else { "✓" };
    view! {
        <section class="models-verdict" class:models-drifts=verdict.is_drift>
            <h3>{name}</h3>
            <p class="models-word"><span aria-hidden="true">{sign}</span>" "{verdict.word}</p>
            <p>{verdict.sentence}</p>
            <ul>{verdict.reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
        </section>
    }
}
