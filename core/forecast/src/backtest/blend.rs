//! A weighted mean of the candidates: each has the more weight the less it missed by.
//!
//! Bates and Granger, "The combination of forecasts", 1969. On series that are somewhat foreseeable a mean is better than
//! its best part, since errors of different kinds cancel; on nearly constant or spiky ones a bad part spoils it, so that the
//! contest compares it with the best part on the same past.

use super::Trial;
use crate::history::History;
use crate::members::Fit;
use crate::{Cancel, Candidate, ForecastError};

/// Exponent of the weights: a candidate of twice the error has a sixteenth of the weight.
const SHARPNESS: i32 = 4;

/// A candidate with less weight is left out.
const SMALLEST_WEIGHT: f64 = 0.01;

/// A mean of one is none.
const FEWEST_PARTS: usize = 2;

/// No error is smaller by the largest: the weights of perfect candidates stay numbers.
const SMALLEST_ERROR: f64 = 1e-9;

/// Weights of the candidates, in the order of the contest; zero for a candidate that has no part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Blend {
    pub(super) weights: Vec<f64>,
}

impl Blend {
    /// Blends all candidates that were tried and did not fail, with a trial: at each origin by the weights that the other origins
    /// give, so that it is judged on what it has not seen. `None` if there are fewer than two.
    pub(super) fn of(trials: &[Option<Trial>]) -> Option<(Self, Trial)> {
        let tried: Vec<&Trial> = trials.iter().flatten().collect();
        let first = tried.first().filter(|_| tried.len() >= FEWEST_PARTS)?;
        let yhat = (0..first.origins()).flat_map(|origin| blended(&tried, origin, &weights(&tried, Some(origin))));
        let season_steps = tried.iter().map(|trial| trial.season_steps).max().unwrap_or(1);
        let trial = first.with_forecasts(yhat.collect(), season_steps);
        let mut of_tried = weights(&tried, None).into_iter();
        let weight = |trial: &Option<Trial>| trial.as_ref().and_then(|_| of_tried.next()).unwrap_or(0.0);
        Some((Self { weights: trials.iter().map(weight).collect() }, trial))
    }

    /// Fits every part on the whole history. A part that fails leaves its weight to the others.
    ///
    /// # Errors
    /// `cancel` was set, or no part could be fitted.
    pub(crate) fn fit<'a>(
        &self,
        candidates: impl Iterator<Item = &'a Candidate>,
        history: &History<'_>,
        horizon_steps: usize,
        cancel: &Cancel,
    ) -> Result<Fit, ForecastError> {
        let mut fitted = Mean::of_nothing(history.values.len());
        let mut forecast = Mean::of_nothing(horizon_steps);
        let mut refusal = None;
        for (candidate, &weight) in candidates.zip(&self.weights).filter(|(_, weight)| **weight > 0.0) {
            cancel.check()?;
            match candidate.fit(history, horizon_steps) {
                Ok(fit) => {
                    fitted.add(&fit.fitted, weight);
                    forecast.add(&fit.forecast, weight);
                }
                Err(error) => refusal = Some(error),
            }
        }
        let fit = Fit { fitted: fitted.taken(), forecast: forecast.taken() };
        let is_whole = fit.forecast.iter().all(|value| value.is_finite());
        if is_whole { Ok(fit) } else { Err(refusal.unwrap_or(ForecastError::Unusable)) }
    }
}

/// The weight of each trial by its errors, at all origins or at all but one.
fn weights(trials: &[&Trial], without: Option<usize>) -> Vec<f64> {
    let errors: Vec<f64> = trials.iter().map(|trial| trial.error_without(without)).collect();
    let largest = errors.iter().copied().fold(0.0, f64::max);
    let smallest = errors.iter().copied().fold(f64::INFINITY, f64::min).max(largest * SMALLEST_ERROR);
    let raw = |error: &f64| if *error <= smallest { 1.0 } else { (smallest / error).powi(SHARPNESS) };
    shares(&shares(&errors.iter().map(raw).collect::<Vec<f64>>(), 0.0), SMALLEST_WEIGHT)
}

/// Weights that make one together, those below `least` set to zero.
fn shares(weights: &[f64], least: f64) -> Vec<f64> {
    let kept = weights.iter().map(|weight| if *weight >= least { *weight } else { 0.0 });
    let sum: f64 = kept.clone().sum();
    kept.map(|weight| weight / sum).collect()
}

/// Returns the weighted mean of the trials' forecasts from one origin.
fn blended(trials: &[&Trial], origin: usize, weights: &[f64]) -> Vec<f64> {
    let steps = trials.first().map_or(0, |trial| trial.horizon_steps);
    let mut mean = vec![0.0; steps];
    for (trial, weight) in trials.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
        mean.iter_mut().zip(trial.said(origin)).for_each(|(mean, said)| *mean += weight * said);
    }
    mean
}

/// A weighted mean of several sequences; where one is not finite the others count.
struct Mean {
    sums: Vec<f64>,
    weights: Vec<f64>,
}

impl Mean {
    fn of_nothing(len: usize) -> Self {
        Self { sums: vec![0.0; len], weights: vec![0.0; len] }
    }

    fn add(&mut self, values: &[f64], weight: f64) {
        for ((sum, weights), value) in self.sums.iter_mut().zip(&mut self.weights).zip(values) {
            if value.is_finite() {
                *sum += weight * value;
                *weights += weight;
            }
        }
    }

    /// Returns the mean; NaN where no sequence is finite.
    fn taken(self) -> Vec<f64> {
        self.sums.into_iter().zip(self.weights).map(|(sum, weight)| sum / weight).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use timeseries::Duration;

    /// Two origins of two steps at which nothing came; forecasts are the errors.
    fn trial(said: [f64; 4]) -> Option<Trial> {
        Some(Trial::of(vec![0.0; 4], said.to_vec(), 2))
    }

    #[test]
    fn twice_the_error_a_sixteenth_of_the_weight() {
        let (blend, trial) = Blend::of(&[trial([1.0; 4]), None, trial([-2.0; 4])]).unwrap();
        assert_eq!(blend.weights, [16.0 / 17.0, 0.0, 1.0 / 17.0]);
        assert!((trial.said(1)[0] - 14.0 / 17.0).abs() < 1e-12);
        assert!(Blend::of(&[trial.clone().into(), None]).is_none());
    }

    #[test]
    fn an_origin_is_judged_by_the_weights_of_the_others() {
        let (_, trial) = Blend::of(&[trial([0.0, 0.0, 9.0, 9.0]), trial([5.0, 5.0, 0.0, 0.0])]).unwrap();
        assert_eq!(
            (trial.said(0), trial.said(1)),
            (&[5.0, 5.0][..], &[9.0, 9.0][..]),
            "each time the wrong one was trusted"
        );
    }

    #[test]
    fn a_hundredth_is_left_out() {
        let (blend, _) = Blend::of(&[trial([1.0; 4]), trial([4.0; 4]), trial([1.0; 4])]).unwrap();
        assert_eq!(blend.weights, [0.5, 0.0, 0.5]);
    }

    #[test]
    fn a_part_that_fails_leaves_its_weight() {
        let of = |model, seasons: &[Duration]| Candidate { model, seasons: seasons.to_vec() };
        let candidates = [of(Model::Naive, &[]), of(Model::Smoothing, &[Duration::DAY])];
        let history = History::of(Duration::HOUR, &[1.0, 3.0]);
        let blend = Blend { weights: vec![0.25, 0.75] };
        let fit = blend.fit(candidates.iter(), &history, 2, &Cancel::default()).unwrap();
        assert_eq!(fit.forecast, [3.0, 3.0]);
        assert!(fit.fitted[0].is_nan() && fit.fitted[1] == 1.0);
        let nobody = Blend { weights: vec![0.0, 1.0] }.fit(candidates.iter(), &history, 2, &Cancel::default());
        assert!(matches!(nobody, Err(ForecastError::TooFewPoints { .. })));
    }
}
