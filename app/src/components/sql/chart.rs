//! The answer as a chart.

use std::sync::Arc;

use api::{LineView, SqlChartView, SqlParam, SqlParams, SqlRowsView};
use chart::{Chart, Line, Role};
use leptos::prelude::*;
use timeseries::TimeRange;
use timeseries::text::number;

use crate::components::plot::Plot;
use crate::components::prose::Prose;
use crate::components::zoom_bar::ZoomBar;
use crate::page_link::PageLink;
use crate::picture::{NARROW, WIDE};
use crate::zoom::Zoom;

/// The lines, what to know of them, and which columns are drawn; nothing where no chart was asked for.
#[component]
pub(super) fn ResultChart(params: Arc<SqlParams>, rows: Arc<SqlRowsView>) -> impl IntoView {
    match rows.chart.clone() {
        None => ().into_any(),
        Some(SqlChartView::None(why)) => view! { <p class="notice"><Prose text=why /></p> }.into_any(),
        Some(SqlChartView::Lines { lines, window, whole, notes }) => view! {
            <Columns params=Arc::clone(&params) rows />
            <Figure params lines window whole />
            {notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }).collect_view()}
        }
        .into_any(),
    }
}

#[component]
fn Figure(
    params: Arc<SqlParams>,
    lines: Vec<(String, LineView)>,
    window: TimeRange,
    whole: TimeRange,
) -> impl IntoView {
    let query = (*params).clone().with(SqlParam::Zoom, "").to_query();
    let page = PageLink { path: "/sql".to_owned(), query, open: SqlParam::Zoom.name().to_owned() };
    let zoom = Zoom::new(window, whole);
    let legend = lines.iter().enumerate().map(|(index, (name, line))| entry(index, name, line)).collect_view();
    let chart = Chart {
        id: "chart".to_owned(),
        title: "Rows of the answer".to_owned(),
        description: described(&lines),
        size: WIDE,
        window,
        lines: lines.into_iter().enumerate().map(|(index, (name, line))| drawn(index, name, line)).collect(),
        bands: Vec::new(),
        now: None,
        threshold: None,
        from_zero: false,
    };
    view! {
        <figure class="chart" id="chart" aria-labelledby="sql-summary">
            <Plot chart narrow=NARROW now=whole.end page=page.clone() zoom />
            <div class="chart-foot">
                <ZoomBar id="zoom" page zoom />
                <div class="legend"><ul>{legend}</ul></div>
            </div>
        </figure>
    }
}

fn drawn(index: usize, name: String, line: LineView) -> Line {
    Line { role: Role::Series(index + 1), name, grid: line.grid(), values: line.values }
}

fn entry(index: usize, name: &str, line: &LineView) -> impl IntoView + use<> {
    let last = line.values.iter().rev().copied().find(|value| value.is_finite()).unwrap_or(f64::NAN);
    view! {
        <li class="legend-item">
            <span class="swatch" inner_html=chart::swatch(Role::Series(index + 1))></span>
            <span class="legend-name">{name.to_owned()}</span>
            <span class="muted figures">{format!("last {}", number(last))}</span>
        </li>
    }
}

fn described(lines: &[(String, LineView)]) -> String {
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    format!("Lines along time: {}. Their rows are in the table below.", names.join(", "))
}

/// Which columns are drawn, where there is a choice.
#[component]
fn Columns(params: Arc<SqlParams>, rows: Arc<SqlRowsView>) -> impl IntoView {
    let choice = |param: SqlParam, label: &'static str, names: &[String], all: bool| {
        let chosen = params.get(param).to_owned();
        let links =
            all.then_some(("", "all")).into_iter().chain(names.iter().map(|name| (name.as_str(), name.as_str())));
        let first = names.first().cloned().unwrap_or_default();
        let links = links.map(|(value, name)| {
            let is_on = chosen == value || (chosen.is_empty() && !all && value == first);
            let link = (*params).clone().with(param, value).with(SqlParam::Zoom, "").to_query();
            view! { <a class="button" href=format!("/sql?{link}") aria-current=is_on.then_some("true")>{name.to_owned()}</a> }
        });
        (names.len() > 1).then(|| view! { <span class="muted">{label}</span> {links.collect_view()} })
    };
    view! {
        <nav class="sql-columns" aria-label="Columns of the chart">
            {choice(SqlParam::X, "along", &rows.moments, false)}
            {choice(SqlParam::Y, "drawn", &rows.numbers, true)}
        </nav>
    }
}
