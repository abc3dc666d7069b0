//! The answer: a sentence, the chart, and everything that says how it knows.

mod print_head;

use std::sync::Arc;

use api::{ForecastParams, ForecastView};
use leptos::prelude::*;

use super::anomalies::Anomalies;
use super::backtest::Backtest;
use super::chart_panel::ChartPanel;
use super::points_table::PointsTable;
use super::quality::Quality;
use super::samples_notice::SamplesNotice;
use super::series_picker::{SeriesPicker, shortened};
use crate::place::at;
use print_head::PrintHead;

/// The forecast of the picked series.
#[component]
pub(crate) fn Answer(view: Arc<ForecastView>) -> impl IntoView {
    let series = &view.series;
    view! {
        <PrintHead view=Arc::clone(&view) />
        <Notices view=Arc::clone(&view) />
        <h1 class="answer" id="answer" tabindex="-1">{headline(&view)}</h1>
        {series.odds.clone().map(|odds| view! { <p class="proof" id="odds">{odds}</p> })}
        {series.change.clone().map(|change| view! { <p class="proof" id="change">{change}</p> })}
        <p class="proof" id="proof">{series.proof.clone()}</p>
        <ChartPanel view=Arc::clone(&view) />
        <SeriesPicker view=Arc::clone(&view) />
        <Anomalies anomalies=series.anomalies.clone() unit=view.question.unit now=view.question.origin />
        <Backtest backtest=series.backtest.clone() />
        <Quality quality=series.quality.clone() question=view.question.clone() />
        <PointsTable view=Arc::clone(&view) />
    }
}

/// The answer; of one of several series, with its name and how many there are.
fn headline(view: &ForecastView) -> impl IntoView + use<> {
    let shown = view.list.shown.clone().map(|(name, place)| {
        let of = format!(", {place} of {}: ", view.list.count);
        view! { <code>{shortened(&name)}</code> {of} }
    });
    view! { {shown} {view.series.answer.clone()} }
}

/// Notices above the answer: sample data, a bare counter, warnings of the source.
#[component]
fn Notices(view: Arc<ForecastView>) -> impl IntoView {
    let hint = view.counter_hint.clone().map(|hint| {
        let params = ForecastParams { expr: hint.expr.clone(), ..view.params.clone() };
        view! {
            <p class="notice">
                <code>{hint.metric}</code> " is a counter: it only goes up. You probably want its rate: "
                <a href=at(format!("/?{}", params.to_query()))><code>{hint.expr}</code></a>
            </p>
        }
    });
    let samples = view.question.is_sample.then(|| {
        view! { <SamplesNotice view=Arc::clone(&view) /> }
    });
    let notes = view.notes.iter().cloned().map(|note| {
        let link = note.suggestion.map(|suggestion| {
            view! { " " <a href=at(format!("/?{}", suggestion.params.to_query()))>{suggestion.label}</a> }
        });
        view! { <p class="notice">{note.text} {link}</p> }
    });
    view! {
        {samples}
        {notes.collect_view()}
        {hint}
        {view.warnings.iter().cloned().map(|warning| view! { <p class="notice">"The source warns: " {warning}</p> }).collect_view()}
        {view.infos.iter().cloned().map(|info| view! { <p class="notice">"The source notes: " {info}</p> }).collect_view()}
    }
}
