//! One short text field of the form, with presets to choose from.

use api::{ForecastParams, Param};
use leptos::prelude::*;

/// A labelled field whose value is a parameter; what is typed may be anything, the presets are only the usual.
#[component]
pub(crate) fn Field(
    /// Which parameter.
    param: Param,
    /// What stands before it.
    label: &'static str,
    /// Explains the field to whoever rests on it.
    help: &'static str,
    /// The usual values.
    presets: &'static [&'static str],
    /// What the URL says.
    #[prop(into)]
    params: Signal<ForecastParams>,
) -> impl IntoView {
    let list = format!("presets-{}", param.name());
    let value = move || params.with(|params| params.get(param).to_owned());
    view! {
        <label class="field" title=help>
            <span>{label}</span>
            <input
                type="text"
                name=param.name()
                id=format!("field-{}", param.name())
                class=format!("field-{}", param.name())
                list=list.clone()
                placeholder=placeholder(param)
                value=value
                prop:value=value
                autocomplete="off"
                spellcheck="false"
            />
            <datalist id=list>{presets.iter().map(|preset| view! { <option value=*preset></option> }).collect_view()}</datalist>
        </label>
    }
    .into_any()
}

fn placeholder(param: Param) -> &'static str {
    match param {
        Param::Threshold => "none",
        other => other.default_text(),
    }
}
