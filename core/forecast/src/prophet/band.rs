//! Prophet's own bands: exact where only the noise is unknown, sampled where the trend may turn.

use super::fitted::{Fitted, Said};
use super::paths::{PRESENT, Path, Turns};
use crate::random::Random;
use crate::statistics::normal_quantile;
use crate::{Band, Cancel, ForecastError, Level};

/// Options of sampling the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampling {
    /// Number of paths, at least one. From 1000 each edge of a band of 80 % is off by some 2 % of its width.
    pub paths: usize,
    /// The same seed gives the same bands.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { paths: 1000, seed: 0 }
    }
}

/// One band a level.
pub(super) fn bands(
    fitted: &Fitted,
    said: &[Said],
    levels: &[Level],
    sampling: Sampling,
    cancel: &Cancel,
) -> Result<Vec<Band>, ForecastError> {
    let yhat: Vec<f64> = said.iter().map(|said| fitted.value(said, 0.0)).collect();
    let certain = |level: &Level| {
        let half_width = fitted.noise() * normal_quantile(f64::midpoint(1.0, level.share()));
        Band::around(*level, &yhat, |_| half_width)
    };
    let mut bands: Vec<Band> = levels.iter().map(certain).collect();
    let Some(mut future) = Future::of(fitted, sampling) else { return Ok(bands) };
    for row in ahead(said) {
        cancel.check()?;
        let samples = future.samples(fitted, &said[row]);
        for band in &mut bands {
            let tail = (1.0 - band.level.share()) / 2.0;
            band.lower[row] = percentile(samples, tail).min(yhat[row]);
            band.upper[row] = percentile(samples, 1.0 - tail).max(yhat[row]);
        }
    }
    Ok(bands)
}

/// The rows beyond the history, the nearest first.
fn ahead(said: &[Said]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..said.len()).filter(|&row| said[row].time > PRESENT).collect();
    rows.sort_by(|left, right| said[*left].time.total_cmp(&said[*right].time));
    rows
}

/// The paths the trend may take, all at one moment.
struct Future {
    turns: Turns,
    paths: Vec<Path>,
    random: Random,
    samples: Vec<f64>,
}

impl Future {
    /// None where the trend does not turn.
    fn of(fitted: &Fitted, sampling: Sampling) -> Option<Self> {
        let turns = Turns::of(&fitted.maximum.parameters)?;
        let mut random = Random::seeded(sampling.seed);
        let paths = (0..sampling.paths.max(1)).map(|_| turns.path(&mut random)).collect();
        Some(Self { turns, paths, random, samples: Vec::new() })
    }

    /// Draws the samples of the value at one moment, smallest first.
    fn samples(&mut self, fitted: &Fitted, said: &Said) -> &[f64] {
        self.samples.clear();
        for path in &mut self.paths {
            let deviation = path.at(said.time, self.turns, &mut self.random);
            self.samples.push(fitted.value(said, deviation) + fitted.noise() * self.random.normal());
        }
        self.samples.sort_unstable_by(f64::total_cmp);
        &self.samples
    }
}

/// The quantile of `sorted`, interpolated.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = libm::floor(place) as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - libm::floor(place)) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_neighbours() {
        assert_eq!(percentile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(percentile(&[1.0, 2.0, 4.0], 0.0), 1.0);
        assert_eq!(percentile(&[5.0], 0.9), 5.0);
    }
}
