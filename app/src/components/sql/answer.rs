//! Result of a statement.

use std::sync::Arc;

use api::{SqlAnswerView, SqlChartView, SqlParam, SqlParams, SqlRowsView};
use leptos::prelude::*;

use super::MAX_LINK_BYTES;
use super::chart::ResultChart;
use super::pager::Pager;
use super::problem::StatementProblem;
use super::rows::Rows;
use crate::components::prose::Prose;
use crate::place::at;

/// Rows, a problem, or what to do first.
#[component]
pub(super) fn Answered(params: Arc<SqlParams>, is_posted: bool, answer: SqlAnswerView) -> impl IntoView {
    match answer {
        SqlAnswerView::Nothing => ().into_any(),
        SqlAnswerView::Waits => view! {
            <p class="notice" role="status">"This statement came with a link and was not run yet. Read it, then run it."</p>
        }
        .into_any(),
        SqlAnswerView::Failed(problem) => view! { <StatementProblem problem=*problem sql=params.q.clone() /> }.into_any(),
        SqlAnswerView::Rows(rows) => view! { <Result params is_posted rows=Arc::new(*rows) /> }.into_any(),
    }
}

#[component]
fn Result(params: Arc<SqlParams>, is_posted: bool, rows: Arc<SqlRowsView>) -> impl IntoView {
    let notes = rows.notes.clone();
    view! {
        <div class="sql-summary">
            <p role="status" id="sql-summary">{rows.summary.clone()}</p>
            <Ways params=Arc::clone(&params) rows=Arc::clone(&rows) />
        </div>
        {notes.into_iter().map(|note| view! { <p class="notice"><Prose text=note /></p> }).collect_view()}
        <ResultChart params=Arc::clone(&params) rows=Arc::clone(&rows) />
        <Rows rows=Arc::clone(&rows) />
        <Pager params is_posted rows />
    }
}

/// To a chart and back, to a file, to a link. A statement too long for a link is sent by the form instead.
#[component]
fn Ways(params: Arc<SqlParams>, rows: Arc<SqlRowsView>) -> impl IntoView {
    let query = SqlParams::of_statement(&params.q).to_query();
    let is_long = query.len() > MAX_LINK_BYTES;
    let file = |format: &'static str, name: &'static str| {
        match is_long {
        true => view! { <button type="submit" form="sql-form" formmethod="post" formaction=at("/api/v1/sql") name="format" value=format>{name}</button> }.into_any(),
        false => view! { <a class="button" href=at(format!("/api/v1/sql?format={format}&{query}")) download rel="external">{name}</a> }.into_any(),
    }
    };
    let can_draw = !rows.moments.is_empty() && !rows.numbers.is_empty();
    let (view_name, view_label) = if rows.chart.is_some() { ("table", "Rows only") } else { ("chart", "Chart") };
    let other = (*params).clone().drawing(SqlParam::View, view_name).with(SqlParam::Page, "").link();
    let draw = (can_draw || rows.chart.is_some()).then(|| match is_long {
        true => view! { <button type="submit" form="sql-form" formmethod="post" name="view" value=view_name>{view_label}</button> }.into_any(),
        false => view! { <a class="button" id="sql-chart" href=at(other)>{view_label}</a> }.into_any(),
    });
    // A picture is of what the chart shows: like every link of the chart, it carries all of it.
    let drawn = params.to_query();
    let picture = |format: &'static str, name: &'static str| {
        view! { <a class="button" href=at(format!("/api/v1/sql?format={format}&{drawn}")) download rel="external">{name}</a> }
    };
    let pictures = matches!(rows.chart, Some(SqlChartView::Lines { .. }))
        .then(|| view! { {picture("svg", "SVG")} {picture("png", "PNG")} });
    let link = (!is_long).then(|| {
        view! { <a class="button" href=at(params.link()) title="A link that carries this statement">"Link"</a> }
    });
    view! {
        <nav class="downloads" aria-label="Chart and downloads">
            {draw} {file("csv", "CSV")} {file("json", "JSON")} {file("parquet", "Parquet")} {pictures} {link}
        </nav>
    }
}
