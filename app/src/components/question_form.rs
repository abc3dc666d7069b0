//! The question: source, expression, and how far to look.

use api::{ForecastParams, OfferView, Param};
use leptos::prelude::*;

use super::field::Field;
use crate::islands::ExpressionBox;
use crate::place::at;

const RANGES: &[&str] = &["6h", "1d", "2d", "7d", "14d", "28d", "90d", "1y"];
const ENDS: &[&str] = &["now", "now-1d", "now-7d"];
const HORIZONS: &[&str] = &["1h", "6h", "1d", "2d", "7d", "14d", "28d", "90d"];
const STEPS: &[&str] = &["auto", "30s", "1m", "5m", "15m", "30m", "1h", "1d"];
const LEVELS: &[&str] = &["80 95", "50 80 95", "80", "90", "95", "99"];
const NONE: &[&str] = &[];
const GROWTHS: &[&str] = &["10", "20", "50", "100", "-20"];
const ALARMS: &[&str] = &["1d", "7d", "28d"];

/// A plain GET form.
#[component]
pub(crate) fn QuestionForm(
    /// Values of the fields.
    params: ForecastParams,
    /// Sources and models to choose from.
    offer: OfferView,
    /// The invalid parameter, if there is one.
    fault: Option<Param>,
    /// True if an answer follows below: on a phone the form is then folded.
    is_answered: bool,
) -> impl IntoView {
    let summary = format!("{} back, {} ahead", params.or_default(Param::Range), params.or_default(Param::Horizon));
    let is_first = !is_answered && fault.is_none();
    let has_more = [Param::Growth, Param::Min, Param::Max, Param::Alarm]
        .into_iter()
        .any(|param| !params.get(param).is_empty() || fault == Some(param));
    let field = |param, label, help, presets| view! { <Field param label help presets params=params.clone() fault /> };
    view! {
        <form class="question" method="get" action=at("/") role="search">
            {(!params.raw.is_empty()).then(|| view! { <input type="hidden" name="raw" value=params.raw.clone() /> })}
            <div class="question-line">
                <SourceSelect source=params.source.clone() offer=offer.clone() is_invalid=fault == Some(Param::Source) />
                <ExpressionBox expr=params.expr.clone() is_invalid=fault == Some(Param::Expr) is_first />
                <button type="submit" class="primary">"Forecast"</button>
            </div>
            <details class="question-options" id="question-options" open=!is_answered>
                <summary>{summary}</summary>
                <div class="question-details">
                    {field(Param::Range, "History", "How far back to read: 7d, 28d, 90d", RANGES)}
                    {field(Param::Horizon, "Horizon", "How far ahead to look: 1d, 7d", HORIZONS)}
                    {field(Param::Step, "Step", "From one point to the next, or auto", STEPS)}
                    {field(Param::Level, "Bands (%)", "Bands in percent, such as 80 95", LEVELS)}
                    <ModelSelect model=params.or_default(Param::Model).to_owned() models=offer.models />
                    {field(Param::Threshold, "Threshold", "A number in the metric's unit, or a PromQL expression", NONE)}
                    {field(Param::End, "Until", "Where history ends: now, now-1d, 2026-11-20 12:00", ENDS)}
                    <details class="more-options" open=has_more>
                        <summary>"More"</summary>
                        <div class="more-fields">
                            {field(Param::Growth, "Scale by (%)", "What if there were so many percent more: 20, or -20 for less", GROWTHS)}
                            {field(Param::Min, "Minimum", "The least the metric can be, such as 0", NONE)}
                            {field(Param::Max, "Maximum", "The greatest it can be, such as 100", NONE)}
                            {field(Param::Alarm, "False alarms: 1 per", "At most one false alarm per this time", ALARMS)}
                        </div>
                    </details>
                </div>
            </details>
        </form>
    }
}

/// The named sources, and where it is allowed a field for the URL of another.
#[component]
fn SourceSelect(source: String, offer: OfferView, is_invalid: bool) -> impl IntoView {
    let is_named = offer.sources.iter().any(|named| named.name == source);
    let adhoc = if is_named { String::new() } else { source.clone() };
    let option = |name: String| {
        let is_chosen = name == source;
        view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
    };
    view! {
        <label class="field source">
            <span class="visually-hidden">"Source"</span>
            <select name="source" id="field-source" title="Where the metric is read">
                {offer.sources.iter().map(|source| option(source.name.clone())).collect_view()}
            </select>
        </label>
        {offer.adhoc_allowed.then(|| view! { <AdhocSource url=adhoc is_invalid /> })}
    }
}

/// The URL of a Prometheus that is not configured. Where it is given, it wins over the named source.
#[component]
fn AdhocSource(url: String, is_invalid: bool) -> impl IntoView {
    let is_invalid = is_invalid && !url.is_empty();
    let is_open = !url.is_empty();
    view! {
        <details class="adhoc" open=is_open>
            <summary title="Connect another Prometheus" aria-label="Connect another Prometheus">"+"</summary>
            <label class="field">
                <span>"URL of a Prometheus"</span>
                <input type="text" inputmode="url" name="source" id="field-source-url" class="field-url" list="known-sources" placeholder="127.0.0.1:9090" value=url spellcheck="false" aria-invalid=is_invalid.then_some("true") />
                // Filled by this browser with what it asked before.
                <datalist id="known-sources"></datalist>
            </label>
        </details>
    }
}

#[component]
fn ModelSelect(model: String, models: Vec<String>) -> impl IntoView {
    let option = |name: String| {
        let is_chosen = name == model;
        view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
    };
    view! {
        <label class="field" title="The model; auto tries them all on the past and takes the best">
            <span>"Model"</span>
            <select name="model" id="field-model">
                {models.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
