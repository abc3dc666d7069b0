//! One short text field of the form, with presets to choose from.

use api::{ForecastParams, Param};
use leptos::prelude::*;

/// A labelled field whose value is a parameter; what is typed may be anything, the presets are only the usual.
#[component]
pub(crate) fn Field(
    /// The parameter.
    param: Param,
    /// Label of the field.
    label: &'static str,
    /// Explains the field to whoever rests on it.
    help: &'static str,
    /// The usual values.
    presets: &'static [&'static str],
    /// Parameters of the URL.
    params: ForecastParams,
    /// The invalid parameter, if there is one.
    fault: Option<Param>,
) -> impl IntoView {
    let list = format!("presets-{}", param.name());
    let options = presets.iter().map(|preset| view! { <option value=*preset></option> }).collect_view();
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
                value=params.get(param).to_owned()
                aria-invalid=(fault == Some(param)).then_some("true")
                autocomplete="off"
                spellcheck="false"
            />
            <datalist id=list>{options}</datalist>
        </label>
    }
}

fn placeholder(param: Param) -> &'static str {
    match param {
        Param::Threshold | Param::Growth | Param::Min | Param::Max => "none",
        other => other.default_text(),
    }
}
