//! The units of the fit: time from 0 to 1 over the history, values about 1.

use timeseries::Timestamp;

use super::observed::Observed;
use super::{Growth, Prophet, Scaling, Table};
use crate::ForecastError;

/// A cap that is farther away is no nearer to being reached, and its square would not be finite.
const FARTHEST_CAP: f64 = 1e100;

/// From the units of a table to those of the fit, and back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    start: Timestamp,
    span_ms: f64,
    /// The floor of rows that have none of their own.
    floor: f64,
    /// True if rows have a floor of their own.
    has_floors: bool,
    /// True if rows have a cap.
    has_caps: bool,
    /// Size of one unit of the fit in the unit of the series; above zero.
    pub(super) unit: f64,
}

impl Scale {
    pub(super) fn of(observed: &Observed, prophet: &Prophet) -> Self {
        let Observed { table, values } = observed;
        let has_caps = prophet.growth == Growth::Logistic;
        let has_floors = has_caps && table.floor.is_some();
        let floor = match prophet.scaling {
            Scaling::MinMax if !has_floors => values.iter().copied().fold(f64::INFINITY, f64::min),
            _ => 0.0,
        };
        let start = table.times[0];
        let span_ms = (table.times[table.times.len() - 1].ms() - start.ms()) as f64;
        let scale = Self { start, span_ms, floor, has_floors, has_caps, unit: 1.0 };
        let unit = match (prophet.scaling, has_floors) {
            (Scaling::MinMax, true) => range(table),
            _ => (0..values.len()).map(|row| (values[row] - scale.floor(table, row)).abs()).fold(0.0, f64::max),
        };
        Self { unit: if unit > 0.0 { unit } else { 1.0 }, ..scale }
    }

    /// A moment in the time of the fit: 0 at the first value, 1 at the last, beyond 1 in the future.
    pub(super) fn time(&self, at: Timestamp) -> f64 {
        (at.ms() - self.start.ms()) as f64 / self.span_ms
    }

    /// The floor of `row`, in the unit of the series.
    pub(super) fn floor(&self, table: &Table, row: usize) -> f64 {
        match &table.floor {
            Some(floor) if self.has_floors => floor[row],
            _ => self.floor,
        }
    }

    /// A value at `row` in the unit of the fit.
    pub(super) fn scaled(&self, value: f64, table: &Table, row: usize) -> f64 {
        (value - self.floor(table, row)) / self.unit
    }

    /// The caps of all rows in the unit of the fit; one each where growth is not logistic.
    ///
    /// # Errors
    /// Growth is logistic, and a row has no cap above its floor.
    pub(super) fn caps(&self, table: &Table) -> Result<Vec<f64>, ForecastError> {
        if !self.has_caps {
            return Ok(vec![1.0; table.times.len()]);
        }
        let cap = table.cap.as_ref().ok_or(ForecastError::NoRoom)?;
        let scaled = |(row, cap): (usize, &f64)| self.scaled(*cap, table, row).min(FARTHEST_CAP);
        let caps: Vec<f64> = cap.iter().enumerate().map(scaled).collect();
        if caps.iter().all(|cap| *cap > 0.0) { Ok(caps) } else { Err(ForecastError::NoRoom) }
    }
}

/// From the lowest floor to the highest cap.
fn range(table: &Table) -> f64 {
    let cap = table.cap.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let floor = table.floor.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    cap - floor
}
