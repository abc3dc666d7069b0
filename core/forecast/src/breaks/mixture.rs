//! Two courses after a break, and how likely the second is by every step.

use super::{Break, Lifetimes, Shape};
use crate::bands::Calibration;

/// Halvings that find a quantile to the last digit that matters.
const HALVINGS: usize = 36;

/// No share of errors that is asked about is larger.
const LARGEST_SHARE: f64 = 1.0 - 1e-9;

/// The variance of a median of normal numbers by that of a mean of as many.
const VARIANCE_OF_MEDIAN: f64 = std::f64::consts::FRAC_PI_2;

/// The share of errors within one deviation.
const WITHIN_DEVIATION: f64 = 0.683;

/// No error is taken to be more times as large.
const MOST_WIDER: f64 = 1e3;

/// Of slopes as of jumps: in general three in four go on.
const SLOPE_ENDS: f64 = 0.25;

/// The two courses after a break: the series goes on from where it is, until it goes back, or until a slope ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mixture {
    /// The course that goes on from where it is, a value a step.
    pub(crate) on: Vec<f64>,
    /// The course that has gone back.
    pub(crate) back: Vec<f64>,
    /// The chance that it has by then: never falls.
    pub(crate) gone_back: Vec<f64>,
    /// The size of errors by that without a break, of which size and slope are known from a few points.
    pub(crate) wider: Vec<f64>,
    /// The change that a step of a slope adds; zero after a jump.
    per_step: f64,
}

impl Mixture {
    /// After `found`, from what would have been said before it: the first values of `said` are those of the steps since, the others
    /// those ahead of the newest sample.
    pub(crate) fn after(found: &Break, said: &[f64], lifetimes: &Lifetimes, calibration: &Calibration) -> Self {
        let ahead = &said[found.age.min(said.len())..];
        let steps = |value: fn(&Break, f64, f64) -> f64| {
            ahead.iter().enumerate().map(|(index, said)| value(found, *said, (index + 1) as f64)).collect()
        };
        let gone_back = |step: usize| match found.shape {
            Shape::Jump => lifetimes.gone_back(found.age, step),
            Shape::Slope { .. } => SLOPE_ENDS * step as f64 / (step + found.age) as f64,
        };
        let wider = |step: usize| match found.shape {
            Shape::Jump => {
                let own = 1.0 - calibration.persistence().of_window;
                libm::sqrt(1.0 + VARIANCE_OF_MEDIAN * own / found.age as f64)
            }
            Shape::Slope { error, .. } => {
                let usual = calibration.half_width_of(WITHIN_DEVIATION, step).max(f64::MIN_POSITIVE);
                (error * step as f64 / usual).hypot(1.0).min(MOST_WIDER)
            }
        };
        let per_step = if let Shape::Slope { per_step, .. } = found.shape { per_step } else { 0.0 };
        let all = 1..=ahead.len();
        Self {
            on: steps(going_on),
            back: steps(gone),
            gone_back: all.clone().map(gone_back).collect(),
            wider: all.map(wider).collect(),
            per_step,
        }
    }

    /// The value at `index` of a course that goes back at `returns`.
    pub(crate) fn course(&self, index: usize, returns: usize) -> f64 {
        match (index.checked_sub(returns), self.per_step) {
            (None, _) => self.on[index],
            (Some(_), 0.0) => self.back[index],
            (Some(since), per_step) => self.on[index] - per_step * (since + 1) as f64,
        }
    }

    /// The value at `index` below which a share of all courses lies, errors as large as `calibration` says.
    pub(crate) fn quantile(&self, calibration: &Calibration, index: usize, share: f64) -> f64 {
        let (on, back, gone) = (self.on[index], self.back[index], self.gone_back[index]);
        let width = self.wider[index] * calibration.half_width_of(LARGEST_SHARE, index + 1);
        let (mut low, mut high) = (on.min(back) - width, on.max(back) + width);
        let below = |value: f64| {
            let of = |centre: f64| calibration.share_below((value - centre) / self.wider[index], index + 1);
            (1.0 - gone) * of(on) + gone * of(back)
        };
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if below(middle) < share {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

fn going_on(found: &Break, said: f64, step: f64) -> f64 {
    match found.shape {
        Shape::Jump => said + found.size,
        Shape::Slope { per_step, .. } => said + found.size + per_step * step,
    }
}

/// After a slope that ended nobody knows when, half of its way is gone.
fn gone(found: &Break, said: f64, step: f64) -> f64 {
    match found.shape {
        Shape::Jump => said,
        Shape::Slope { per_step, .. } => said + found.size + per_step * step / 2.0,
    }
}
