//! The page of the status: whether all is well, and what an operator looks at where it is not.

use api::StatusView;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{Facts, Findings, JobTable, ModelTable, SourceTable};
use crate::context::service;
use crate::islands::Steady;
use crate::place::at;

/// The status page: all that runs, with its last outcome.
#[component]
pub(crate) fn StatusPage() -> impl IntoView {
    let Some(service) = service() else { return ().into_any() };
    let page = Suspend::new(async move {
        let status = service.status_page().await;
        view! { <Status status /> }
    });
    view! {
        <Title text="Status · Promcast" />
        <h1 class="visually-hidden">"Status of this Promcast"</h1>
        <Steady link=at("/status") />
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

#[component]
fn Status(status: StatusView) -> impl IntoView {
    let StatusView { sentence, findings, server, sources, checks, jobs, archive, models, config } = status;
    view! {
        <section id="result" class="status" aria-label="Status" tabindex="-1">
            <p class="answer" id="answer">{sentence}</p>
            <Findings findings />
            <p class="proof">
                "Endpoints: " <a href=at("/-/healthy")>{at("/-/healthy")}</a> ", " <a href=at("/-/ready")>{at("/-/ready")}</a> ", "
                <a href=at("/metrics")>{at("/metrics")}</a> "; API: " <a href=at("/api/v1/openapi.yaml")>"openapi.yaml"</a> "."
            </p>
            <Facts title="Server" facts=server />
            <SourceTable sources />
            <Facts title="Checks" facts=checks />
            <JobTable jobs />
            <Facts title="Archive" facts=archive />
            <ModelTable models />
            <section class="section">
                <h2>"Effective config"</h2>
                <pre class="snippet status-config" tabindex="0" role="region" aria-label="Effective config"><code>{config}</code></pre>
            </section>
        </section>
    }
}
