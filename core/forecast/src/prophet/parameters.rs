//! The unknowns of the fit, in the order of the equations: those with a lasso last.

/// Index of the trend's offset.
pub(super) const OFFSET: usize = 0;
/// Index of the trend's rate.
pub(super) const RATE: usize = 1;
/// Index of the first effect of the columns; the turns follow.
pub(super) const EFFECTS: usize = 2;

/// Offset and rate of the trend, the effect of each column, the turn at each changepoint.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parameters {
    pub(super) values: Vec<f64>,
    effects: usize,
}

impl Parameters {
    pub(super) fn new(offset: f64, rate: f64, effects: &[f64], turns: &[f64]) -> Self {
        let values = [offset, rate].into_iter().chain(effects.iter().copied()).chain(turns.iter().copied());
        Self { values: values.collect(), effects: effects.len() }
    }

    /// Other values of the same unknowns.
    pub(super) fn with(&self, values: Vec<f64>) -> Self {
        Self { values, ..*self }
    }

    pub(super) fn offset(&self) -> f64 {
        self.values[OFFSET]
    }

    pub(super) fn rate(&self) -> f64 {
        self.values[RATE]
    }

    /// Number of unknowns without a lasso.
    pub(super) fn free(&self) -> usize {
        EFFECTS + self.effects
    }

    pub(super) fn effects(&self) -> &[f64] {
        &self.values[EFFECTS..self.free()]
    }

    pub(super) fn turns(&self) -> &[f64] {
        &self.values[self.free()..]
    }
}
