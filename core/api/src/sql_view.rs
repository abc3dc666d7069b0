//! View of the SQL console: the tables, and the result of a statement.

use serde::{Deserialize, Serialize};
use timeseries::TimeRange;

use crate::{LineView, Problem};

/// The page of the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SqlPageView {
    /// Tables and columns to query.
    pub schema: SqlSchemaView,
    /// Statements to begin with.
    pub examples: Vec<SqlExample>,
    /// Limits of a statement, in a sentence.
    pub limits: String,
    /// Result of the statement.
    pub answer: SqlAnswerView,
}

/// Result of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SqlAnswerView {
    /// There is none yet.
    Nothing,
    /// It came by a link of another site, and waits for a click.
    Waits,
    /// It has rows.
    Rows(Box<SqlRowsView>),
    /// It has no answer.
    Failed(Box<Problem>),
}

/// A page of an answer's rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SqlRowsView {
    /// The columns.
    pub columns: Vec<SqlColumn>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<SqlCell>>,
    /// Numbers of the rows, the time taken and the rows scanned, in a sentence.
    pub summary: String,
    /// Notes: files left out, a limit reached, a missing order.
    pub notes: Vec<String>,
    /// Number of this page, from 1.
    pub page: u64,
    /// True if there is a page after it.
    pub has_more: bool,
    /// The chart, where one was asked for.
    pub chart: Option<SqlChartView>,
    /// Columns that a chart can go along.
    pub moments: Vec<String>,
    /// Columns that a chart can draw.
    pub numbers: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlColumn {
    /// Its name.
    pub name: String,
    /// Its type, as DuckDB calls it.
    pub type_name: String,
    /// True if its values are numbers.
    pub is_number: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlCell {
    /// Its text; `None` is NULL.
    pub text: Option<String>,
    /// True if the text is cut.
    pub is_cut: bool,
}

/// An answer as lines along time, or why there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SqlChartView {
    /// Lines.
    Lines {
        /// The lines, those that are left out among them.
        lines: Vec<SqlLine>,
        /// The part of time shown.
        window: TimeRange,
        /// All there is.
        whole: TimeRange,
        /// Notes.
        notes: Vec<String>,
    },
    /// The answer cannot be drawn, for this reason.
    None(String),
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SqlLine {
    /// Its name in the rows.
    pub name: String,
    /// Number of its colour, from 1.
    pub color: usize,
    /// True if the chart hides it.
    pub is_hidden: bool,
    /// Its points.
    pub points: LineView,
    /// Last, min, max and mean of its points, in words.
    pub figures: String,
}

/// Tables and columns to query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlSchemaView {
    /// The columns of the view `metrics`: name, type, meaning.
    pub columns: Vec<(String, String, String)>,
    /// API proxies, and their rows.
    pub proxies: Vec<SqlName>,
    /// Metrics, and their rows in the days that `counted_days` names.
    pub metrics: Vec<SqlName>,
    /// `the newest 31 days`, or empty where all are counted.
    pub counted_days: String,
    /// The days there are, in words.
    pub days: String,
}

/// A name that rows have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlName {
    /// The name.
    pub name: String,
    /// The same as a statement writes it.
    pub literal: String,
    /// Number of rows that have it.
    pub rows: u64,
}

/// A statement to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlExample {
    /// Label of the query.
    pub label: String,
    /// The statement.
    pub sql: String,
}
