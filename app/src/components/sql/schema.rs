//! Schema beside the statement: tables, columns and names.

use api::{SqlName, SqlSchemaView};
use leptos::prelude::*;
use timeseries::text::counted;

/// The view, its columns, and the names in it. A click puts a name into the statement.
#[component]
pub(super) fn Schema(schema: SqlSchemaView) -> impl IntoView {
    let columns = schema.columns.into_iter().map(|(name, kind, about)| {
        view! { <li>{insertion(name.clone(), name)} <span class="sql-type">{kind}</span> <span class="muted">{about}</span></li> }
    });
    let metrics = match schema.counted_days.as_str() {
        "" => "Metrics".to_owned(),
        days => format!("Metrics of {days}"),
    };
    view! {
        <aside class="sql-schema" aria-label="Tables and columns">
            <h2>{insertion("metrics".to_owned(), "metrics".to_owned())}</h2>
            <p class="muted">{schema.days}</p>
            <ul>{columns.collect_view()}</ul>
            <Names id="sql-metrics" title=metrics names=schema.metrics />
            <Names id="sql-proxies" title="API proxies".to_owned() names=schema.proxies />
        </aside>
    }
}

/// Values of a column, as texts to compare with.
#[component]
fn Names(id: &'static str, title: String, names: Vec<SqlName>) -> impl IntoView {
    if names.is_empty() {
        return ().into_any();
    }
    let count = names.len();
    let is_short = count <= 12;
    let items = names.into_iter().map(|SqlName { name, literal, rows }| {
        view! { <li>{insertion(name, literal)} <span class="muted">{counted(rows, "row")}</span></li> }
    });
    view! {
        <details id=id open=is_short>
            <summary>{format!("{title} ({count})")}</summary>
            <ul>{items.collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// A name that can be clicked into the statement; without JavaScript only a name.
fn insertion(name: String, text: String) -> impl IntoView {
    view! { <button type="button" class="sql-insert" data-insert=text title="Put into the statement"><code>{name}</code></button> }
}
