//! The view of the rows themselves: search, columns, sortable heads, pages.

use api::{ArchiveParam, ArchiveParams, ColumnView, LinkView, PagerView, RowsView};
use leptos::prelude::*;

use super::choices::Choices;
use super::hidden::Hidden;
use crate::place::at;

/// A table that is sorted and paged by links.
#[component]
pub(super) fn Rows(rows: RowsView, params: ArchiveParams, fault: Option<ArchiveParam>) -> impl IntoView {
    let RowsView { columns, rows, pager, choices } = rows;
    let numbers: Vec<bool> = columns.iter().map(|column| column.is_number).collect();
    let row = |cells: Vec<String>| {
        let cell = |(text, is_number): (String, &bool)| view! { <td class:text-cell=!is_number>{text}</td> };
        view! { <tr>{cells.into_iter().zip(&numbers).map(cell).collect_view()}</tr> }
    };
    view! {
        <form class="archive-search" method="get" action=at("/archive") role="search">
            <Hidden params=params.clone() own=&[ArchiveParam::Search, ArchiveParam::Column] />
            <label class="field">
                <span>"search"</span>
                <input type="search" name="search" id="field-search" value=params.search.clone() placeholder="a metric, a proxy, a label" maxlength="200" />
            </label>
            <details class="fold archive-columns" id="columns">
                <summary>"Columns"</summary>
                <Choices param=ArchiveParam::Column legend="Columns shown" choices is_invalid={fault == Some(ArchiveParam::Column)} />
            </details>
            <button type="submit">"Find"</button>
        </form>
        <Pager pager=pager.clone() place="top" />
        <div class="table-box archive-rows" tabindex="0" role="region" aria-label="Rows of the archive">
            <table>
                <thead><tr>{columns.into_iter().map(head).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <Pager pager place="bottom" />
    }
}

fn head(column: ColumnView) -> impl IntoView {
    let sign = match column.sorted {
        Some("ascending") => " ▲",
        Some(_) => " ▼",
        None => "",
    };
    view! {
        <th scope="col" class:text-cell=!column.is_number aria-sort=column.sorted>
            <a href=column.link.map(at) id=format!("sort-{}", column.name)>{column.name.clone()}</a>
            <span aria-hidden="true">{sign}</span>
        </th>
    }
}

/// First, previous, next, last, and how many rows a page has.
#[component]
fn Pager(pager: PagerView, place: &'static str) -> impl IntoView {
    let step = |(label, link): (String, Option<String>)| match link {
        Some(link) => {
            view! { <a class="button" id=format!("{place}-{}", label.to_lowercase()) href=at(link)>{label.clone()}</a> }
                .into_any()
        }
        None => view! { <span class="button archive-no-step" aria-disabled="true">{label}</span> }.into_any(),
    };
    let size = |size: LinkView| view! { <a href=at(size.link) aria-current=size.is_current.then_some("true")>{size.label}</a> };
    view! {
        <nav class="archive-pager" aria-label=format!("Pages, {place}")>
            <span class="archive-steps">{pager.steps.into_iter().map(step).collect_view()}</span>
            <span class="muted">{pager.text}</span>
            <span class="muted archive-sizes">"rows a page " {pager.sizes.into_iter().map(size).collect_view()}</span>
        </nav>
    }
}
