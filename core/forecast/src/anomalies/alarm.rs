//! Edge of usual differences: the distance at which usual noise raises as many alarms as are allowed.
//!
//! Siffer et al., "Anomaly detection in streams with extreme value theory", 2017, with an exponential tail whose rate is taken
//! from a median, so that the anomalies themselves do not stretch it.

use timeseries::Duration;

use super::events::beyond_the_edge;
use super::score;
use crate::statistics::sorted;

/// The share of differences in which the tail begins.
const TAIL: f64 = 0.1;

/// Probability that noise alone exceeds what is called chance.
const RARE: f64 = 0.01;

/// Halvings of the way to the largest difference until the edge is found.
const HALVINGS: usize = 50;

/// Budget of false alarms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlarmBudget {
    /// Number of alarms allowed in the time `each`.
    pub alarms: f64,
    /// Length of time in which that many are allowed.
    pub each: Duration,
}

impl AlarmBudget {
    /// At most one alarm a week.
    pub const ONE_A_WEEK: Self = Self { alarms: 1.0, each: Duration::WEEK };

    /// The alarms it allows in so long a history: at least one, or nothing could ever be said.
    pub(super) fn allowed(self, length: Duration) -> usize {
        let share = length.seconds() / self.each.seconds().max(f64::MIN_POSITIVE);
        (libm::ceil(self.alarms * share).min(1e9) as usize).max(1)
    }
}

/// The tail of usual differences: exponential, its scale by the median of what exceeds its beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UsualTail {
    /// Beyond it the tail has so many members as are allowed.
    edge: f64,
    /// By how much a member exceeds the edge on average.
    scale: f64,
    allowed: usize,
}

impl UsualTail {
    pub(super) fn of(apart: &[f64], allowed: usize) -> Self {
        let ascending = sorted(apart.iter().copied());
        if ascending.is_empty() {
            return Self { edge: 0.0, scale: 0.0, allowed };
        }
        let in_tail = (ascending.len() as f64 * TAIL) as usize;
        let begin = ascending[ascending.len() - 1 - in_tail];
        let median_excess = ascending[ascending.len() - 1 - in_tail / 2] - begin;
        let members = in_tail as f64 / allowed as f64;
        let scale = median_excess / std::f64::consts::LN_2;
        Self { edge: begin + scale * libm::log(members.max(1.0)), scale, allowed }
    }

    /// Returns the distance from the expected value that the farthest of the allowed members keeps in all but one of a hundred
    /// histories; zero if more events lie beyond the edge than are allowed, since that is no chance.
    pub(super) fn reach(&self, apart: &[f64]) -> f64 {
        match events_beyond(apart, self.edge) > self.allowed {
            true => 0.0,
            false => self.edge + self.scale * libm::log(self.allowed as f64 / RARE),
        }
    }
}

/// The distance beyond which the tail of usual differences has as many members as are allowed, and more events are not.
pub(super) fn half_width(apart: &[f64], usual: &UsualTail) -> f64 {
    if events_beyond(apart, usual.edge) <= usual.allowed {
        return usual.edge;
    }
    let largest = apart.iter().copied().filter(|apart| apart.is_finite()).fold(0.0, f64::max);
    let (mut inside, mut outside) = (usual.edge, largest);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(inside, outside);
        match events_beyond(apart, middle) <= usual.allowed {
            true => outside = middle,
            false => inside = middle,
        }
    }
    outside
}

fn events_beyond(apart: &[f64], half_width: f64) -> usize {
    let scores: Vec<f64> = apart.iter().map(|apart| score(*apart, half_width)).collect();
    beyond_the_edge(&scores).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn width(apart: &[f64], allowed: usize) -> f64 {
        half_width(apart, &UsualTail::of(apart, allowed))
    }

    #[test]
    fn noise_is_chance_and_a_wild_value_is_not() {
        for seed in 0..20 {
            let mut random = Random::seeded(seed);
            let apart: Vec<f64> = (0..2_000).map(|_| random.exponential()).collect();
            let usual = UsualTail::of(&apart, 4);
            let reach = usual.reach(&apart);
            assert!(reach == 0.0 || (10.0..16.0).contains(&reach), "{reach}");
        }
        let mut many = vec![1.0; 1_000];
        many[100..600].iter_mut().step_by(50).for_each(|apart| *apart = 30.0);
        assert_eq!(UsualTail::of(&many, 2).reach(&many), 0.0, "ten are more than chance brings");
    }

    #[test]
    fn what_a_budget_allows() {
        let cases =
            [(Duration::WEEK, 1), (Duration::WEEK.times(2), 2), (Duration::DAY.times(8), 2), (Duration::HOUR, 1)];
        for (length, allowed) in cases {
            assert_eq!(AlarmBudget::ONE_A_WEEK.allowed(length), allowed, "{length:?}");
        }
        assert_eq!(AlarmBudget { alarms: 3.0, each: Duration::DAY }.allowed(Duration::WEEK), 21);
        assert_eq!(AlarmBudget { alarms: 1.0, each: Duration::default() }.allowed(Duration::WEEK), 1_000_000_000);
    }

    #[test]
    fn usual_noise_stays_within_the_budget_and_anomalies_do_not_stretch_it() {
        let mut random = Random::seeded(3);
        let mut apart: Vec<f64> = (0..2_000).map(|_| random.exponential()).collect();
        let quiet = width(&apart, 2);
        // Of 2,000 exponential numbers two exceed ln 1,000.
        assert!((quiet - 6.9).abs() < 1.0, "{quiet}");
        apart[1_000..1_020].fill(50.0);
        assert!((width(&apart, 2) - quiet).abs() < 1.2);
    }

    #[test]
    fn no_more_events_than_allowed() {
        let mut apart = vec![0.0; 500];
        for index in (10..500).step_by(50) {
            apart[index] = index as f64;
        }
        let third = width(&apart, 3);
        assert!((310.0..=311.0).contains(&third), "{third}: the fourth largest is 310");
        assert_eq!(width(&[], 1), 0.0);
        assert_eq!(width(&[f64::NAN, 2.0], 1), 2.0);
    }
}
