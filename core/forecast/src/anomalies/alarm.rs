//! How far apart is too far: where usual noise raises as many alarms as are allowed.
//!
//! Siffer et al., "Anomaly detection in streams with extreme value theory", 2017, with an exponential tail whose rate is taken
//! from a median, so that the anomalies themselves do not stretch it.

use timeseries::Duration;

use super::events::beyond_the_edge;
use super::score;
use crate::statistics::sorted;

/// The share of differences in which the tail begins.
const TAIL: f64 = 0.1;

/// Halvings of the way to the largest difference until the edge is found.
const HALVINGS: usize = 50;

/// How many false alarms are bearable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlarmBudget {
    /// So many alarms,
    pub alarms: f64,
    /// in so long.
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

/// The distance beyond which the tail of usual differences has `allowed` members, and more than `allowed` events are not.
pub(super) fn half_width(apart: &[f64], allowed: usize) -> f64 {
    let ascending = sorted(apart.iter().copied());
    let Some(largest) = ascending.last().copied() else { return 0.0 };
    let by_tail = usual_edge(&ascending, allowed);
    if events_beyond(apart, by_tail) <= allowed {
        return by_tail;
    }
    let (mut inside, mut outside) = (by_tail, largest);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(inside, outside);
        match events_beyond(apart, middle) <= allowed {
            true => outside = middle,
            false => inside = middle,
        }
    }
    outside
}

/// Where an exponential tail, its scale by the median of what exceeds its beginning, has `allowed` members.
fn usual_edge(ascending: &[f64], allowed: usize) -> f64 {
    let in_tail = (ascending.len() as f64 * TAIL) as usize;
    let begin = ascending[ascending.len() - 1 - in_tail];
    let median_excess = ascending[ascending.len() - 1 - in_tail / 2] - begin;
    let members = in_tail as f64 / allowed as f64;
    begin + median_excess / std::f64::consts::LN_2 * libm::log(members.max(1.0))
}

fn events_beyond(apart: &[f64], half_width: f64) -> usize {
    let scores: Vec<f64> = apart.iter().map(|apart| score(*apart, half_width)).collect();
    beyond_the_edge(&scores).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

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
        let quiet = half_width(&apart, 2);
        // Of 2,000 exponential numbers two exceed ln 1,000.
        assert!((quiet - 6.9).abs() < 1.0, "{quiet}");
        apart[1_000..1_020].fill(50.0);
        assert!((half_width(&apart, 2) - quiet).abs() < 1.2);
    }

    #[test]
    fn no_more_events_than_allowed() {
        let mut apart = vec![0.0; 500];
        for index in (10..500).step_by(50) {
            apart[index] = index as f64;
        }
        let width = half_width(&apart, 3);
        assert!((310.0..=311.0).contains(&width), "{width}: the fourth largest is 310");
        assert_eq!(half_width(&[], 1), 0.0);
        assert_eq!(half_width(&[f64::NAN, 2.0], 1), 2.0);
    }
}
