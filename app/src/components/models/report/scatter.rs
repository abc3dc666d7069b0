//! Predicted against actual: a point a row.

use api::ScatterView;
use chart::{Scatter, Size};
use leptos::prelude::*;

use crate::components::models::drawing::Drawing;

const WIDE: Size = Size { width_px: 560, height_px: 420 };

/// The points and what they say.
#[component]
pub(super) fn PredictedAgainstActual(scatter: ScatterView) -> impl IntoView {
    let shown = scatter.clone();
    let draw = move |id: String, size: Size| chart::scatter(&picture(&shown, id, size));
    view! {
        <section class="section">
            <figure class="chart models-chart models-scatter" id="scatter" aria-labelledby="scatter-title">
                <figcaption>
                    <h2 id="scatter-title">"Predicted against actual"</h2>
                    <p class="muted">{scatter.summary}</p>
                </figcaption>
                <Drawing id="scatter" wide=WIDE draw />
            </figure>
        </section>
    }
}

fn picture(scatter: &ScatterView, id: String, size: Size) -> Scatter {
    Scatter {
        id,
        title: "Predicted against actual".to_owned(),
        description: scatter.summary.clone(),
        size,
        upwards: format!("predicted {}", scatter.target),
        along: format!("actual {}", scatter.target),
        points: scatter.points.clone(),
    }
}
