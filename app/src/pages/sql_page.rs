//! The SQL console: a statement, the tables there are, and the rows it gives.

use std::sync::Arc;

use api::{Problem, SqlAnswerView, SqlPageView, SqlParams};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{SqlConsoleOff, SqlPanel};
use crate::context::{PostedSql, answer_with_status, service, status_of, visit};
use crate::islands::Steady;
use crate::place::at;
use crate::visit::Visit;

/// One statement and its answer. All its state is in the URL, but for a statement too long for one.
#[component]
pub(crate) fn SqlPage() -> impl IntoView {
    let posted = use_context::<PostedSql>().map(|posted| posted.0);
    let is_posted = posted.is_some();
    let params =
        posted.unwrap_or_else(|| SqlParams::from_query(use_location().search.get_untracked().trim_start_matches('?')));
    let Some(service) = service() else { return ().into_any() };
    // Reading changes nothing, but costs: a page of another site cannot make a visitor ask. Only a click here does.
    let may_run = visit() == Visit::Ours;
    let asked = params.clone();
    let page = Suspend::new(async move {
        let page = service.sql_page(&asked, may_run).await;
        if let Some(problem) = failure(&page) {
            answer_with_status(status_of(problem.kind));
        }
        match page {
            Ok(page) => view! { <SqlPanel params=Arc::new(asked) is_posted page /> }.into_any(),
            Err(problem) => view! { <SqlConsoleOff problem /> }.into_any(),
        }
    });
    let link = if is_posted { "/?".to_owned() } else { params.link() };
    view! {
        <Title text="SQL · Promcast" />
        <h1 class="visually-hidden">"Ask the archive in SQL"</h1>
        <Steady link=at(link) />
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

fn failure(page: &Result<SqlPageView, Problem>) -> Option<&Problem> {
    match page {
        Ok(SqlPageView { answer: SqlAnswerView::Failed(problem), .. }) => Some(problem),
        Ok(_) => None,
        Err(problem) => Some(problem),
    }
}
