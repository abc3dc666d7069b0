//! The forecast to take away: as data, as a picture, as a link.

use std::sync::Arc;

use api::{ForecastView, Param};
use leptos::prelude::*;

use crate::islands::CopyLink;
use crate::place::at;

/// Plain links: they work without JavaScript, and can be copied into a script.
#[component]
pub(crate) fn Downloads(view: Arc<ForecastView>) -> impl IntoView {
    // The moment is in the link, so that it shows the same forecast tomorrow.
    let newest = timeseries::Timestamp::from_ms(view.question.origin.ms() - view.question.step.ms_i64());
    let fixed = view.params.clone().with(Param::End, newest.to_string());
    let query = fixed.to_query();
    let file = |format: &'static str, name: &'static str| {
        view! { <a class="button" href=at(format!("/api/v1/forecast?{query}&format={format}")) download rel="external">{name}</a> }
    };
    view! {
        <nav class="downloads" aria-label="Downloads">
            {file("csv", "CSV")} {file("json", "JSON")} {file("svg", "SVG")} {file("png", "PNG")}
            <CopyLink href=at(format!("/?{query}")) />
        </nav>
    }
}
