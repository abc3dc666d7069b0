//! From one page of rows to the next.

use std::sync::Arc;

use api::{SqlParam, SqlParams, SqlRowsView};
use leptos::prelude::*;

use super::MAX_LINK_BYTES;
use crate::place::at;

/// First, previous, next; links, or buttons of the form where the statement is too long for a link. How many pages there are
/// is not known before all rows are read.
#[component]
pub(super) fn Pager(params: Arc<SqlParams>, is_posted: bool, rows: Arc<SqlRowsView>) -> impl IntoView {
    let (page, has_more) = (rows.page, rows.has_more);
    // A chart is of all rows there is room for; pages are of the table.
    let params = (*params).clone().drawing(SqlParam::View, "");
    if page == 1 && !has_more {
        return ().into_any();
    }
    let is_long = is_posted || params.to_query().len() > MAX_LINK_BYTES;
    let way = move |id: &'static str, label: &'static str, to: Option<u64>| {
        match to {
        None => view! { <span class="button is-off" aria-hidden="true">{label}</span> }.into_any(),
        Some(to) if is_long => {
            view! { <button type="submit" form="sql-form" formmethod="post" name="page" id=id value=to>{label}</button> }.into_any()
        }
        Some(to) => {
            let link = params.clone().with(SqlParam::Page, to.to_string()).link();
            view! { <a class="button" id=id href=at(link)>{label}</a> }.into_any()
        }
    }
    };
    view! {
        <nav class="pager" aria-label="Pages of rows">
            {way("page-first", "First", (page > 1).then_some(1))}
            {way("page-previous", "Previous", (page > 1).then(|| page - 1))}
            <span class="muted">{format!("Page {page}")}</span>
            {way("page-next", "Next", has_more.then(|| page + 1))}
        </nav>
    }
    .into_any()
}
