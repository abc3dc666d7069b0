//! The values a regression is about: without gaps, at unit scale, differenced where that is asked for.

use std::ops::Range;

use super::lags::Lags;
use super::normal_equations::Coefficients;
use crate::members::unit_scale::UnitScale;

/// Slack of a forecast beyond the values seen, by their range.
const SLACK: f64 = 0.5;

/// Values at unit scale, each gap filled from what came before it so that no origin sees its future.
#[derive(Clone, Debug)]
pub(super) struct Regressand {
    /// The regressed values.
    pub(super) values: Vec<f64>,
    /// True for each value that was reported, at both ends of a difference.
    pub(super) is_reported: Vec<bool>,
    /// The history's values in their own unit, gaps filled, from `start` on.
    level: Vec<f64>,
    scale: UnitScale,
    /// Points of the history that are left out, at its beginning.
    start: usize,
    /// Steps between the two values of a difference; zero if values are regressed as they are.
    difference_steps: usize,
}

impl Regressand {
    /// From the history's values, those before `first` left out; the scale is that of the values in `first`.
    pub(super) fn of(values: &[f64], first: Range<usize>, season_steps: usize, difference_steps: usize) -> Self {
        let start = first.start;
        let level = carried(&values[start..], season_steps);
        let reported = |index: usize| values[start + index].is_finite();
        let points = difference_steps.min(level.len())..level.len();
        let is_reported = points.clone().map(|index| reported(index) && reported(index - difference_steps)).collect();
        let raw: Vec<f64> = match difference_steps {
            0 => level.clone(),
            steps => points.map(|index| level[index] - level[index - steps]).collect(),
        };
        let scale = UnitScale::of(&raw[..first.len().saturating_sub(difference_steps).min(raw.len())]);
        Self { values: scale.at_unit(&raw), is_reported, level, scale, start, difference_steps }
    }

    /// Returns the number of regressed values in the first `points` of the history.
    pub(super) fn until(&self, points: usize) -> usize {
        points.saturating_sub(self.start + self.difference_steps).min(self.values.len())
    }

    /// The steps after the first `points` of the history, each fed by those before it.
    pub(super) fn continued(&self, by: &Coefficients, lags: &Lags, points: usize, horizon_steps: usize) -> Vec<f64> {
        let known = &self.values[..self.until(points)];
        let (lowest, highest) = limits(known);
        let mut unit = known[known.len().saturating_sub(lags.longest())..].to_vec();
        let seen = unit.len();
        let mut row = vec![0.0; lags.len()];
        for _ in 0..horizon_steps {
            lags.gather(&unit, unit.len(), &mut row);
            unit.push(by.expected(&row).clamp(lowest, highest));
        }
        let ahead: Vec<f64> = self.scale.restored(&unit[seen..]).collect();
        self.summed(ahead, points)
    }

    /// Differences put back upon the values they differ from.
    fn summed(&self, mut ahead: Vec<f64>, points: usize) -> Vec<f64> {
        let level = &self.level[..points - self.start];
        for step in 0..ahead.len() {
            ahead[step] += match (self.difference_steps, step.checked_sub(self.difference_steps)) {
                (0, _) => 0.0,
                (steps, None) => level[level.len() + step - steps],
                (_, Some(before)) => ahead[before],
            };
        }
        ahead
    }

    /// Predicts every point of the history one step before it; NaN where its lags are not all known.
    pub(super) fn one_step(&self, by: &Coefficients, lags: &Lags) -> Vec<f64> {
        let mut row = vec![0.0; lags.len()];
        let unit = |index: usize| {
            lags.gather(&self.values, index, &mut row);
            by.expected(&row)
        };
        let first = lags.longest().min(self.values.len());
        let unit: Vec<f64> = (first..self.values.len()).map(unit).collect();
        let before =
            |(value, index): (f64, usize)| if self.difference_steps > 0 { value + self.level[index] } else { value };
        let unseen = self.start + self.difference_steps + first;
        let said = self.scale.restored(&unit).zip(first..).map(before);
        std::iter::repeat_n(f64::NAN, unseen).chain(said).collect()
    }
}

impl Coefficients {
    fn expected(&self, row: &[f64]) -> f64 {
        row.iter().zip(&self.of_lags).fold(self.constant, |sum, (value, coefficient)| sum + value * coefficient)
    }
}

/// Returns the lowest and highest value a forecast may take.
fn limits(known: &[f64]) -> (f64, f64) {
    let lowest = known.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let slack = (highest - lowest) * SLACK;
    (lowest - slack, highest + slack)
}

/// Every gap takes the value a season before it, or the last one where its phase has not been seen yet. A gap at the start of a
/// window takes the first value there is.
fn carried(values: &[f64], season_steps: usize) -> Vec<f64> {
    let first = values.iter().copied().find(|value| value.is_finite()).unwrap_or(0.0);
    let mut is_seen = vec![false; season_steps.min(values.len())];
    let mut carried: Vec<f64> = Vec::with_capacity(values.len());
    for (index, &value) in values.iter().enumerate() {
        if value.is_finite() {
            is_seen[index % season_steps] = true;
            carried.push(value);
            continue;
        }
        let season_ago = index.checked_sub(season_steps).filter(|index| is_seen[index % season_steps]);
        let before = season_ago.map(|index| carried[index]).or(carried.last().copied()).unwrap_or(first);
        carried.push(before);
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn gaps_are_filled_from_the_past_alone() {
        assert_eq!(carried(&[2.0, 1.0, GAP, 5.0, GAP, GAP], 2), [2.0, 1.0, 2.0, 5.0, 2.0, 5.0]);
        assert_eq!(carried(&[GAP, 1.0, GAP, 5.0], 2), [1.0, 1.0, 1.0, 5.0]);
        assert_eq!(carried(&[GAP], 2), [0.0]);
        assert_eq!(carried(&[1.0, GAP, 3.0, GAP, 5.0, GAP], 2), [1.0, 1.0, 3.0, 3.0, 5.0, 5.0], "a phase never seen");
    }

    #[test]
    fn differences_know_whether_both_ends_were_reported() {
        let regressand = Regressand::of(&[1.0, 2.0, 4.0, GAP, 7.0, 9.0], 1..6, 2, 2);
        assert_eq!(regressand.is_reported, [false, true, false]);
        let restored: Vec<f64> = regressand.scale.restored(&regressand.values).collect();
        assert_eq!(restored, [0.0, 3.0, 7.0]);
        assert_eq!((regressand.until(6), regressand.until(4), regressand.until(0)), (3, 1, 0));
        assert_eq!(regressand.summed(vec![1.0, 1.0, 1.0], 6), [8.0, 10.0, 9.0]);
    }
}
