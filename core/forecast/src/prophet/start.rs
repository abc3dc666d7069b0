//! Starting point of the search: a trend through the first and the last value, as Prophet's does.

use super::Growth;
use super::parameters::Parameters;
use super::posterior::Posterior;
use crate::statistics::mean;

/// Least distance to floor or cap, as a share of the cap, at which a logistic trend may begin or end.
const MARGIN: f64 = 0.01;

/// The parameters the search begins at.
pub(super) fn start(posterior: &Posterior<'_>) -> Parameters {
    let last = posterior.values.len() - 1;
    let (from, to) = (posterior.values[0], posterior.values[last]);
    let (offset, rate) = match posterior.growth {
        Growth::Linear => (from, to - from),
        Growth::Logistic => logistic(from / posterior.caps[0], to / posterior.caps[last]),
        Growth::Flat => (mean(posterior.values.iter().copied()).unwrap_or(0.0), 0.0),
    };
    let (effects, turns) = (vec![0.0; posterior.columns.count()], vec![0.0; posterior.knots.len() - 1]);
    Parameters::new(offset, rate, &effects, &turns)
}

/// Offset and rate of the logistic trend from one share of the cap to another.
fn logistic(from: f64, to: f64) -> (f64, f64) {
    let [mut from, to] = [from, to].map(|share| 1.0 / share.clamp(MARGIN, 1.0 - MARGIN));
    if (from - to).abs() <= 0.01 {
        from *= 1.05;
    }
    let (from, to) = (libm::log(from - 1.0), libm::log(to - 1.0));
    (from / (from - to), from - to)
}
