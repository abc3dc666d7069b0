//! The view that was asked for.

use api::{ModelsParams, ModelsTab};
use leptos::prelude::*;

use super::about::About;
use super::compare::Compare;
use super::evaluations::Evaluations;
use super::nothing::Nothing;
use super::predict::Predict;
use super::report::Report;

/// One of the views of a model.
#[component]
pub(crate) fn ModelsPanel(
    /// The view.
    tab: ModelsTab,
    /// Parameters of the request.
    params: ModelsParams,
) -> impl IntoView {
    match tab {
        ModelsTab::Predict(predict) => view! { <Predict predict params /> }.into_any(),
        ModelsTab::Evaluations(evaluations) => view! { <Evaluations evaluations /> }.into_any(),
        ModelsTab::Report(report) => view! { <Report report=*report /> }.into_any(),
        ModelsTab::Compare(compare) => view! { <Compare compare=*compare params /> }.into_any(),
        ModelsTab::About(about) => view! { <About about /> }.into_any(),
        ModelsTab::Nothing { why, next, way } => view! { <Nothing why next way /> }.into_any(),
    }
}
