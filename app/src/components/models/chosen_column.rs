//! Links that choose the column to show.

use api::LinkView;
use leptos::prelude::*;

use crate::place::at;

/// The columns; one is shown.
#[component]
pub(super) fn ChosenColumn(columns: Vec<LinkView>) -> impl IntoView {
    let link = |column: LinkView| {
        let id = format!("column-{}", column.label);
        view! { <a class="choice" id=id href=at(column.link) aria-current=column.is_current.then_some("true")>{column.label}</a> }
    };
    view! { <nav class="models-choices" aria-label="Columns">{columns.into_iter().map(link).collect_view()}</nav> }
}
