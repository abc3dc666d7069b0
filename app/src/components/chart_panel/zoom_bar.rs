//! The way around the chart by click: what dragging does, for everyone.

use std::sync::Arc;

use api::ForecastView;
use leptos::prelude::*;

use crate::zoom::Zoom;

/// Links, so that each step is one entry in the history and works without JavaScript. Their ids keep the focus from one
/// answer to the next.
#[component]
pub(super) fn ZoomBar(view: Arc<ForecastView>, zoom: Zoom) -> impl IntoView {
    let link = |id: &'static str, label: &'static str, sign: &'static str, window| {
        let href = zoom.link(&view.params, window);
        view! { <a class="button icon" id=id href=href title=label aria-label=label>{sign}</a> }
    };
    view! {
        <nav class="zoom-bar" aria-label="Part of time shown">
            {link("zoom-in", "Show less, closer", "+", zoom.scaled(0.5))}
            {link("zoom-out", "Show more", "−", zoom.scaled(2.0))}
            {link("zoom-all", "Show all", "⟲", zoom.all())}
            {link("zoom-earlier", "Earlier", "◀", zoom.moved(-0.5))}
            {link("zoom-later", "Later", "▶", zoom.moved(0.5))}
        </nav>
    }
}
