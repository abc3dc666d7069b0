//! The problem notice of the models' page, with a link back.

use api::{ModelsParam, ModelsParams, ModelsProblem};
use leptos::prelude::*;

use crate::components::page_problem::PageProblem;

/// The reason, the remedy, and a link to the page without the parameter at fault.
#[component]
pub(crate) fn ModelsProblemNotice(problem: ModelsProblem, asked: ModelsParams) -> impl IntoView {
    let way = problem.field.map(|field| way_on(field, asked));
    view! { <PageProblem problem=problem.problem way /> }
}

/// The page without the parameter at fault.
fn way_on(field: ModelsParam, asked: ModelsParams) -> (String, &'static str) {
    let without = |field| asked.clone().with(field, "").link();
    match field {
        ModelsParam::Model => (ModelsParams::default().link(), "Show the first model"),
        ModelsParam::Tab => (without(field), "Go to the prediction"),
        ModelsParam::Id => (ModelsParams::of(&asked.model, "evaluations").link(), "Show all evaluations"),
        ModelsParam::Against => (without(field), "Compare with the reference"),
        ModelsParam::Column => (without(field), "Show the column that matters most"),
        ModelsParam::Zoom => (without(field), "Show all of the time"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leaves_out_what_is_at_fault() {
        let asked = ModelsParams::from_query("model=m&tab=report&id=x&column=y&zoom=2~1");
        assert_eq!(way_on(ModelsParam::Id, asked.clone()).0, "/models?model=m&tab=evaluations");
        assert_eq!(way_on(ModelsParam::Zoom, asked.clone()).0, "/models?model=m&tab=report&id=x&column=y");
        assert_eq!(way_on(ModelsParam::Model, asked).0, "/models");
    }
}
