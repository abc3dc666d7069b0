//! The question: source, expression, and how far to look.

mod submit;

use api::{ForecastParams, OfferView, Param};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::combobox::ExpressionBox;
use super::field::Field;

const RANGES: &[&str] = &["6h", "1d", "2d", "7d", "14d", "28d", "90d", "1y"];
const ENDS: &[&str] = &["now", "now-1d", "now-7d"];
const HORIZONS: &[&str] = &["1h", "6h", "1d", "2d", "7d", "14d", "28d", "90d"];
const STEPS: &[&str] = &["auto", "30s", "1m", "5m", "15m", "30m", "1h", "1d"];
const LEVELS: &[&str] = &["80 95", "50 80 95", "80", "90", "95", "99"];

/// A GET form: it works without JavaScript, and with it the answer comes without a new page.
#[component]
pub(crate) fn QuestionForm(
    /// What the URL says.
    params: Memo<ForecastParams>,
    /// What there is to choose from.
    offer: OfferView,
) -> impl IntoView {
    let navigate = use_navigate();
    let first_example = first_example(&offer);
    let shown = Signal::derive(move || match params.get() {
        empty if empty.expr.trim().is_empty() && empty.source.is_empty() => first_example.clone().unwrap_or(empty),
        typed => typed,
    });
    let threshold = move || shown.with(|params| params.threshold.clone());
    view! {
        <form class="question" method="get" action="/" role="search" on:submit=move |event| submit::submit(&event, &navigate)>
            <div class="question-line">
                <SourceSelect params=shown offer=offer.clone() />
                <ExpressionBox params=shown />
                <button type="submit" class="primary">"Forecast"</button>
            </div>
            <div class="question-line question-details">
                <Field param=Param::Range label="back" help="How far back to read: 7d, 28d, 90d" presets=RANGES params=shown />
                <Field param=Param::Horizon label="ahead" help="How far ahead to look: 1d, 7d" presets=HORIZONS params=shown />
                <Field param=Param::Step label="step" help="From one point to the next, or auto" presets=STEPS params=shown />
                <Field param=Param::Level label="level" help="Bands in percent, such as 80 95" presets=LEVELS params=shown />
                <ModelSelect params=shown models=offer.models />
                <label class="field" title="A value whose crossing is asked about, in the metric's own unit">
                    <span>"threshold"</span>
                    <input type="text" inputmode="decimal" name="threshold" id="field-threshold" class="field-threshold" placeholder="none" value=threshold prop:value=threshold autocomplete="off" />
                </label>
                <Field param=Param::End label="until" help="Where history ends: now, now-1d, 2026-11-20 12:00" presets=ENDS params=shown />
            </div>
        </form>
    }
    .into_any()
}

/// What the bare page asks: the same question as the server answers for it.
fn first_example(offer: &OfferView) -> Option<ForecastParams> {
    let first = offer.sources.first().filter(|source| source.is_sample)?;
    first.examples.first().map(|example| example.params.clone())
}

#[component]
fn SourceSelect(#[prop(into)] params: Signal<ForecastParams>, offer: OfferView) -> impl IntoView {
    let names: Vec<String> = offer.sources.iter().map(|source| source.name.clone()).collect();
    let known = names.clone();
    let adhoc = Signal::derive(move || {
        params
            .with(|params| params.source.clone())
            .contains("://")
            .then(|| params.with(|params| params.source.clone()))
            .filter(|source| !known.contains(source))
            .unwrap_or_default()
    });
    let chosen = move |name: String| params.with(|params| params.source == name);
    view! {
        <label class="field source">
            <span class="visually-hidden">"Source"</span>
            <select name="source" id="field-source" title="Where the metric is read">
                {names
                    .into_iter()
                    .map(|name| {
                        let (value, text) = (name.clone(), name.clone());
                        view! { <option value=value selected=move || chosen(name.clone())>{text}</option> }
                    })
                    .collect_view()}
            </select>
        </label>
        <Show when=move || offer.adhoc_allowed>
            <details class="adhoc" open=move || !adhoc.get().is_empty()>
                <summary title="Ask a Prometheus that is not configured">"+"</summary>
                <label class="field">
                    <span>"URL of a Prometheus"</span>
                    <input type="url" name="source" class="field-url" placeholder="http://127.0.0.1:9090" value=move || adhoc.get() prop:value=move || adhoc.get() />
                </label>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn ModelSelect(#[prop(into)] params: Signal<ForecastParams>, models: Vec<String>) -> impl IntoView {
    let chosen = move |name: &str| params.with(|params| params.or_default(Param::Model) == name);
    view! {
        <label class="field" title="The model; auto tries them all on the past and takes the best">
            <span>"model"</span>
            <select name="model" id="field-model">
                {models
                    .into_iter()
                    .map(|name| {
                        let (value, text) = (name.clone(), name.clone());
                        view! { <option value=value selected=move || chosen(&name)>{text}</option> }
                    })
                    .collect_view()}
            </select>
        </label>
    }
    .into_any()
}
