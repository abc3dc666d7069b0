//! Rows as they were sent, of the columns that a model knows; whatever else was sent is not kept.

use std::sync::Arc;

/// The column that an answer to a table has besides those that were sent.
pub(crate) const PREDICTION: &str = "prediction";

/// A value as it was sent, before anybody knows what it should be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sent {
    /// The record has no such key, or the table no such column.
    Absent,
    /// `null`, or an empty cell.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number of JSON.
    Number(f64),
    /// A text, also where it reads as a number.
    Text(String),
    /// A list or an object.
    Nested,
}

impl Sent {
    /// Returns true if it is a text of whitespace only, which is equivalent to an empty cell.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// Rows under named columns, row after row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    columns: Arc<[String]>,
    cells: Vec<Sent>,
    /// True if rows came with the prediction of an earlier run, which the model does not read.
    has_prediction: bool,
}

impl Sheet {
    /// No rows yet.
    #[must_use]
    pub(crate) fn new(columns: Arc<[String]>) -> Self {
        Self { columns, cells: Vec::new(), has_prediction: false }
    }

    /// Its columns, in the order of the cells of a row.
    #[must_use]
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Number of rows.
    #[must_use]
    pub(crate) fn rows(&self) -> usize {
        self.cells.len() / self.columns.len().max(1)
    }

    /// The value sent in a row and a column, both from 0; `Absent` if there is none.
    #[must_use]
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Sent {
        self.cells.get(row * self.columns.len() + column).unwrap_or(&Sent::Absent)
    }

    /// Returns true if any row has this column, even as `null`.
    #[must_use]
    pub(crate) fn has(&self, column: usize) -> bool {
        (0..self.rows()).any(|row| *self.cell(row, column) != Sent::Absent)
    }

    /// The place of a column.
    #[must_use]
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Notes that [`PREDICTION`] was sent.
    pub(crate) fn note_prediction(&mut self) {
        self.has_prediction = true;
    }

    /// That a prediction was sent which the model does not read, in a sentence.
    #[must_use]
    pub(crate) fn told(&self) -> Option<String> {
        self.has_prediction.then(|| {
            format!("The column `{PREDICTION}` was there already and is ignored: the model predicts every row anew.")
        })
    }

    /// A new row in which nothing was sent.
    pub(crate) fn push_row(&mut self) {
        self.cells.extend(self.columns.iter().map(|_| Sent::Absent));
    }

    /// Notes what was sent in the last row. Of a key that is sent twice the last one counts, as in Python.
    pub(crate) fn set(&mut self, column: usize, sent: Sent) {
        let start = self.cells.len() - self.columns.len();
        if let Some(cell) = self.cells.get_mut(start + column) {
            *cell = sent;
        }
    }
}
