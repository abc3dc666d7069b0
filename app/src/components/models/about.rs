//! The view of the model itself: what it is made of, how good it was, which features it leans on.

use api::{AboutView, FactView, FeatureRow};
use leptos::prelude::*;

use super::parts::Parts;
use super::scores::Scores;
use crate::components::prose::Prose;

/// A card a model could carry with it.
#[component]
pub(super) fn About(about: AboutView) -> impl IntoView {
    let AboutView { sentence, proof, facts, scores, importances, features } = about;
    let fact = |fact: FactView| view! { <dt>{fact.name}</dt><dd><Prose text=fact.text /></dd> };
    view! {
        <p class="answer" id="answer">{sentence}</p>
        <p class="proof">{proof}</p>
        <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        <section class="section">
            <h2>"How good it was when it was trained"</h2>
            <Scores scores rows=None />
        </section>
        <section class="section models-importances">
            <Parts title="Feature importance" heads=["Feature", "Value", "Share"] parts=importances is_signed=false />
        </section>
        <Features features />
    }
}

#[component]
fn Features(features: Vec<FeatureRow>) -> impl IntoView {
    let row = |feature: FeatureRow| {
        view! {
            <tr>
                <th scope="row"><code>{feature.name}</code></th>
                <td class="text-cell">{feature.label}</td>
                <td class="text-cell">{feature.kind}</td>
                <td class="text-cell models-words">{feature.range}</td>
                <td>{feature.example}</td>
            </tr>
        }
    };
    view! {
        <section class="section">
            <h2>"Input columns"</h2>
            <div class="table-box" tabindex="0" role="region" aria-label="Input columns">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            {["What it is", "Kind", "Range"].map(|head| view! { <th scope="col" class="text-cell">{head}</th> }).collect_view()}
                            <th scope="col">"Example"</th>
                        </tr>
                    </thead>
                    <tbody>{features.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
