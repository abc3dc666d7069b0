//! Prophet: a trend with changepoints, seasons, holidays and regressors, at the maximum of its posterior.
//!
//! Taylor and Letham, "Forecasting at scale", 2018; the posterior is that of the Stan model of Prophet 1.5.0. Given the
//! noise, it is a least-squares problem with a ridge and, on the changepoints, a lasso: a few dozen unknowns whose
//! equations one pass over the data fills, whatever its length. So no general optimiser is needed: Gauss-Newton steps
//! (one of which is exact where everything is additive), each solved by an active set, and the noise in closed form.

mod band;
mod changepoints;
mod columns;
mod equations;
mod fitted;
mod fourier;
mod holiday;
mod lasso;
mod maximum;
mod observed;
mod parameters;
mod paths;
mod posterior;
mod regressor;
mod scale;
mod seasonality;
mod square;
mod start;
mod sums;
mod table;
mod trend;

pub use band::Sampling;
pub use changepoints::Changepoints;
pub use fitted::{Fitted, Prediction};
pub use holiday::Holiday;
pub use regressor::Regressor;
pub use seasonality::{Seasonality, Seasons};
pub use table::Table;

use crate::{Cancel, ForecastError};
use columns::Columns;
use maximum::maximum;
use observed::Observed;
use posterior::Posterior;
use scale::Scale;

/// Default deviation of the prior of an effect.
const PRIOR_SCALE: f64 = 10.0;

/// Configuration of a fit. Its default is Prophet's.
#[derive(Clone, Debug, PartialEq)]
pub struct Prophet {
    /// The shape of the trend.
    pub growth: Growth,
    /// Scaling of the values.
    pub scaling: Scaling,
    /// Changepoints of the trend.
    pub changepoints: Changepoints,
    /// Scale of the Laplace prior of the trend's change at a changepoint, above zero.
    pub changepoint_prior_scale: f64,
    /// Seasons of the series.
    pub seasons: Seasons,
    /// Holidays, and the days around them.
    pub holidays: Vec<Holiday>,
    /// Regressors: one for each of the [`Table::regressors`].
    pub regressors: Vec<Regressor>,
}

/// The shape of a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Growth {
    /// Straight between changepoints.
    #[default]
    Linear,
    /// Between the floor and the cap of the [`Table`], its logit straight between changepoints.
    Logistic,
    /// None.
    Flat,
}

/// Divisor of the values, above their floor, before they are fitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// The largest absolute value.
    #[default]
    AbsMax,
    /// The range; the smallest value is the floor where none is given.
    MinMax,
}

/// Mode of an effect: added to the trend, or a share of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It is added.
    #[default]
    Additive,
    /// It is a share of the trend.
    Multiplicative,
}

impl Default for Prophet {
    fn default() -> Self {
        Self {
            growth: Growth::default(),
            scaling: Scaling::default(),
            changepoints: Changepoints::default(),
            changepoint_prior_scale: 0.05,
            seasons: Seasons::default(),
            holidays: Vec::new(),
            regressors: Vec::new(),
        }
    }
}

impl Prophet {
    /// Fits `values`, one for each time of `table`, in any order. NaN is a gap; several values of one moment all count.
    ///
    /// # Errors
    /// A column of another length than the times, or with an infinity; less than two values, or all at one moment;
    /// no cap above the floor for logistic growth; a prior scale that is not above zero; a changepoint outside the
    /// history; `cancel` was set.
    pub fn fit(&self, table: &Table, values: &[f64], cancel: &Cancel) -> Result<Fitted, ForecastError> {
        self.check()?;
        table.check(self.regressors.len())?;
        let observed = Observed::of(table, values)?;
        let scale = Scale::of(&observed, self);
        let columns = Columns::of(self, &observed);
        let changepoints = match self.growth {
            Growth::Flat => Vec::new(),
            _ => self.changepoints.of(&observed.table.times, &scale)?,
        };
        let posterior = Posterior::of(self, &observed, &scale, &columns, &changepoints)?;
        let maximum = maximum(&posterior, cancel)?;
        Ok(Fitted::of(&posterior, scale, &columns, maximum))
    }

    fn check(&self) -> Result<(), ForecastError> {
        let effects = self.holidays.iter().map(|holiday| holiday.prior_scale);
        let effects = effects.chain(self.regressors.iter().map(|regressor| regressor.prior_scale));
        let mut scales = effects.chain(self.seasons.prior_scales()).chain([self.changepoint_prior_scale]);
        if scales.all(|scale| scale > 0.0 && scale.is_finite()) { Ok(()) } else { Err(ForecastError::PriorScale) }
    }
}

#[cfg(test)]
mod tests;
