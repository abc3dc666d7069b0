//! The rows along time: actual and predicted over one another, and the error with its zero.

use api::{ModelsParam, RowsInTime};
use chart::{Chart, Line, Role, Size, Threshold};
use leptos::prelude::*;
use timeseries::Timestamp;

use crate::components::models::drawing::Drawing;
use crate::components::plot::Plot;
use crate::components::zoom_bar::ZoomBar;
use crate::page_link::PageLink;
use crate::place::at;
use crate::zoom::Zoom;

const WIDE: Size = Size { width_px: 1100, height_px: 280 };
const NARROW: Size = Size { width_px: 360, height_px: 240 };

/// The two charts with their crosshair, and the way around.
#[component]
pub(super) fn InTime(rows: RowsInTime, query: String) -> impl IntoView {
    let page = PageLink { path: at("/models"), query, open: ModelsParam::Zoom.name().to_owned() };
    let zoom = Zoom::new(rows.window, rows.whole);
    let newest = Timestamp::from_ms(rows.window.end.ms() - 1);
    let plot = |chart: Chart| view! { <Plot chart narrow=NARROW now=newest page=page.clone() zoom /> };
    let (values, errors) = (plot(values(&rows)).into_any(), plot(errors(&rows)).into_any());
    view! {
        <Along summary=rows.summary values errors />
        <div class="chart-foot"><ZoomBar id="zoom" page=page.clone() zoom /></div>
    }
}

/// The same without anything that moves.
#[component]
pub(super) fn InTimeStill(rows: RowsInTime) -> impl IntoView {
    let still = |id: &'static str, chart: Chart| {
        let draw =
            move |id: String, size: Size| chart::draw(&Chart { id, size, ..chart.clone() }).map(|drawing| drawing.svg);
        view! { <Drawing id wide=WIDE draw /> }.into_any()
    };
    let (values, errors) = (still("in-time", values(&rows)), still("error", errors(&rows)));
    view! { <Along summary=rows.summary values errors /> }
}

#[component]
fn Along(summary: String, values: AnyView, errors: AnyView) -> impl IntoView {
    let entry = |role: Role, name: &'static str| {
        view! { <li><span class="swatch" inner_html=chart::swatch(role)></span>{name}</li> }
    };
    view! {
        <section class="section">
            <figure class="chart models-chart" id="in-time" aria-labelledby="in-time-title">
                <figcaption>
                    <h2 id="in-time-title">"Over time"</h2>
                    <p class="muted">{summary}</p>
                </figcaption>
                {values}
                <ul class="models-legend">{entry(Role::History, "actual")} {entry(Role::Forecast, "predicted")}</ul>
            </figure>
            <figure class="chart models-chart" id="error" aria-labelledby="error-title">
                <figcaption><h3 id="error-title">"Error: predicted minus actual"</h3></figcaption>
                {errors}
            </figure>
        </section>
    }
}

fn values(rows: &RowsInTime) -> Chart {
    let line = |role, name: &str, values: &[f64]| Line {
        role,
        name: name.to_owned(),
        grid: rows.grid,
        values: values.to_vec(),
    };
    let lines = vec![line(Role::History, "actual", &rows.actual), line(Role::Forecast, "predicted", &rows.predicted)];
    Chart { lines, ..chart("in-time-chart", "Actual and predicted over time", rows) }
}

fn errors(rows: &RowsInTime) -> Chart {
    let line = Line { role: Role::History, name: "error".to_owned(), grid: rows.grid, values: rows.error.clone() };
    let zero = Threshold { value: 0.0, label: "no error".to_owned() };
    Chart { lines: vec![line], threshold: Some(zero), ..chart("error-chart", "Error over time", rows) }
}

fn chart(id: &str, title: &str, rows: &RowsInTime) -> Chart {
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        description: rows.summary.clone(),
        size: WIDE,
        window: rows.window,
        lines: Vec::new(),
        bands: Vec::new(),
        now: None,
        threshold: None,
        from_zero: false,
        unit: timeseries::Unit::None,
        remarks: Vec::new(),
        foot: Vec::new(),
    }
}
