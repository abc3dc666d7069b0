//! An interval about a prediction, from errors that the trees made on training rows they had not seen.
//!
//! A prediction is as sure as those near it were: of the training rows whose out-of-bag prediction lies nearest, the errors
//! between two quantiles make the interval (Johansson, Bostrom, Lofstrom and Linusson, "Regression conformal prediction with
//! random forests", 2014, with neighbours by prediction). It promises nothing about rows unlike those of the training.

use crate::Model;

/// The share of rows that an interval is to hold.
pub(crate) const SHARE: f64 = 0.8;
/// Neighbours whose errors make an interval: a fifth of all, as far as they are neither few nor far.
const NEIGHBOUR_SHARE: usize = 5;
const MIN_NEIGHBOURS: usize = 20;
const MAX_NEIGHBOURS: usize = 200;

/// A range that the outcome likely lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The intervals of a model.
#[derive(Clone, Debug)]
pub struct Intervals {
    /// Out-of-bag prediction and what came minus it, by rising prediction.
    errors: Vec<(f64, f64)>,
    /// The least and the greatest outcome that was ever met.
    outcomes: (f64, f64),
    coverage: f64,
}

impl Intervals {
    /// Learns them from the training rows of a model; `None` where too few were out of the bag of any tree.
    #[must_use]
    pub fn of(model: &Model) -> Option<Self> {
        let pairs = model.out_of_bag.iter().zip(model.reference.target());
        let known = pairs.filter(|(predicted, actual)| predicted.is_finite() && (*actual - *predicted).is_finite());
        let mut errors: Vec<(f64, f64)> = known.map(|(predicted, actual)| (*predicted, actual - predicted)).collect();
        errors.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        if errors.len() < MIN_NEIGHBOURS {
            return None;
        }
        let outcomes = || model.reference.target().iter().copied();
        let outcomes = (outcomes().fold(f64::INFINITY, f64::min), outcomes().fold(f64::NEG_INFINITY, f64::max));
        let intervals = Self { errors, outcomes, coverage: f64::NAN };
        Some(Self { coverage: intervals.held_out(), ..intervals })
    }

    /// The share of outcomes that an interval is to hold: 0.8.
    #[must_use]
    pub fn share(&self) -> f64 {
        SHARE
    }

    /// The share of the training rows that lay in the interval made of the errors of the others.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        self.coverage
    }

    /// The interval about a prediction; `None` where there is no prediction.
    #[must_use]
    pub fn about(&self, predicted: f64) -> Option<Interval> {
        predicted.is_finite().then(|| self.without(predicted, None))
    }

    /// The interval about a prediction, made without one of the errors.
    fn without(&self, predicted: f64, left_out: Option<usize>) -> Interval {
        let wanted = (self.errors.len() / NEIGHBOUR_SHARE).clamp(MIN_NEIGHBOURS, MAX_NEIGHBOURS);
        let nearest = self.nearest(predicted, wanted + usize::from(left_out.is_some()));
        let kept = nearest.filter(|index| Some(*index) != left_out).take(wanted);
        let mut errors: Vec<f64> = kept.map(|index| self.errors[index].1).collect();
        errors.sort_by(f64::total_cmp);
        let tail = (1.0 - SHARE) / 2.0;
        let (least, most) = self.outcomes;
        // An outcome beyond all that were met is not claimed; the prediction itself always lies inside.
        let lower = (predicted + quantile(&errors, tail)).max(least).min(predicted);
        let upper = (predicted + quantile(&errors, 1.0 - tail)).min(most).max(predicted);
        Interval { lower, upper }
    }

    /// The places of the errors whose predictions lie nearest, in no order.
    fn nearest(&self, predicted: f64, wanted: usize) -> std::ops::Range<usize> {
        let distance = |index: usize| (self.errors[index].0 - predicted).abs();
        let mut start = self.errors.partition_point(|(prediction, _)| *prediction < predicted);
        let mut end = start;
        while end - start < wanted.min(self.errors.len()) {
            let is_left_nearer = start > 0 && (end == self.errors.len() || distance(start - 1) <= distance(end));
            if is_left_nearer { start -= 1 } else { end += 1 }
        }
        start..end
    }

    fn held_out(&self) -> f64 {
        let is_inside = |(index, (predicted, error)): (usize, &(f64, f64))| {
            let Interval { lower, upper } = self.without(*predicted, Some(index));
            (lower..=upper).contains(&(predicted + error))
        };
        let held = self.errors.iter().enumerate().filter(|(index, pair)| is_inside((*index, pair))).count();
        held as f64 / self.errors.len() as f64
    }
}

/// The quantile that conformal prediction takes of so few: its place among one more value than there are.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() + 1) as f64 - 1.0;
    let below = libm::floor(place).clamp(0.0, (sorted.len() - 1) as f64) as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let weight = (place - below as f64).clamp(0.0, 1.0);
    sorted[below] * (1.0 - weight) + sorted[above] * weight
}

#[cfg(test)]
mod tests;
