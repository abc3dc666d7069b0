//! What a benchmark printed, as a section of a page.

mod document;

use leptos::prelude::*;

use super::prose::Prose;
use document::{Block, blocks};

/// The text of one benchmark under a heading of its own.
#[component]
pub(crate) fn Measured(
    /// What was measured.
    title: &'static str,
    /// What was printed: paragraphs, headings and tables, as Markdown writes them.
    text: &'static str,
) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{title}</h2>
            {blocks(text).into_iter().map(|block| shown(block, title)).collect_view()}
        </section>
    }
}

fn shown(block: Block, title: &'static str) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h3><Prose text /></h3> }.into_any(),
        Block::Paragraph(text) => view! { <p><Prose text /></p> }.into_any(),
        Block::Table { head, rows } => view! { <Table title head rows /> }.into_any(),
    }
}

/// A table whose first column names its rows.
#[component]
fn Table(title: &'static str, head: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        let cells = cells.map(|text| view! { <td><Prose text /></td> }).collect_view();
        view! { <tr><th scope="row"><Prose text=name /></th>{cells}</tr> }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=title>
            <table>
                <thead><tr>{head.into_iter().map(|text| view! { <th scope="col"><Prose text /></th> }).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
