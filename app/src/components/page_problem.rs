//! The problem notice of a page with filters, with a link that leads on.

use api::Problem;
use leptos::prelude::*;

use super::prose::Prose;
use crate::place::at;

/// The reason, the remedy, and an optional link with its text.
#[component]
pub(super) fn PageProblem(problem: Problem, way: Option<(String, &'static str)>) -> impl IntoView {
    let way = way.map(|(href, words)| view! { <p class="problem-ways"><a href=at(href)>{words}</a></p> });
    view! {
        <section class="problem" role="alert">
            <p class="answer"><Prose text=problem.why /></p>
            <p><Prose text=problem.next /></p>
            {way}
        </section>
    }
}
