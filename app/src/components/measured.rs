//! A benchmark's output as a section of a page.

mod document;

use leptos::prelude::*;

use super::prose::Prose;
use document::{Block, blocks};

/// The text of one benchmark under a heading of its own.
#[component]
pub(crate) fn Measured(
    /// Title of the section.
    title: &'static str,
    /// Output of the benchmark as Markdown: paragraphs, headings and tables.
    text: &'static str,
    /// Opens it before anyone asks.
    is_open: bool,
) -> impl IntoView {
    view! {
        <details class="evidence" open=is_open id=format!("measured-{}", title.to_lowercase().replace(' ', "-"))>
            <summary><h2>{title}</h2></summary>
            {labelled(blocks(text), title).into_iter().map(|(block, label)| shown(block, label)).collect_view()}
        </details>
    }
}

/// Each block with a name that no other has: the title, and the heading it stands under; of several tables there, their number.
fn labelled(blocks: Vec<Block>, title: &str) -> Vec<(Block, String)> {
    let (mut under, mut tables) = (title.to_owned(), 0);
    let label = |block: Block| {
        match &block {
            Block::Heading(text) => (under, tables) = (format!("{title}: {text}"), 0),
            Block::Table { .. } => tables += 1,
            Block::Paragraph(_) => {}
        }
        let label = if tables > 1 { format!("{under} ({tables})") } else { under.clone() };
        (block, label)
    };
    blocks.into_iter().map(label).collect()
}

fn shown(block: Block, label: String) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h3><Prose text /></h3> }.into_any(),
        Block::Paragraph(text) => view! { <p><Prose text /></p> }.into_any(),
        Block::Table { head, rows } => view! { <Table title=label head rows /> }.into_any(),
    }
}

/// Names the first column, whose head is blank in the files.
fn named(head: String) -> String {
    if head.trim().is_empty() { "Measured".to_owned() } else { head }
}

/// A table whose first column names its rows.
#[component]
fn Table(title: String, head: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        let cells = cells.map(|text| view! { <td><Prose text /></td> }).collect_view();
        view! { <tr><th scope="row"><Prose text=name /></th>{cells}</tr> }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=title>
            <table>
                <thead><tr>{head.into_iter().map(named).map(|text| view! { <th scope="col"><Prose text /></th> }).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tables_have_one_name_and_no_column_has_none() {
        let text = "# T\n\n| | a |\n|---|---|\n| x | 1 |\n\n## B\n\n| | a |\n|---|---|\n| x | 1 |\n\n| | a |\n|---|---|\n| x | 1 |\n";
        let labels: Vec<String> = labelled(blocks(text), "T")
            .into_iter()
            .filter(|(block, _)| matches!(block, Block::Table { .. }))
            .map(|(_, label)| label)
            .collect();
        assert_eq!(labels, ["T", "T: B", "T: B (2)"]);
        assert_eq!((named(String::new()), named("a".to_owned())), ("Measured".to_owned(), "a".to_owned()));
    }
}
