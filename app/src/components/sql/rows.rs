//! The rows of an answer as a table in a box of its own.

use std::sync::Arc;

use api::{SqlCell, SqlColumn, SqlRowsView};
use leptos::prelude::*;

/// Every cell is text of a stranger: Leptos escapes it, and nothing here looks into it.
#[component]
pub(super) fn Rows(rows: Arc<SqlRowsView>) -> impl IntoView {
    let heads = rows.columns.iter().map(head).collect_view();
    let numbers: Vec<bool> = rows.columns.iter().map(|column| column.is_number).collect();
    let lines = rows.rows.iter().map(|line| {
        let cells = line.iter().zip(&numbers).map(|(value, is_number)| cell(value, *is_number)).collect_view();
        view! { <tr>{cells}</tr> }
    });
    view! {
        <div class="table-box sql-rows" tabindex="0" role="region" aria-label="Rows">
            <table>
                <caption class="visually-hidden">"Rows of the answer; moments are in UTC"</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn head(column: &SqlColumn) -> impl IntoView + use<> {
    view! {
        <th scope="col" class:is-number=column.is_number>
            {column.name.clone()} <span class="sql-type">{column.type_name.clone()}</span>
        </th>
    }
}

fn cell(cell: &SqlCell, is_number: bool) -> AnyView {
    match &cell.text {
        None => view! { <td class:is-number=is_number><span class="sql-null">"NULL"</span></td> }.into_any(),
        Some(text) => {
            let more = cell.is_cut.then(|| view! { <span class="muted">"…"</span> });
            view! { <td class:is-number=is_number>{text.clone()}{more}</td> }.into_any()
        }
    }
}
