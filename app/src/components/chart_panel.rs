//! The chart with all that belongs to it: the drawings, what moves over them, the ways around, the legend.

mod legend;
mod zoom_bar;

use std::sync::Arc;

use api::{ForecastView, Param};
use chart::{Chart, ChartError, Drawing};
use leptos::prelude::*;

use super::downloads::Downloads;
use crate::islands::{ChartOverlay, Stage};
use crate::picture::{NARROW, WIDE, forecast_chart};
use crate::zoom::Zoom;
use legend::{Legend, hidden};
use zoom_bar::ZoomBar;

/// Two drawings of the same chart, for a screen and for a phone; the style sheet shows the one that fits.
#[component]
pub(crate) fn ChartPanel(view: Arc<ForecastView>) -> impl IntoView {
    let zoom = Zoom::of(&view);
    let hidden = hidden(view.params.get(Param::Hide));
    let hide_classes: String = hidden.iter().map(|key| format!(" hide-{key}")).collect();
    view! {
        <figure class=format!("chart{hide_classes}") id="chart" aria-labelledby="answer">
            {match plot(&view, zoom) {
                Ok(plot) => plot.into_any(),
                Err(error) => view! { <p class="notice">{format!("The chart cannot be drawn: {error}.")}</p> }.into_any(),
            }}
            <div class="chart-foot">
                <ZoomBar view=Arc::clone(&view) zoom />
                <Downloads view=Arc::clone(&view) />
                <Legend view=Arc::clone(&view) hidden />
            </div>
        </figure>
    }
}

fn plot(view: &ForecastView, zoom: Zoom) -> Result<impl IntoView + use<>, ChartError> {
    let chart = forecast_chart(view, WIDE, "wide");
    let wide = chart::draw(&chart)?;
    let narrow = chart::draw(&forecast_chart(view, NARROW, "narrow"))?;
    let downsampled = wide
        .downsampled
        .map(|points| format!("{} of {} points are drawn, the extremes among them.", points.to, points.from));
    let stage = stage(view, chart, [&wide, &narrow], zoom);
    Ok(view! {
        <div class="plot">
            <div class="svg svg-wide" inner_html=wide.svg></div>
            <div class="svg svg-narrow" inner_html=narrow.svg></div>
            <ChartOverlay stage />
        </div>
        {downsampled.map(|words| view! { <p class="muted">{words}</p> })}
    })
}

fn stage(view: &ForecastView, chart: Chart, drawings: [&Drawing; 2], zoom: Zoom) -> Stage {
    let [wide, narrow] = drawings;
    Stage {
        frames: vec![(WIDE, wide.frame), (NARROW, narrow.frame)],
        now: view.question.origin,
        params: view.params.clone(),
        chart,
        zoom,
    }
}
