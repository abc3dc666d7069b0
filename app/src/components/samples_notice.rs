//! Notice above sample data, with the way to metrics of one's own.

use std::sync::Arc;

use api::{ForecastView, SourceView};
use leptos::prelude::*;

use crate::context::service;
use crate::place::at;

/// That they are samples; the configured sources as links, and a field for the URL of another where that is allowed.
#[component]
pub(super) fn SamplesNotice(view: Arc<ForecastView>) -> impl IntoView {
    let offer = service().map(|service| service.offer()).unwrap_or_default();
    let others: Vec<SourceView> =
        offer.sources.into_iter().filter(|source| source.name != view.question.source).collect();
    let link = |source: SourceView| {
        let params = api::ForecastParams { source: source.name.clone(), ..api::ForecastParams::default() };
        view! { " " <a href=at(format!("/?{}", params.to_query()))>{source.name}</a> }
    };
    let has_others = !others.is_empty();
    let connect = offer.adhoc_allowed.then(|| {
        view! {
            <form class="connect" method="get" action=at("/")>
                <label class="field">
                    <span>"Connect your Prometheus"</span>
                    <input type="text" inputmode="url" name="source" id="connect-source" list="known-sources" class="field-url" placeholder="127.0.0.1:9090" required spellcheck="false" autocomplete="off" />
                </label>
                <button type="submit">"Connect"</button>
            </form>
        }
    });
    view! {
        <div class="notice samples">
            <span>"Built-in sample data." {has_others.then_some(" Your own:")} {others.into_iter().map(link).collect_view()}</span>
            {connect}
        </div>
    }
}
