//! Boxes to check: proxies, metrics, columns.

use api::{ArchiveParam, ChoiceView};
use chart::Role;
use leptos::prelude::*;
use timeseries::text::number;

use crate::place::at;

/// A box each, with its rows and its colour where it has them. An empty hidden field says that the form was sent.
#[component]
pub(super) fn Choices(
    /// The parameter.
    param: ArchiveParam,
    /// Legend of the choices.
    legend: &'static str,
    /// The boxes.
    choices: Vec<ChoiceView>,
    /// A link that checks all of them, where there are more than a few.
    #[prop(optional_no_strip)]
    all: Option<String>,
    /// True if the typed value is invalid.
    is_invalid: bool,
) -> impl IntoView {
    let boxes = choices.into_iter().map(move |choice| one(param, choice, is_invalid)).collect_view();
    view! {
        <fieldset class="archive-choices" id=format!("field-{}", param.name())>
            <legend>{legend}</legend>
            <input type="hidden" name=param.name() value="" />
            <div class="archive-boxes">
                {boxes}
                {all.map(|link| view! { <a class="archive-all" href=at(link)>"Select all"</a> })}
            </div>
        </fieldset>
    }
}

fn one(param: ArchiveParam, choice: ChoiceView, is_invalid: bool) -> impl IntoView {
    let swatch =
        choice.color.map(|color| view! { <span class="swatch" inner_html=chart::swatch(Role::Series(color))></span> });
    let rows = (choice.rows > 0).then(|| {
        view! { <span class="muted" title="rows in these days">{number(choice.rows as f64)}</span> }
    });
    view! {
        <label class="archive-box">
            <input type="checkbox" name=param.name() value=choice.name.clone() checked=choice.is_chosen aria-invalid=is_invalid.then_some("true") />
            {swatch}
            <span class="archive-name">{choice.name}</span>
            {rows}
        </label>
    }
}
