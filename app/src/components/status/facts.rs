//! Facts under a heading.

use api::FactView;
use leptos::prelude::*;

/// A name and a text a line.
#[component]
pub(crate) fn Facts(title: &'static str, facts: Vec<FactView>) -> impl IntoView {
    let fact = |fact: FactView| view! { <dt>{fact.name}</dt><dd>{fact.text}</dd> };
    view! {
        <section class="section">
            <h2>{title}</h2>
            <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        </section>
    }
}
