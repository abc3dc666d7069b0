//! The page of the status: whether all is well, and what an operator looks at where it is not.

use api::StatusView;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{Facts, Findings, JobTable, ModelTable, SourceTable};
use crate::context::service;
use crate::islands::Steady;

/// What runs, and what happened last.
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
        <Steady link="/status".to_owned() />
        <Suspense>{page}</Suspense>
    }
    .into_any()
}

#[component]
fn Status(status: StatusView) -> impl IntoView {
    let StatusView { sentence, findings, server, sources, jobs, archive, models, config } = status;
    view! {
        <section id="result" aria-label="Status" tabindex="-1">
            <p class="answer" id="answer">{sentence}</p>
            <Findings findings />
            <p class="proof">
                "Programs ask " <a href="/-/healthy">"/-/healthy"</a> ", " <a href="/-/ready">"/-/ready"</a> " and "
                <a href="/metrics">"/metrics"</a> "; what else they may ask is in " <a href="/api/v1/openapi.yaml">"openapi.yaml"</a> "."
            </p>
            <Facts title="Server" facts=server />
            <SourceTable sources />
            <JobTable jobs />
            <Facts title="Archive" facts=archive />
            <ModelTable models />
            <section class="section">
                <h2>"Config in force"</h2>
                <pre class="snippet status-config" tabindex="0" role="region" aria-label="Config in force"><code>{config}</code></pre>
            </section>
        </section>
    }
}
