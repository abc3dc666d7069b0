//! The archive's page: metrics kept for years, by day, API proxy and metric, in six views.

use api::{ArchivePage, ArchiveParam, ArchiveParams, ArchiveProblem, ArchiveView, Problem, TabAnswer};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{ArchiveProblemNotice, EmptyArchiveNotice, Filters, TabPanel, Tabs};
use crate::context::{answer_with_status, service, status_of};
use crate::islands::Steady;
use crate::place::at;

/// The archive page. All its state is in the URL.
#[component]
pub(crate) fn ArchiveHome() -> impl IntoView {
    let params = ArchiveParams::from_query(use_location().search.get_untracked().trim_start_matches('?'));
    let Some(service) = service() else { return ().into_any() };
    let page = Suspend::new(async move {
        let page = service.archive_page(&params).await;
        let has_console = service.sql_is_off().is_none();
        match page {
            Ok(ArchivePage::Empty(empty)) => view! { <EmptyArchiveNotice empty /> }.into_any(),
            Ok(ArchivePage::Filled(page)) => view! { <Filled page=*page params has_console /> }.into_any(),
            Err(problem) => view! { <Problematic problem=without_field(problem) asked=params /> }.into_any(),
        }
    });
    view! {
        <Title text="Archive · Promcast" />
        <h1 class="visually-hidden">"Metrics kept for years"</h1>
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

fn without_field(problem: Problem) -> ArchiveProblem {
    ArchiveProblem { problem, field: None }
}

/// Filters, tabs, and the view.
#[component]
fn Filled(page: ArchiveView, params: ArchiveParams, has_console: bool) -> impl IntoView {
    let fault: Option<ArchiveParam> = page.answer.as_ref().err().and_then(|problem| problem.field);
    let (tabs, source) = (page.offer.tabs.clone(), page.offer.forecast_source.clone());
    let shown = |answer: TabAnswer| {
        let (params, freshness, left_out) = (params.clone(), page.freshness, page.left_out);
        view! { <TabPanel answer params freshness left_out source has_console /> }
    };
    let shown = match page.answer {
        Ok(answer) => shown(answer).into_any(),
        Err(problem) => view! { <Problematic problem asked=params.clone() /> }.into_any(),
    };
    view! {
        <Filters params=params.clone() offer=page.offer fault />
        <Steady link=at(params.link()) />
        <Tabs tabs />
        <section id="result" aria-label="Archive" tabindex="-1">{shown}</section>
    }
}

/// A problem with its status.
#[component]
fn Problematic(problem: ArchiveProblem, asked: ArchiveParams) -> impl IntoView {
    answer_with_status(status_of(problem.problem.kind));
    view! { <ArchiveProblemNotice problem asked /> }
}
