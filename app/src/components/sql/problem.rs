//! The problem notice of a statement, with the position of the error.

use api::Problem;
use leptos::prelude::*;

use crate::components::caret::{caret, line_and_column};
use crate::components::prose::Prose;

/// DuckDB's message as it is, or our words; the place in the statement with a mark under it.
#[component]
pub(super) fn StatementProblem(problem: Problem, sql: String) -> impl IntoView {
    let place = problem.position.map(|position| {
        let (line, column) = line_and_column(&sql, position);
        view! {
            <p class="muted">{format!("Line {line}, column {column}:")}</p>
            <pre class="place">{caret(&sql, position)}</pre>
        }
    });
    view! {
        <section class="problem" role="alert">
            <p class="sql-message">{problem.why}</p>
            {place}
            <p><Prose text=problem.next /> " " <a href="#sql-text">"Go to the statement"</a></p>
        </section>
    }
}
