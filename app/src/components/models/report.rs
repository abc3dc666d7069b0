//! One evaluation in full: the answer, the scores, the errors, the two verdicts, the columns.

mod drift;
mod error_by;
mod in_time;
mod scatter;
mod verdicts;

use api::{DistributionView, ReportLinks, ReportView};
use leptos::prelude::*;

use super::chosen_column::ChosenColumn;
use super::distribution::Distribution;
use super::scores::Scores;
use crate::place::at;
use drift::Drift;
use error_by::ErrorBy;
use in_time::{InTime, InTimeStill};
use scatter::PredictedAgainstActual;
use verdicts::Verdicts;

/// The report; without links it stands alone, in a file.
#[component]
pub(crate) fn Report(report: ReportView) -> impl IntoView {
    let links = report.links.clone();
    let columns = links.clone().map(|links| view! { <ChosenColumn columns=links.columns /> });
    let in_time = report.in_time.map(|rows| match links.clone() {
        Some(links) => view! { <InTime rows query=links.query /> }.into_any(),
        None => view! { <InTimeStill rows /> }.into_any(),
    });
    view! {
        <p class="answer" id="answer">{report.sentence}</p>
        <p class="proof">{report.proof}" "<span class="muted">{report.made}</span></p>
        {report.notes.into_iter().map(|note| view! { <p class="notice">{note}</p> }).collect_view()}
        <section class="section">
            <h2>"How good the predictions were"</h2>
            <Scores scores=report.scores rows=Some(report.period) />
        </section>
        <Verdicts compatible=report.compatible honest=report.honest difference=report.difference />
        <PredictedAgainstActual scatter=report.scatter />
        {in_time}
        <Drift drift=report.drift />
        <section class="section" id="column">
            <h2>{if links.is_some() { "Column detail" } else { "Columns" }}</h2>
            {columns}
            {report.distributions.into_iter().enumerate().map(spread).collect_view()}
            <ErrorBy error_by=report.error_by />
        </section>
        {links.map(|links| view! { <Ways links /> })}
    }
}

fn spread((index, distribution): (usize, DistributionView)) -> impl IntoView {
    view! { <Distribution id=format!("distribution-{index}") distribution /> }
}

/// The report to take away, and where to go from here.
#[component]
fn Ways(links: ReportLinks) -> impl IntoView {
    let file = |format: &'static str, name: &'static str| {
        view! { <a class="button" href=at(format!("{}?format={format}", links.file)) download rel="external">{name}</a> }
    };
    view! {
        <div class="models-ways">
            <nav class="downloads" aria-label="Downloads">
                {file("html", "HTML")} {file("json", "JSON")} {file("csv", "CSV")}
            </nav>
            <p>
                <a href=at(&links.compare)>"Compare with the reference"</a> " · "
                <a href=at(&links.evaluations)>"All evaluations"</a>
            </p>
        </div>
    }
}
