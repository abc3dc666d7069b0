//! The models' page: a prediction, the evaluations, their reports, two side by side, and what a model is.

use api::{ModelsParams, ModelsProblem, ModelsView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{ModelPicker, ModelsPanel, ModelsProblemNotice, Tabs};
use crate::context::{answer_with_status, service, status_of};
use crate::islands::Steady;
use crate::place::at;

/// A model in production, watched. All its state is in the URL.
#[component]
pub(crate) fn ModelsPage() -> impl IntoView {
    let params = ModelsParams::from_query(use_location().search.get_untracked().trim_start_matches('?'));
    let Some(service) = service() else { return ().into_any() };
    let page = Suspend::new(async move {
        let page = service.models_page(&params).await;
        match page {
            Ok(page) => view! { <Filled page params /> }.into_any(),
            Err(problem) => view! { <Problematic problem asked=params /> }.into_any(),
        }
    });
    view! {
        <Title text="Models · Promcast" />
        <h1 class="visually-hidden">"Models in production"</h1>
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

/// Model, tabs, and the view.
#[component]
fn Filled(page: ModelsView, params: ModelsParams) -> impl IntoView {
    let ModelsView { models, model, tabs, answer } = page;
    let shown = match answer {
        Ok(tab) => view! { <ModelsPanel tab params=params.clone() /> }.into_any(),
        Err(problem) => view! { <Problematic problem asked=params.clone() /> }.into_any(),
    };
    view! {
        <ModelPicker models model />
        <Steady link=at(params.link()) />
        <Tabs tabs />
        <section id="result" aria-label="Model" tabindex="-1">{shown}</section>
    }
}

/// A problem with its status.
#[component]
fn Problematic(problem: ModelsProblem, asked: ModelsParams) -> impl IntoView {
    answer_with_status(status_of(problem.problem.kind));
    view! { <ModelsProblemNotice problem asked /> }
}
