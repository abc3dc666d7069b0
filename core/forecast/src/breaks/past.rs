//! Lifetimes of the past jumps of a series.

use crate::statistics::median;

/// Points that a jump is measured against.
const POINTS_BEFORE: usize = 12;

/// A past jump counts where it is at least this part of the present one.
const AS_LARGE: f64 = 0.5;

/// It is over where less than this part of the present one is left.
const LEFT: f64 = 0.3;

/// Jumps that are taken to be known beforehand, the fewer the more a series has shown: of metrics in general three in four stay, of
/// those of a single point every other one.
const KNOWN_BEFORE: f64 = 2.0;
const GO_BACK: f64 = 0.3;
const SINGLE_GO_BACK: f64 = 0.5;

/// Lifetimes of jumps, in points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lifetimes {
    /// Of those that went back.
    went_back: Vec<usize>,
    /// The number of those that have stayed.
    stayed: usize,
}

impl Lifetimes {
    /// Of the jumps in `values`, whose season has so many steps, that are to the side of `size` and about as large. One that has
    /// lasted for `lasting` points has stayed.
    pub(crate) fn of(values: &[f64], season_steps: usize, size: f64, lasting: usize) -> Self {
        let level = without_season(values, season_steps);
        let mut lifetimes = Self::default();
        let mut at = POINTS_BEFORE;
        while at < level.len() {
            let before = median(level[at - POINTS_BEFORE..at].iter().copied()).unwrap_or(f64::NAN);
            let beyond = |index: usize| (level[index] - before) / size;
            let is_jump = beyond(at) > AS_LARGE;
            if !is_jump {
                at += 1;
                continue;
            }
            let end = (at + lasting).min(level.len());
            match (at..end).find(|index| beyond(*index) < LEFT) {
                Some(back) => {
                    lifetimes.went_back.push(back - at);
                    at = back + 1;
                }
                None => {
                    lifetimes.stayed += usize::from(end == at + lasting);
                    at = end + POINTS_BEFORE;
                }
            }
        }
        lifetimes
    }

    /// The chance that a jump which is `age` points old has gone back after `ahead` more; the longer it has lasted, the longer it
    /// may.
    pub(crate) fn gone_back(&self, age: usize, ahead: usize) -> f64 {
        let of_age = self.went_back.iter().filter(|lasted| **lasted >= age);
        let (as_old, back) = of_age.fold((0.0, 0.0), |(as_old, back), lasted| {
            (as_old + 1.0, back + if *lasted < age + ahead { 1.0 } else { 0.0 })
        });
        let own = (self.went_back.len() + self.stayed) as f64;
        let known = KNOWN_BEFORE / (1.0 + own / KNOWN_BEFORE);
        let usual = if age == 1 { SINGLE_GO_BACK } else { GO_BACK };
        let by_then = libm::sqrt(ahead as f64 / (ahead + age) as f64);
        (back + known * usual * by_then) / (as_old + self.stayed as f64 + known)
    }
}

/// The values without what each phase of the season usually adds to its cycle.
pub(crate) fn without_season(values: &[f64], season_steps: usize) -> Vec<f64> {
    if season_steps < 2 || values.len() < 2 * season_steps {
        return values.to_vec();
    }
    let middles: Vec<f64> =
        values.chunks(season_steps).map(|cycle| median(cycle.iter().copied()).unwrap_or(f64::NAN)).collect();
    let apart = |index: usize| values[index] - middles[index / season_steps];
    let profile: Vec<f64> = (0..season_steps)
        .map(|phase| median((phase..values.len()).step_by(season_steps).map(apart)).unwrap_or(0.0))
        .collect();
    values.iter().enumerate().map(|(index, value)| value - profile[index % season_steps]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_jumps(jumps: &[(usize, usize)]) -> Vec<f64> {
        let is_up = |index: usize| jumps.iter().any(|(at, lasts)| (*at..at + lasts).contains(&index));
        (0..240).map(|index| if is_up(index) { 10.0 } else { 0.1 * (index % 3) as f64 }).collect()
    }

    #[test]
    fn jumps_that_went_back_and_one_that_stayed() {
        let values = with_jumps(&[(30, 3), (80, 5), (180, 60)]);
        let lifetimes = Lifetimes::of(&values, 1, 10.0, 24);
        assert_eq!(lifetimes, Lifetimes { went_back: vec![3, 5], stayed: 1 });
        assert_eq!(Lifetimes::of(&values, 1, -10.0, 24).went_back.len(), 0, "to the other side there is none");
        assert_eq!(Lifetimes::of(&values, 1, 30.0, 24), Lifetimes::default(), "none is as large");
    }

    #[test]
    fn what_always_went_back_goes_back() {
        let lifetimes = Lifetimes { went_back: vec![4; 8], stayed: 0 };
        assert!(lifetimes.gone_back(2, 12) > 0.8 && lifetimes.gone_back(2, 1) < 0.1);
        let none = Lifetimes::default();
        assert!(none.gone_back(3, 24) < GO_BACK && none.gone_back(3, 24) > 0.25);
        let stayed = Lifetimes { went_back: Vec::new(), stayed: 6 };
        assert!(stayed.gone_back(3, 24) < 0.07);
        assert!((1..50).all(|ahead| lifetimes.gone_back(2, ahead) <= lifetimes.gone_back(2, ahead + 1)));
    }

    #[test]
    fn the_season_is_no_jump() {
        let daily: Vec<f64> = (0..240).map(|hour| if hour % 24 < 8 { 10.0 } else { 0.0 }).collect();
        assert_eq!(Lifetimes::of(&daily, 24, 10.0, 24), Lifetimes::default());
    }
}
