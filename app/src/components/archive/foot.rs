//! Links below each view: the download of its rows, and its statement.

use api::{ArchiveParams, SqlParams};
use leptos::prelude::*;

use crate::place::at;

/// Downloads, and "show me the SQL".
#[component]
pub(super) fn Foot(
    /// Parameters of the request.
    params: ArchiveParams,
    /// The statements of the view.
    sql: Vec<String>,
    /// True if the SQL console is enabled.
    has_console: bool,
) -> impl IntoView {
    let query = params.to_query();
    let file = |format: &'static str, name: &'static str| {
        view! { <a class="button" href=at(format!("/api/v1/archive?{query}&format={format}")) download rel="external">{name}</a> }
    };
    let statement = |sql: String| {
        let console = has_console
            .then(|| view! { <p><a href=at(SqlParams::of_statement(&sql).link())>"Open in the SQL console"</a></p> });
        view! { <pre class="snippet" tabindex="0"><code>{sql}</code></pre>{console} }
    };
    view! {
        <div class="archive-foot">
            <nav class="downloads" aria-label="Downloads">
                {file("csv", "CSV")} {file("json", "JSON")} {file("parquet", "Parquet")}
                <a class="button" href=at(params.link()) title="A link to this view">"Link"</a>
            </nav>
            <details class="fold archive-show-sql" id="sql">
                <summary>"Show me the SQL"</summary>
                {sql.into_iter().map(statement).collect_view()}
            </details>
        </div>
    }
}
