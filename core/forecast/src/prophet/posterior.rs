//! The posterior: how likely parameters are, given the history.

use super::columns::Columns;
use super::observed::Observed;
use super::parameters::Parameters;
use super::scale::Scale;
use super::trend::Trend;
use super::{Growth, Prophet};
use crate::ForecastError;

/// The deviation of the normal priors of rate and offset.
pub(super) const TREND_PRIOR_SCALE: f64 = 5.0;

/// The deviation of the normal prior of the noise.
const NOISE_PRIOR_SCALE: f64 = 0.5;

/// The history in the units of the fit, and the priors.
pub(super) struct Posterior<'a> {
    pub(super) growth: Growth,
    pub(super) times: Vec<f64>,
    pub(super) values: Vec<f64>,
    pub(super) caps: Vec<f64>,
    /// 0 and the changepoints.
    pub(super) knots: Vec<f64>,
    pub(super) columns: &'a Columns,
    /// The columns' values, row by row.
    pub(super) features: Vec<f64>,
    pub(super) changepoint_prior_scale: f64,
}

/// Predictions of parameters at each moment of the history, and their misfit.
pub(super) struct Misfit {
    pub(super) trend: Vec<f64>,
    /// Derivative of the prediction by the line of the trend.
    pub(super) steepness: Vec<f64>,
    /// Value minus prediction.
    pub(super) residuals: Vec<f64>,
    /// The sum of their squares.
    pub(super) squares: f64,
}

impl<'a> Posterior<'a> {
    /// # Errors
    /// Growth is logistic, and a row has no cap above its floor.
    pub(super) fn of(
        prophet: &Prophet,
        observed: &Observed,
        scale: &Scale,
        columns: &'a Columns,
        changepoints: &[f64],
    ) -> Result<Self, ForecastError> {
        let Observed { table, values } = observed;
        let scaled = values.iter().enumerate().map(|(row, value)| scale.scaled(*value, table, row));
        Ok(Self {
            growth: prophet.growth,
            times: table.times.iter().map(|time| scale.time(*time)).collect(),
            values: scaled.collect(),
            caps: scale.caps(table)?,
            knots: std::iter::once(0.0).chain(changepoints.iter().copied()).collect(),
            features: columns.matrix(table),
            columns,
            changepoint_prior_scale: prophet.changepoint_prior_scale,
        })
    }

    /// Returns true if the prediction is linear in the parameters.
    pub(super) fn is_linear(&self) -> bool {
        self.growth != Growth::Logistic && !self.columns.multiplicative.contains(&true)
    }

    /// Returns true if the values are a trend of their own, without noise: a constant is, as Prophet has it.
    pub(super) fn is_constant(&self) -> bool {
        self.growth != Growth::Logistic && self.values.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// The columns' values of one row.
    pub(super) fn features_of(&self, row: usize) -> &[f64] {
        let count = self.columns.count();
        &self.features[row * count..(row + 1) * count]
    }

    /// Writes the derivative of the prediction at `row` by each effect to `changes`.
    pub(super) fn changes(&self, row: usize, trend: f64, changes: &mut [f64]) {
        let features = self.features_of(row).iter().zip(&self.columns.multiplicative);
        let change =
            |(feature, multiplicative): (&f64, &bool)| if *multiplicative { feature * trend } else { *feature };
        changes.iter_mut().zip(features.map(change)).for_each(|(to, change)| *to = change);
    }

    /// Computes the misfit of `parameters`.
    pub(super) fn misfit(&self, parameters: &Parameters) -> Misfit {
        let rows = self.times.len();
        let trend = Trend::of(self.growth, &self.knots, parameters);
        let effects = self.columns.split(parameters.effects());
        let empty = || Vec::with_capacity(rows);
        let mut misfit = Misfit { trend: empty(), steepness: empty(), residuals: empty(), squares: 0.0 };
        for row in 0..rows {
            let (line, cap) = (trend.line(self.times[row]), self.caps[row]);
            let (bent, terms) = (trend.bent(line, cap), effects.terms(self.features_of(row)));
            let residual = self.values[row] - terms.on(bent);
            misfit.trend.push(bent);
            misfit.steepness.push(trend.steepness(line, cap) * (1.0 + terms.multiplicative));
            misfit.residuals.push(residual);
            misfit.squares += residual * residual;
        }
        misfit
    }

    /// The logarithm of the posterior, with the constants that Stan drops dropped.
    pub(super) fn log(&self, parameters: &Parameters, squares: f64, noise: f64) -> f64 {
        let square = |value: f64| value * value;
        let effects = parameters.effects().iter().zip(&self.columns.prior_scales);
        let ridge = effects.map(|(effect, scale)| square(effect / scale)).sum::<f64>()
            + square(parameters.rate() / TREND_PRIOR_SCALE)
            + square(parameters.offset() / TREND_PRIOR_SCALE)
            + square(noise / NOISE_PRIOR_SCALE);
        let lasso = parameters.turns().iter().map(|turn| turn.abs()).sum::<f64>() / self.changepoint_prior_scale;
        let misfit = self.times.len() as f64 * libm::log(noise) + squares / (2.0 * square(noise));
        -misfit - ridge / 2.0 - lasso
    }

    /// The noise at which the posterior is largest where the squares of the residuals are `squares`.
    pub(super) fn noise(&self, squares: f64) -> f64 {
        // The root of a quadratic in the variance: rows * variance + variance^2 / prior^2 = squares.
        let rows = self.times.len() as f64;
        let curvature = 4.0 * squares / (NOISE_PRIOR_SCALE * NOISE_PRIOR_SCALE);
        libm::sqrt(2.0 * squares / (rows + libm::sqrt(rows * rows + curvature)))
    }
}
