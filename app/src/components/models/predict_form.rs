//! The form of a row to predict: a field a feature, with range, unit, and what is wrong with it.

use api::{ControlView, FieldView, ModelsParam, ModelsParams};
use leptos::prelude::*;

use crate::components::prose::Prose;
use crate::place::at;

/// A plain GET form, filled in.
#[component]
pub(super) fn PredictForm(fields: Vec<FieldView>, params: ModelsParams) -> impl IntoView {
    let model = (!params.model.is_empty())
        .then(|| view! { <input type="hidden" name=ModelsParam::Model.name() value=params.model.clone() /> });
    let example = ModelsParams::of(&params.model, "").link();
    view! {
        <form method="get" action=at("/models") aria-label="Row to predict">
            {model}
            <div class="models-fields">{fields.into_iter().map(|field| view! { <RowField field /> }).collect_view()}</div>
            <p class="models-ask">
                <button type="submit" class="primary">"Predict"</button>
                <a href=at(example)>"Fill in the example"</a>
            </p>
        </form>
    }
}

/// A label, its control, the range, and what is wrong; whoever cannot see it hears all of it with the field.
#[component]
fn RowField(field: FieldView) -> impl IntoView {
    let id = format!("field-{}", field.name);
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = match &field.error {
        Some(_) => format!("{error_id} {help_id}"),
        None => help_id.clone(),
    };
    let error =
        field.error.clone().map(|error| view! { <span class="models-error" id=error_id><Prose text=error /></span> });
    view! {
        <div class="models-field">
            <label for=id.clone()>{field.label.clone()}</label>
            <Control field=field.clone() id described />
            {error}
            <span class="muted" id=help_id>{field.help}</span>
        </div>
    }
}

/// A list of a few values with their meaning, or a field for a number. Of a text that is no number the browser keeps every letter.
#[component]
fn Control(field: FieldView, id: String, described: String) -> impl IntoView {
    let name = ModelsParams::feature_field(&field.name);
    let is_invalid = field.error.is_some().then_some("true");
    let value = field.value.clone();
    match field.control {
        ControlView::Choice(choices) => {
            let is_listed = choices.iter().any(|(known, _)| *known == value);
            let stranger =
                (!is_listed).then(|| view! { <option value=value.clone() selected>{value.clone()}</option> });
            let option = |(known, meaning): (String, String)| {
                let is_chosen = known == value;
                view! { <option value=known selected=is_chosen>{meaning}</option> }
            };
            let options = choices.into_iter().map(option).collect_view();
            view! { <select name=name id=id aria-describedby=described aria-invalid=is_invalid>{stranger} {options}</select> }
                .into_any()
        }
        ControlView::Number { is_whole } => {
            let keyboard = if is_whole { "numeric" } else { "decimal" };
            view! { <input type="text" name=name id=id value=value inputmode=keyboard autocomplete="off" aria-describedby=described aria-invalid=is_invalid /> }
                .into_any()
        }
    }
}
