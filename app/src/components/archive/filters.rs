//! The filters: days, proxies, metrics, and what a point stands for.

use api::{ArchiveOffer, ArchiveParam, ArchiveParams, EVERY, LinkView};
use leptos::prelude::*;

use super::choices::Choices;
use super::hidden::Hidden;
use crate::place::at;

/// The fields of this form; others are carried.
const OWN: &[ArchiveParam] = &[
    ArchiveParam::From,
    ArchiveParam::To,
    ArchiveParam::Proxy,
    ArchiveParam::Metric,
    ArchiveParam::Bucket,
    ArchiveParam::Zoom,
    ArchiveParam::Hide,
];
/// Bucket sizes offered for a point of the chart.
const BUCKETS: [&str; 4] = ["auto", "hour", "day", "week"];

/// A plain GET form.
#[component]
pub(crate) fn Filters(
    /// Parameters of the request.
    params: ArchiveParams,
    /// Proxies, metrics and days to choose from.
    offer: ArchiveOffer,
    /// The invalid parameter, if there is one.
    fault: Option<ArchiveParam>,
) -> impl IntoView {
    let is_invalid = move |param| fault == Some(param);
    let every = ArchiveParams { proxies: Some(vec![EVERY.to_owned()]), page: String::new(), ..params.clone() };
    let all_proxies = offer.proxies.iter().any(|proxy| !proxy.is_chosen).then(|| every.link());
    let every = ArchiveParams { metrics: None, page: String::new(), ..params.clone() };
    let all_metrics = offer.metrics.iter().any(|metric| !metric.is_chosen).then(|| every.link());
    let day = |param: ArchiveParam, label: &'static str, value: String| {
        let (first, last) = (offer.first_day.clone(), offer.last_day.clone());
        view! { <DayField param label value first last is_invalid=is_invalid(param) /> }
    };
    view! {
        <form class="archive-filters" method="get" action=at("/archive") aria-label="Filters">
            <Hidden params=params.clone() own=OWN />
            <div class="archive-line">
                {day(ArchiveParam::From, "from", offer.from.clone())}
                {day(ArchiveParam::To, "to", offer.to.clone())}
                <Presets presets=offer.presets.clone() />
            </div>
            <Choices param=ArchiveParam::Proxy legend="API proxies" choices=offer.proxies.clone() all=all_proxies is_invalid=is_invalid(ArchiveParam::Proxy) />
            <Choices param=ArchiveParam::Metric legend="Metrics" choices=offer.metrics.clone() all=all_metrics is_invalid=is_invalid(ArchiveParam::Metric) />
            <div class="archive-line">
                <BucketSelect chosen=params.or_default(ArchiveParam::Bucket).to_owned() is_invalid=is_invalid(ArchiveParam::Bucket) />
                <button type="submit" class="primary">"Show"</button>
            </div>
        </form>
    }
}

/// A date between the first and the last there is. What is not a date is kept as text, so that it can be corrected.
#[component]
fn DayField(
    param: ArchiveParam,
    label: &'static str,
    value: String,
    first: String,
    last: String,
    is_invalid: bool,
) -> impl IntoView {
    let kind = if value.parse::<timeseries::Day>().is_ok() { "date" } else { "text" };
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type=kind
                class="archive-day-field"
                name=param.name()
                id=format!("field-{}", param.name())
                value=value
                min=first
                max=last
                aria-invalid=is_invalid.then_some("true")
            />
        </label>
    }
}

#[component]
fn Presets(presets: Vec<LinkView>) -> impl IntoView {
    let link = |preset: LinkView| {
        view! { <a class="choice" href=at(preset.link) aria-current=preset.is_current.then_some("true")>{preset.label}</a> }
    };
    view! { <nav class="archive-presets" aria-label="Usual days">{presets.into_iter().map(link).collect_view()}</nav> }
}

#[component]
fn BucketSelect(chosen: String, is_invalid: bool) -> impl IntoView {
    let option = |name: &'static str| {
        let is_chosen = name == chosen;
        view! { <option value=name selected=is_chosen>{name}</option> }
    };
    view! {
        <label class="field" title="What one point of a time series stands for">
            <span>"Resolution"</span>
            <select name="bucket" id="field-bucket" aria-invalid=is_invalid.then_some("true")>{BUCKETS.map(option).collect_view()}</select>
        </label>
    }
}
