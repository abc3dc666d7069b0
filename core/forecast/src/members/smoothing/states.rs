//! The states of many smoothings of one series, side by side.

use super::weights::Weights;
use crate::members::unit_scale::UnitScale;

/// A number for every smoothing.
type Lanes = Vec<f64>;

/// Levels, seasons and last errors; one lane a smoothing, so that one value corrects them all at once.
#[derive(Clone, Debug)]
pub(super) struct States {
    of_level: Lanes,
    of_error: Lanes,
    level: Lanes,
    error: Lanes,
    seasons: Vec<Season>,
    /// Sum of absolute one-step errors, from the second cycle of the longest season on.
    missed: Lanes,
    expected: Lanes,
    scale: UnitScale,
    /// Values learnt from, gaps counted.
    learnt: usize,
}

/// One season of every smoothing.
#[derive(Clone, Debug)]
struct Season {
    steps: usize,
    weight: Lanes,
    /// By phase, then by lane.
    shape: Vec<f64>,
}

impl States {
    /// From the first cycles of the longest season, without gaps and at unit scale: their mean is the level, what the mean
    /// at a phase of the shortest season adds to it is that season, what is left is the next longer one's.
    pub(super) fn at_start(cycles: &[f64], scale: UnitScale, seasons_steps: &[usize], weights: Vec<Weights>) -> Self {
        let lanes = weights.len();
        let level = cycles.iter().sum::<f64>() / cycles.len().max(1) as f64;
        let mut left: Vec<f64> = cycles.iter().map(|value| value - level).collect();
        let mut seasons = Vec::with_capacity(seasons_steps.len());
        for (index, &steps) in seasons_steps.iter().enumerate() {
            let shape = mean_by_phase(&left, steps);
            left.iter_mut().enumerate().for_each(|(index, value)| *value -= shape[index % steps]);
            let weight = weights.iter().map(|weights| weights.of_seasons[index]).collect();
            let shape = shape.into_iter().flat_map(|value| std::iter::repeat_n(value, lanes)).collect();
            seasons.push(Season { steps, weight, shape });
        }
        Self {
            of_level: weights.iter().map(|weights| weights.of_level).collect(),
            of_error: weights.iter().map(|weights| weights.of_error).collect(),
            level: vec![level; lanes],
            error: vec![0.0; lanes],
            seasons,
            missed: vec![0.0; lanes],
            expected: vec![0.0; lanes],
            scale,
            learnt: 0,
        }
    }

    /// Moves on by one value, in its own unit; a gap leaves level and seasons as they are.
    pub(super) fn learn(&mut self, value: f64) {
        let is_judged = self.seasons.last().is_none_or(|longest| self.learnt >= longest.steps);
        let lanes = self.level.len();
        self.expected.copy_from_slice(&self.level);
        for season in &self.seasons {
            let shape = season.at(self.learnt, lanes);
            self.expected.iter_mut().zip(shape).for_each(|(expected, shape)| *expected += shape);
        }
        if value.is_finite() {
            self.correct(self.scale.unit(value), is_judged);
        } else {
            self.error.iter_mut().zip(&self.of_error).for_each(|(error, kept)| *error *= kept);
        }
        self.learnt += 1;
    }

    fn correct(&mut self, value: f64, is_judged: bool) {
        let (lanes, learnt) = (self.level.len(), self.learnt);
        let counted = if is_judged { 1.0 } else { 0.0 };
        // What remains of the last error is expected too; `error` becomes the new one, `expected` what was not expected.
        for lane in 0..lanes {
            let apart = value - self.expected[lane];
            let surprise = apart - self.of_error[lane] * self.error[lane];
            self.missed[lane] += counted * surprise.abs();
            self.level[lane] += self.of_level[lane] * surprise;
            self.error[lane] = apart;
            self.expected[lane] = surprise;
        }
        for season in &mut self.seasons {
            let Season { steps, weight, shape } = season;
            let at = learnt % *steps * lanes;
            let corrected = shape[at..at + lanes].iter_mut().zip(weight.iter()).zip(&self.expected);
            corrected.for_each(|((shape, weight), surprise)| *shape += weight * surprise);
        }
    }

    /// The lane with the smallest errors, the first of several.
    pub(super) fn best(&self) -> usize {
        let better = |best: usize, lane: usize| if self.missed[lane] < self.missed[best] { lane } else { best };
        (1..self.missed.len()).fold(0, better)
    }

    /// Predicts the next value by the best lane, in the unit of the series.
    pub(super) fn expected(&self) -> f64 {
        self.scale.back(self.unit_ahead(self.best(), 1))
    }

    /// Predicts the next `horizon_steps` values by the best lane, in the unit of the series.
    pub(super) fn ahead(&self, horizon_steps: usize) -> Vec<f64> {
        let best = self.best();
        (1..=horizon_steps).map(|steps| self.scale.back(self.unit_ahead(best, steps))).collect()
    }

    fn unit_ahead(&self, lane: usize, steps: usize) -> f64 {
        let lanes = self.level.len();
        let seasons: f64 = self.seasons.iter().map(|season| season.at(self.learnt + steps - 1, lanes)[lane]).sum();
        self.level[lane] + seasons + self.error[lane] * libm::pow(self.of_error[lane], steps as f64)
    }
}

impl Season {
    fn at(&self, index: usize, lanes: usize) -> &[f64] {
        let at = index % self.steps * lanes;
        &self.shape[at..at + lanes]
    }
}

fn mean_by_phase(values: &[f64], steps: usize) -> Vec<f64> {
    let of_phase = |phase: usize| {
        let (sum, count) =
            values.iter().skip(phase).step_by(steps).fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
        sum / f64::from(count.max(1))
    };
    (0..steps).map(of_phase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_are_told_apart_at_the_start() {
        // Level 10; a season of two, ±1; one of four that adds 2 at its last step and takes it from the second.
        let cycle = [11.0, 7.0, 11.0, 11.0];
        let cycles: Vec<f64> = cycle.iter().chain(&cycle).copied().collect();
        let states = States::at_start(&cycles, UnitScale::of(&[0.0]), &[2, 4], Weights::grid(2));
        assert_eq!(
            (states.level[0], states.seasons[0].at(0, 16)[3], states.seasons[0].at(1, 16)[3]),
            (10.0, 1.0, -1.0)
        );
        assert_eq!([0, 1, 2, 3].map(|phase| states.seasons[1].at(phase, 16)[5]), [0.0, -2.0, 0.0, 2.0]);
        assert_eq!(states.ahead(5), [11.0, 7.0, 11.0, 11.0, 11.0]);
    }

    #[test]
    fn a_value_corrects_every_lane_by_its_own_weights() {
        let weights = vec![
            Weights { of_level: 0.5, of_seasons: vec![0.25], of_error: 0.0 },
            Weights { of_level: 0.0, of_seasons: vec![0.0], of_error: 0.5 },
        ];
        let mut states = States::at_start(&[0.0; 4], UnitScale::of(&[0.0]), &[2], weights);
        states.learn(4.0);
        assert_eq!((states.level[0], states.seasons[0].at(0, 2)[0], states.error[1]), (2.0, 1.0, 4.0));
        assert_eq!((states.unit_ahead(0, 2), states.unit_ahead(1, 1), states.unit_ahead(1, 2)), (3.0, 2.0, 1.0));
        states.learn(f64::NAN);
        assert_eq!((states.level[0], states.error[1]), (2.0, 2.0));
    }
}
