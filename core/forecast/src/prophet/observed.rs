//! The history as the fit sees it: what was reported, in the order of time.

use super::Table;
use crate::ForecastError;
use crate::history::is_usable;

/// A line needs two points.
const FEWEST_POINTS: usize = 2;

/// The moments with a value, oldest first.
pub(super) struct Observed {
    pub(super) table: Table,
    pub(super) values: Vec<f64>,
}

impl Observed {
    /// # Errors
    /// As many values as times are needed, none of them infinite, and two moments with one.
    pub(super) fn of(table: &Table, values: &[f64]) -> Result<Self, ForecastError> {
        let (have, need) = (values.len(), table.times.len());
        if have != need {
            return Err(ForecastError::Length { what: "the series", have, need });
        }
        if values.iter().any(|value| !value.is_nan() && !is_usable(*value)) {
            return Err(ForecastError::NotFinite { what: "the series" });
        }
        let mut reported: Vec<usize> = (0..need).filter(|&row| !values[row].is_nan()).collect();
        reported.sort_by_key(|&row| table.times[row]);
        let observed = Self { table: table.rows(&reported), values: reported.iter().map(|&row| values[row]).collect() };
        observed.check()?;
        Ok(observed)
    }

    fn check(&self) -> Result<(), ForecastError> {
        let have = self.values.len();
        if have < FEWEST_POINTS {
            return Err(ForecastError::TooFewPoints { have, need: FEWEST_POINTS });
        }
        if self.table.times.first() == self.table.times.last() {
            return Err(ForecastError::OneMoment);
        }
        Ok(())
    }
}
