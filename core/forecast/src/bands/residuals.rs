//! What a backtest missed by.

use std::rc::Rc;

use crate::statistics::median;

/// Actual minus forecast of one candidate, a row an origin, a column a step ahead; NaN where nobody reported.
#[derive(Clone, Debug)]
pub(crate) struct Residuals {
    /// One an origin, shared by all that leave another one out.
    pub(crate) rows: Vec<Rc<[f64]>>,
    /// The candidate's longest season; 1 where it has none.
    pub(crate) season_steps: usize,
}

impl Residuals {
    /// How much errors so many steps apart usually differ; zero where there are none.
    pub(crate) fn usual_change(&self, steps: usize) -> f64 {
        let pairs = self.rows.iter().flat_map(|row| row.iter().zip(row.iter().skip(steps)));
        median(pairs.map(|(earlier, later)| (later - earlier).abs())).unwrap_or(0.0)
    }

    /// All origins but one.
    pub(crate) fn without(&self, origin: usize) -> Self {
        let others = self.rows.iter().enumerate().filter(|(other, _)| *other != origin);
        Self { rows: others.map(|(_, row)| Rc::clone(row)).collect(), season_steps: self.season_steps }
    }

    #[cfg(test)]
    pub(super) fn of_rows(rows: &[&[f64]]) -> Self {
        Self { rows: rows.iter().map(|row| Rc::from(*row)).collect(), season_steps: usize::MAX }
    }
}
