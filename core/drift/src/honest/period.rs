//! Input of the honest test: the features of a model, and the rows of two periods with their days.

use timeseries::Timestamp;

use crate::{ColumnKind, DriftError};

/// One feature of the model.
#[derive(Clone, Copy, Debug)]
pub struct Feature<'a> {
    /// Its name, as the model knows it.
    pub name: &'a str,
    /// Meaning of its numbers.
    pub kind: ColumnKind,
    /// Its share of what the model explains, at least 0; all together are scaled to 1.
    pub importance: f64,
}

/// The rows of one period. A value that is not finite is a null.
#[derive(Clone, Copy, Debug)]
pub struct Period<'a> {
    /// Time of each row, in UTC: rows of one day belong together and are never torn apart, and rows are compared with those of the
    /// same hour and kind of day. Empty where rows have no time: every row then stands for itself.
    pub times: &'a [Option<Timestamp>],
    /// One list of values a feature, in the order of the features.
    pub columns: &'a [&'a [f64]],
    /// Predictions, one a row: in the reference by the trees that did not see the row (out-of-bag).
    pub predicted: &'a [f64],
    /// Targets, one a row; empty if they are not known yet. The reference needs them.
    pub target: &'a [f64],
}

impl Period<'_> {
    /// Checks that there are rows and every list is as long as it must be.
    pub(super) fn check(&self, period: &'static str, features: usize) -> Result<(), DriftError> {
        let rows = self.predicted.len();
        if rows == 0 {
            return Err(DriftError::NoRow(period));
        }
        let same = |list: &'static str, have: usize, need: usize| match have == need {
            true => Ok(()),
            false => Err(DriftError::Length { period, list, have, need }),
        };
        same("columns", self.columns.len(), features)?;
        self.columns.iter().try_for_each(|column| same("column", column.len(), rows))?;
        [("times", self.times.len()), ("target", self.target.len())]
            .into_iter()
            .filter(|(_, have)| *have > 0)
            .try_for_each(|(list, have)| same(list, have, rows))
    }
}
