//! The answer as a chart.

use std::sync::Arc;

use api::{SqlChartView, SqlLine, SqlParam, SqlParams, SqlRowsView};
use chart::Role;
use leptos::prelude::*;
use timeseries::TimeRange;

use crate::components::legend::{Legend, LegendEntry, Look, ON_ONE_CHART};
use crate::components::plot::Plot;
use crate::components::prose::Prose;
use crate::components::zoom_bar::ZoomBar;
use crate::page_link::PageLink;
use crate::picture::{NARROW, WIDE, rows_chart};
use crate::place::at;
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
fn Figure(params: Arc<SqlParams>, lines: Vec<SqlLine>, window: TimeRange, whole: TimeRange) -> impl IntoView {
    let query = (*params).clone().with(SqlParam::Zoom, "").to_query();
    let page = PageLink { path: at("/sql"), query, open: SqlParam::Zoom.name().to_owned() };
    let zoom = Zoom::new(window, whole);
    let chart = rows_chart(&lines, window, WIDE, "chart");
    let hidden = params.hide.clone();
    let link = move |hide: Vec<String>| (*params).clone().hiding(hide).link();
    view! {
        <figure class="chart" id="chart" aria-labelledby="sql-summary">
            <Plot chart narrow=NARROW now=whole.end page=page.clone() zoom />
            <div class="chart-foot">
                <ZoomBar id="zoom" page zoom />
                <Legend
                    entries=lines.into_iter().map(entry).collect()
                    hidden
                    link
                    hint=ON_ONE_CHART
                />
            </div>
        </figure>
    }
}

fn entry(line: SqlLine) -> LegendEntry {
    let look = Look::Line(Role::Series(line.color));
    LegendEntry { key: line.name.clone(), name: line.name, figures: line.figures, look }
}

/// Choice of the columns to draw, if there is any.
#[component]
fn Columns(params: Arc<SqlParams>, rows: Arc<SqlRowsView>) -> impl IntoView {
    let choice = |param: SqlParam, label: &'static str, names: &[String], all: bool| {
        let chosen = params.get(param).to_owned();
        let links =
            all.then_some(("", "all")).into_iter().chain(names.iter().map(|name| (name.as_str(), name.as_str())));
        let first = names.first().cloned().unwrap_or_default();
        let links = links.map(|(value, name)| {
            let is_on = chosen == value || (chosen.is_empty() && !all && value == first);
            let link = (*params).clone().drawing(param, value).link();
            view! { <a class="button" href=at(link) aria-current=is_on.then_some("true")>{name.to_owned()}</a> }
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
