//! The way around the chart by click: what dragging does, for everyone.

use std::sync::Arc;

use api::ForecastView;
use leptos::prelude::*;

use super::zoom::Zoom;

/// Links, so that each step is one entry in the history and works without JavaScript.
#[component]
pub(super) fn ZoomBar(view: Arc<ForecastView>) -> impl IntoView {
    let zoom = Zoom::of(&view);
    let link = |label: &'static str, sign: &'static str, window| {
        view! { <a class="button icon" href=zoom.link(&view.params, window) title=label aria-label=label>{sign}</a> }
    };
    view! {
        <nav class="zoom-bar" aria-label="Part of time shown">
            {link("Show less, closer", "+", zoom.scaled(0.5))}
            {link("Show more", "−", zoom.scaled(2.0))}
            {link("Show all", "⟲", zoom.scaled(f64::INFINITY))}
            {link("Earlier", "◀", zoom.moved(-0.5))}
            {link("Later", "▶", zoom.moved(0.5))}
        </nav>
    }
}
