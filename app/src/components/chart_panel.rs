//! The chart with all that moves on it: crosshair, zoom, legend.

mod legend;
mod plot;
mod readout;
mod zoom;
mod zoom_bar;

use std::sync::Arc;

use api::{ForecastParams, ForecastView, Param};
use leptos::prelude::*;
use timeseries::Timestamp;

use crate::picture::{NARROW, WIDE};
use legend::Legend;
use plot::Plot;
use zoom_bar::ZoomBar;

/// Two drawings of the same chart, for a screen and for a phone; the style sheet shows the one that fits.
#[component]
pub(crate) fn ChartPanel(view: Arc<ForecastView>, params: Memo<ForecastParams>) -> impl IntoView {
    // One cursor for both, so that it stays where it is when a phone is turned.
    let cursor = RwSignal::new(None::<Timestamp>);
    let hidden = Memo::new(move |_| legend::hidden(params.with(|params| params.get(Param::Hide).to_owned()).as_str()));
    let hide_classes =
        move || hidden.with(|hidden| hidden.iter().map(|key| format!(" hide-{key}")).collect::<String>());
    let drawn = view.series.detail.as_ref().unwrap_or(&view.series.history).values.len();
    view! {
        <figure class=move || format!("chart{}", hide_classes()) aria-labelledby="answer">
            <Plot view=Arc::clone(&view) size=WIDE id="wide" cursor />
            <Plot view=Arc::clone(&view) size=NARROW id="narrow" cursor />
            <div class="chart-foot">
                <ZoomBar view=Arc::clone(&view) />
                <Legend view=Arc::clone(&view) params hidden />
            </div>
            {(drawn > 2 * WIDE.width_px as usize).then(|| view! { <p class="muted">{format!("Drawn with the extremes of {drawn} points.")}</p> })}
        </figure>
    }
}
