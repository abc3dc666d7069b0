//! Rows as text in columns, for a terminal.

use std::fmt;

use archive::{RecordBatch, SchemaRef, cell};

/// A cell is shown up to here.
const MOST_CHARS: usize = 60;

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows; a NULL is `NULL`.
    pub rows: Vec<Vec<String>>,
}

impl TextTable {
    /// The rows of these batches.
    #[must_use]
    pub fn new(schema: &SchemaRef, batches: &[RecordBatch]) -> Self {
        let columns = schema.fields().iter().map(|field| plain(field.name())).collect();
        let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| texts(batch, row))).collect();
        Self { columns, rows }
    }
}

fn texts(batch: &RecordBatch, row: usize) -> Vec<String> {
    let text = |array: &_| match cell::short_text(array, row, MOST_CHARS) {
        Some(short) if short.is_cut => format!("{}…", plain(&short.text)),
        Some(short) => plain(&short.text),
        None => "NULL".to_owned(),
    };
    batch.columns().iter().map(|column| text(column.as_ref())).collect()
}

/// A text that cannot move a terminal's cursor.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl fmt::Display for TextTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = || std::iter::once(&self.columns).chain(&self.rows);
        let width = |at: usize| lines().filter_map(|line| line.get(at)).map(|cell| cell.chars().count()).max();
        let widths: Vec<usize> = (0..self.columns.len()).map(|at| width(at).unwrap_or(0)).collect();
        for line in lines() {
            let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}
