//! The chart of a forecast with all that belongs to it: the drawings, the ways around, the legend.

mod legend;

use std::sync::Arc;

use api::{ForecastParams, ForecastView, Param};
use leptos::prelude::*;
use timeseries::TimeRange;

use super::downloads::Downloads;
use super::legend::{Legend, ON_ONE_CHART};
use super::plot::Plot;
use super::zoom_bar::ZoomBar;
use crate::page_link::PageLink;
use crate::picture::{NARROW, WIDE, forecast_chart, hidden_keys};
use crate::place::at;
use crate::zoom::Zoom;
use legend::entries;

/// Everything about the picked series that is drawn.
#[component]
pub(crate) fn ChartPanel(view: Arc<ForecastView>) -> impl IntoView {
    let page = page_of(&view.params);
    let zoom = zoom_of(&view);
    let hidden = hidden_keys(view.params.get(Param::Hide));
    let hide_classes: String = hidden.iter().map(|key| format!(" hide-{key}")).collect();
    let params = view.params.clone();
    let link = move |hide: Vec<String>| format!("/?{}", params.clone().with(Param::Hide, hide.join(" ")).to_query());
    let hidden = hidden.into_iter().map(str::to_owned).collect();
    view! {
        <figure class=format!("chart{hide_classes}") id="chart" aria-labelledby="answer">
            <Plot chart=forecast_chart(&view, WIDE, "chart") narrow=NARROW now=view.question.origin page=page.clone() zoom />
            <div class="chart-foot">
                <ZoomBar id="zoom" page zoom />
                <Downloads view=Arc::clone(&view) />
                <Legend
                    entries=entries(&view)
                    hidden
                    link
                    hint=ON_ONE_CHART
                />
            </div>
        </figure>
    }
}

/// The page of a forecast, whichever part of time it shows.
fn page_of(params: &ForecastParams) -> PageLink {
    let query = params.clone().with(Param::Zoom, "").to_query();
    PageLink { path: at("/"), query, open: Param::Zoom.name().to_owned() }
}

/// The part of time shown, of history and forecast.
fn zoom_of(view: &ForecastView) -> Zoom {
    let whole = TimeRange { start: view.question.range.start, end: view.series.forecast.grid().end() };
    Zoom::new(view.question.window, whole)
}
