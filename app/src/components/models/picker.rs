//! Links that choose the model, if there is more than one.

use api::LinkView;
use leptos::prelude::*;

use crate::place::at;

/// The models, as links; their name alone where there is only one.
#[component]
pub(crate) fn ModelPicker(models: Vec<LinkView>, model: String) -> impl IntoView {
    if models.len() < 2 {
        return view! { <p class="models-name">"Model " <strong>{model}</strong></p> }.into_any();
    }
    let link = |model: LinkView| view! { <a class="choice" href=at(model.link) aria-current=model.is_current.then_some("true")>{model.label}</a> };
    view! { <nav class="models-name" aria-label="Models">"Model " {models.into_iter().map(link).collect_view()}</nav> }
        .into_any()
}
