//! What is asked about: the features of a model, and the rows of two periods with the days they belong to.

use timeseries::Timestamp;

use crate::{ColumnKind, DriftError};

/// One feature of the model.
#[derive(Clone, Copy, Debug)]
pub struct Feature<'a> {
    /// Its name, as the model knows it.
    pub name: &'a str,
    /// What its numbers mean.
    pub kind: ColumnKind,
    /// How much of what the model explains it explains by this feature, at least 0; all together are brought to 1.
    pub importance: f64,
}

/// The rows of one period. A value that is not finite is a null.
#[derive(Clone, Copy, Debug)]
pub struct Period<'a> {
    /// When each row was, in UTC: rows of one day belong together and are never torn apart, and rows are compared with those of the
    /// same hour and kind of day. Empty where rows have no time: every row then stands for itself.
    pub times: &'a [Option<Timestamp>],
    /// One list of values a feature, in the order of the features.
    pub columns: &'a [&'a [f64]],
    /// What the model says, one a row: in the reference what those of its trees say that did not see the row (out-of-bag).
    pub predicted: &'a [f64],
    /// What was true, one a row; empty where nobody knows yet. The reference needs it.
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
