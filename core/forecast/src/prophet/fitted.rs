//! [`Fitted`]: a fitted Prophet, and its predictions of past and future.

use super::Table;
use super::band::{Sampling, bands};
use super::columns::{Columns, Effects, Terms};
use super::maximum::Maximum;
use super::posterior::Posterior;
use super::scale::Scale;
use super::trend::Trend;
use crate::{Band, Cancel, ForecastError, Level};

/// A fitted Prophet.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    pub(super) scale: Scale,
    columns: Columns,
    effects: Effects,
    pub(super) trend: Trend,
    pub(super) maximum: Maximum,
}

/// Prediction of a fitted Prophet, in the unit of the series; one value for each time of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The forecast.
    pub yhat: Vec<f64>,
    /// Its trend.
    pub trend: Vec<f64>,
    /// Additive effect of seasons, holidays and regressors.
    pub additive: Vec<f64>,
    /// Their multiplicative effect, as a share of the trend above its floor.
    pub multiplicative: Vec<f64>,
}

/// Parts of the prediction at one moment, in the unit of the fit; the floor in that of the series.
pub(super) struct Said {
    pub(super) time: f64,
    pub(super) line: f64,
    pub(super) cap: f64,
    pub(super) terms: Terms,
    pub(super) floor: f64,
}

impl Fitted {
    pub(super) fn of(posterior: &Posterior<'_>, scale: Scale, columns: &Columns, maximum: Maximum) -> Self {
        Self {
            scale,
            effects: columns.split(maximum.parameters.effects()),
            columns: columns.clone(),
            trend: Trend::of(posterior.growth, &posterior.knots, &maximum.parameters),
            maximum,
        }
    }

    /// Predicts the values at the times of `table`.
    ///
    /// # Errors
    /// A column of another length than the times, or with an infinity; a regressor too few or too many; logistic
    /// growth without a cap above the floor.
    pub fn predict(&self, table: &Table) -> Result<Prediction, ForecastError> {
        let said = self.said(table)?;
        let trend = |said: &Said| self.trend.bent(said.line, said.cap) * self.scale.unit + said.floor;
        Ok(Prediction {
            yhat: said.iter().map(|said| self.value(said, 0.0)).collect(),
            trend: said.iter().map(trend).collect(),
            additive: said.iter().map(|said| said.terms.additive * self.scale.unit).collect(),
            multiplicative: said.iter().map(|said| said.terms.multiplicative).collect(),
        })
    }

    /// Returns the bands of `levels` around the prediction, in their order: the noise of the history and, in the future, turns of
    /// the trend as frequent and as large as those of the history.
    ///
    /// # Errors
    /// As [`Fitted::predict`]; `cancel` was set.
    pub fn bands(
        &self,
        table: &Table,
        levels: &[Level],
        sampling: Sampling,
        cancel: &Cancel,
    ) -> Result<Vec<Band>, ForecastError> {
        bands(self, &self.said(table)?, levels, sampling, cancel)
    }

    /// The logarithm of the posterior at its maximum, in the unit of the fit, without the constants that Stan drops.
    #[must_use]
    pub fn log_posterior(&self) -> f64 {
        self.maximum.log
    }

    /// The deviation of the noise, in the unit of the series.
    #[must_use]
    pub fn noise(&self) -> f64 {
        self.maximum.noise * self.scale.unit
    }

    fn said(&self, table: &Table) -> Result<Vec<Said>, ForecastError> {
        table.check(self.columns.regressors())?;
        let (caps, features) = (self.scale.caps(table)?, self.columns.matrix(table));
        let count = self.columns.count();
        let said = |(row, cap): (usize, f64)| {
            let time = self.scale.time(table.times[row]);
            Said {
                time,
                line: self.trend.line(time),
                cap,
                terms: self.effects.terms(&features[row * count..(row + 1) * count]),
                floor: self.scale.floor(table, row),
            }
        };
        Ok(caps.into_iter().enumerate().map(said).collect())
    }

    /// The value where the line of the trend is `deviation` off, in the unit of the series.
    pub(super) fn value(&self, said: &Said, deviation: f64) -> f64 {
        let trend = self.trend.bent(said.line + deviation, said.cap);
        said.terms.on(trend) * self.scale.unit + said.floor
    }
}
