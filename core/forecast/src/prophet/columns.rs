//! The columns of the regression: harmonics of seasons, days around holidays, regressors.

use timeseries::Timestamp;

use super::fourier::harmonics;
use super::observed::Observed;
use super::regressor::Standard;
use super::{Holiday, Mode, Prophet, Seasonality, Table};

/// Sources of the columns, fixed by the history, so that the future has the same ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    seasons: Vec<Seasonality>,
    holidays: Vec<Holiday>,
    regressors: Vec<Standard>,
    /// The deviation of each column's prior.
    pub(super) prior_scales: Vec<f64>,
    /// True for each column that acts on the trend as a share of it.
    pub(super) multiplicative: Vec<bool>,
}

impl Columns {
    pub(super) fn of(prophet: &Prophet, observed: &Observed) -> Self {
        let seasons = prophet.seasons.of(&observed.table.times);
        let standards = observed.table.regressors.iter().map(|values| Standard::of(values));
        let mut columns = Self {
            holidays: prophet.holidays.clone(),
            regressors: standards.collect(),
            prior_scales: Vec::new(),
            multiplicative: Vec::new(),
            seasons: Vec::new(),
        };
        for season in &seasons {
            columns.add(season.fourier_order * 2, season.prior_scale, season.mode);
        }
        for holiday in &prophet.holidays {
            columns.add(holiday.effects(), holiday.prior_scale, holiday.mode);
        }
        for regressor in &prophet.regressors {
            columns.add(1, regressor.prior_scale, regressor.mode);
        }
        Self { seasons, ..columns }
    }

    fn add(&mut self, count: usize, prior_scale: f64, mode: Mode) {
        self.prior_scales.extend(std::iter::repeat_n(prior_scale, count));
        self.multiplicative.extend(std::iter::repeat_n(mode == Mode::Multiplicative, count));
    }

    /// Number of regressors a table must have.
    pub(super) fn regressors(&self) -> usize {
        self.regressors.len()
    }

    /// Number of columns.
    pub(super) fn count(&self) -> usize {
        self.prior_scales.len()
    }

    /// The values of all columns, row by row.
    pub(super) fn matrix(&self, table: &Table) -> Vec<f64> {
        let mut matrix = vec![0.0; table.times.len() * self.count()];
        for (row, columns) in matrix.chunks_exact_mut(self.count().max(1)).enumerate() {
            let regressors = self.calendar(table.times[row], columns);
            for ((column, standard), values) in regressors.iter_mut().zip(&self.regressors).zip(&table.regressors) {
                *column = standard.apply(values[row]);
            }
        }
        matrix
    }

    /// Fills what follows from the moment alone; what is left are the regressors.
    fn calendar<'a>(&self, at: Timestamp, mut columns: &'a mut [f64]) -> &'a mut [f64] {
        for season in &self.seasons {
            let (own, rest) = columns.split_at_mut(season.fourier_order * 2);
            harmonics(season, at, own);
            columns = rest;
        }
        for holiday in &self.holidays {
            let (own, rest) = columns.split_at_mut(holiday.effects());
            holiday.indicators(at, own);
            columns = rest;
        }
        columns
    }

    /// The effects of the columns, by how they act.
    pub(super) fn split(&self, effects: &[f64]) -> Effects {
        let of = |multiplicative: bool| {
            let kinds = effects.iter().zip(&self.multiplicative);
            kinds.map(|(effect, kind)| if *kind == multiplicative { *effect } else { 0.0 }).collect()
        };
        let multiplicative = self.multiplicative.contains(&true).then(|| of(true));
        Effects { additive: of(false), multiplicative }
    }
}

/// The effects of the columns, by how they act; zero where they act otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Effects {
    additive: Vec<f64>,
    /// None where no column acts so.
    multiplicative: Option<Vec<f64>>,
}

/// Effect of all columns together at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Terms {
    /// The additive effect, in the unit of the fit.
    pub(super) additive: f64,
    /// The multiplicative effect, as a share of the trend.
    pub(super) multiplicative: f64,
}

impl Effects {
    pub(super) fn terms(&self, features: &[f64]) -> Terms {
        let total = |effects: &[f64]| effects.iter().zip(features).map(|(effect, feature)| effect * feature).sum();
        Terms { additive: total(&self.additive), multiplicative: self.multiplicative.as_deref().map_or(0.0, total) }
    }
}

impl Terms {
    /// The trend with them.
    pub(super) fn on(self, trend: f64) -> f64 {
        trend * (1.0 + self.multiplicative) + self.additive
    }
}
