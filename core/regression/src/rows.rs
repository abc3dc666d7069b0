//! Rows that were checked against a schema: a column of numbers a feature, and where they are known, target and time.

mod unseen;

use timeseries::{Day, Duration, Timestamp};

use crate::{CellError, Feature, Record, RegressionError, Schema};
use unseen::Unseen;

/// Rows that were checked against a schema. NaN is a null; [`crate::UNSEEN`] is a category the schema does not know.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: Vec<Vec<f64>>,
    target: Vec<f64>,
    times: Vec<Option<Timestamp>>,
    unseen: Unseen,
}

impl Rows {
    /// No rows, for this many features.
    #[must_use]
    pub fn new(features: usize) -> Self {
        Self { columns: vec![Vec::new(); features], ..Self::default() }
    }

    /// Rows of columns, targets and times of one length, already coded.
    pub(crate) fn of_columns(columns: Vec<Vec<f64>>, target: Vec<f64>, times: Vec<Option<Timestamp>>) -> Self {
        Self { columns, target, times, unseen: Unseen::default() }
    }

    /// Takes one row as it came.
    ///
    /// # Errors
    /// The first column whose value is not of its kind; the rows stay as they were.
    pub fn push(&mut self, schema: &Schema, record: &Record<'_>) -> Result<(), RegressionError> {
        let row = coded(schema, record)?;
        let target = record.target().map_err(|why| refusal(&schema.target, why))?;
        let time = record.time().map_err(|why| refusal(schema.time.as_deref().unwrap_or("time"), why))?;
        let index = self.len();
        self.push_coded(&row, target, time.map(|time| at_hour(schema, time, &row)))?;
        self.unseen.note(index, schema, &record.cells, &row);
        Ok(())
    }

    /// Takes one row of numbers that are already coded; a target of NaN is not known.
    ///
    /// # Errors
    /// The row has another number of values.
    pub fn push_coded(&mut self, row: &[f64], target: f64, time: Option<Timestamp>) -> Result<(), RegressionError> {
        if row.len() != self.columns.len() {
            return Err(RegressionError::RowLength { have: row.len(), want: self.columns.len() });
        }
        self.columns.iter_mut().zip(row).for_each(|(column, value)| column.push(*value));
        self.target.push(target);
        self.times.push(time);
        Ok(())
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.target.len()
    }

    /// Returns true if there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.target.is_empty()
    }

    /// The values of every feature, in the schema's order, each as long as there are rows.
    #[must_use]
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// The targets; NaN where one is not known.
    #[must_use]
    pub fn target(&self) -> &[f64] {
        &self.target
    }

    /// Returns the time of each row, as written, read as UTC; `None` for a row without one.
    #[must_use]
    pub fn times(&self) -> &[Option<Timestamp>] {
        &self.times
    }

    /// The first and the last moment of any row; `None` where no row says when it was.
    #[must_use]
    pub fn period(&self) -> Option<(Timestamp, Timestamp)> {
        let known = || self.times.iter().flatten().copied();
        known().min().zip(known().max())
    }

    /// The values of one row; empty where there is no such row.
    #[must_use]
    pub fn row(&self, index: usize) -> Vec<f64> {
        self.columns.iter().filter_map(|column| column.get(index).copied()).collect()
    }

    /// Categories of a feature that the schema does not know, each with the number of its rows.
    #[must_use]
    pub fn unseen(&self, feature: usize) -> Vec<(String, usize)> {
        self.unseen.counted(feature)
    }

    /// The values of a feature with each category that the schema does not know told apart: the first by name is
    /// [`crate::UNSEEN`], every further one is one less.
    #[must_use]
    pub fn told_apart(&self, feature: usize) -> Vec<f64> {
        let mut values = self.columns.get(feature).cloned().unwrap_or_default();
        self.unseen.codes(feature).into_iter().for_each(|(row, code)| values[row] = code);
        values
    }

    /// Codes what was unseen in a feature once more, now that it knows other categories.
    pub(crate) fn code_again(&mut self, index: usize, feature: &Feature) {
        for (row, code) in self.unseen.code_again(index, feature) {
            self.columns[index][row] = code;
        }
    }

    /// The rows from one day to another, both included; a row that does not say when it was is not among them.
    #[must_use]
    pub fn between(&self, first: Day, last: Day) -> Self {
        let lies_within = |time: &Timestamp| (first..=last).contains(&Day::of(*time));
        self.select(|index| self.times[index].as_ref().is_some_and(lies_within))
    }

    /// The rows whose index is wanted.
    #[must_use]
    pub fn select(&self, is_wanted: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.len()).filter(|index| is_wanted(*index)).collect();
        let of = |values: &Vec<f64>| kept.iter().map(|index| values[*index]).collect();
        Self {
            columns: self.columns.iter().map(of).collect(),
            target: of(&self.target),
            times: kept.iter().map(|index| self.times[*index]).collect(),
            unseen: self.unseen.of_rows(&kept),
        }
    }
}

fn coded(schema: &Schema, record: &Record<'_>) -> Result<Vec<f64>, RegressionError> {
    if record.cells.len() != schema.features.len() {
        return Err(RegressionError::RowLength { have: record.cells.len(), want: schema.features.len() });
    }
    let pairs = schema.features.iter().zip(&record.cells);
    pairs.map(|(feature, cell)| feature.code(*cell).map_err(|why| refusal(&feature.name, why))).collect()
}

fn refusal(column: &str, why: CellError) -> RegressionError {
    RegressionError::Cell { column: column.to_owned(), why }
}

/// The moment of a row whose time column holds its day and whose features say the hour.
fn at_hour(schema: &Schema, time: Timestamp, row: &[f64]) -> Timestamp {
    let hour = schema.hour.as_deref().and_then(|hour| schema.position(hour)).map(|index| row[index]);
    let is_midnight = Day::of(time).start() == time;
    match hour.filter(|hour| is_midnight && (0.0..24.0).contains(hour)) {
        Some(hour) => time + Duration::from_ms(hour as u64 * Duration::HOUR.ms()),
        None => time,
    }
}

#[cfg(test)]
mod tests;
