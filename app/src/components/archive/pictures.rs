//! A chart to take away as a picture.

use api::{ArchiveParams, encode};
use leptos::prelude::*;

use crate::place::at;

/// Plain links, as those for the rows of the view.
#[component]
pub(super) fn Pictures(
    /// Name of the metric.
    metric: String,
    /// Parameters of the request.
    params: ArchiveParams,
) -> impl IntoView {
    let (query, chart) = (params.to_query(), encode(&metric));
    let query = if query.is_empty() { query } else { query + "&" };
    let file = |format: &'static str, name: &'static str| {
        let href = format!("/api/v1/archive?{query}chart={chart}&format={format}");
        view! { <a class="button" href=at(href) download rel="external">{name}</a> }
    };
    view! {
        <nav class="downloads" aria-label=format!("Pictures of {metric}")>{file("svg", "SVG")} {file("png", "PNG")}</nav>
    }
}
