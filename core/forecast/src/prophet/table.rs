//! [`Table`]: the inputs of Prophet at each moment, past or future: time, cap, floor, regressors.

use timeseries::Timestamp;

use crate::ForecastError;
use crate::history::is_usable;

/// Moments, and what is known about each without knowing its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The moments, in any order.
    pub times: Vec<Timestamp>,
    /// Cap that logistic growth saturates at, in the unit of the series; one for each time.
    pub cap: Option<Vec<f64>>,
    /// Floor it starts from, in the unit of the series; one for each time. `None`: zero, or the least value with `Scaling::MinMax`.
    pub floor: Option<Vec<f64>>,
    /// One column a regressor, each with one value for each time.
    pub regressors: Vec<Vec<f64>>,
}

impl Table {
    /// Moments about which nothing else is known.
    #[must_use]
    pub fn of_times(times: Vec<Timestamp>) -> Self {
        Self { times, ..Self::default() }
    }

    /// Checks that every column has its values, and that there are `regressors` regressors.
    pub(super) fn check(&self, regressors: usize) -> Result<(), ForecastError> {
        let (have, need) = (self.regressors.len(), regressors);
        if have != need {
            return Err(ForecastError::Length { what: "the table of regressors", have, need });
        }
        let columns = [("the cap", &self.cap), ("the floor", &self.floor)];
        let given = columns.into_iter().filter_map(|(what, column)| Some((what, column.as_ref()?)));
        let regressors = self.regressors.iter().map(|column| ("a regressor", column));
        given.chain(regressors).try_for_each(|(what, column)| self.check_column(what, column))
    }

    fn check_column(&self, what: &'static str, column: &[f64]) -> Result<(), ForecastError> {
        let (have, need) = (column.len(), self.times.len());
        if have != need {
            return Err(ForecastError::Length { what, have, need });
        }
        if column.iter().all(|value| is_usable(*value)) { Ok(()) } else { Err(ForecastError::NotFinite { what }) }
    }

    /// The rows at `indices`, in that order.
    pub(super) fn rows(&self, indices: &[usize]) -> Self {
        let of = |column: &Vec<f64>| indices.iter().map(|&index| column[index]).collect();
        Self {
            times: indices.iter().map(|&index| self.times[index]).collect(),
            cap: self.cap.as_ref().map(of),
            floor: self.floor.as_ref().map(of),
            regressors: self.regressors.iter().map(of).collect(),
        }
    }
}
