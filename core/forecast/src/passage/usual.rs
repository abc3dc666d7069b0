//! Past windows that began as the series is now: the share that crossed the limit by each step.

use crate::statistics::sorted;

/// Values as near as this part of the range of the past are alike.
const ALIKE: f64 = 0.1;

/// The tails of the past that its range leaves out.
const TAIL: f64 = 0.05;

/// Moments apart by at most this part of the horizon are at the same phase.
const PHASE_PART: usize = 16;

/// Windows apart that weigh as much as the courses are known beforehand to be worth.
const KNOWN_BEFORE: f64 = 2.0;

/// The weight of many windows beside the courses: of two who know something different the mean is better than either.
const MOST_WEIGHT: f64 = 0.5;

/// The chance of having crossed by every step, and what it weighs, 0 to a half.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Usual {
    pub(super) crossed: Vec<f64>,
    pub(super) weight: f64,
}

impl Usual {
    /// Of windows of `steps` within `values` that begin where the last value is; where the horizon is shorter than a season of
    /// `season_steps`, also at its phase. Where the series never was before, nothing is usual.
    pub(super) fn of(values: &[f64], steps: usize, season_steps: usize, crosses: impl Fn(f64) -> bool) -> Self {
        let last = values.iter().rfind(|value| value.is_finite()).copied().unwrap_or(f64::NAN);
        let ascending = sorted(values.iter().copied());
        let at = |share: f64| ascending[((ascending.len() - 1) as f64 * share) as usize];
        let near = if ascending.is_empty() { 0.0 } else { (at(1.0 - TAIL) - at(TAIL)) * ALIKE };
        let is_alike = |index: usize| (values[index] - last).abs() <= near && !crosses(values[index]);
        let is_in_phase = |index: usize| {
            let apart = (values.len() - 1 - index) % season_steps.max(1);
            steps >= season_steps || apart.min(season_steps - apart) * PHASE_PART <= steps
        };
        let starts = (0..values.len().saturating_sub(steps)).filter(|index| is_alike(*index) && is_in_phase(*index));
        let mut first_at = vec![0_u32; steps];
        let (mut windows, mut apart, mut free_from) = (0_u32, 0_u32, 0);
        for start in starts {
            windows += 1;
            if start >= free_from {
                apart += 1;
                free_from = start + steps.max(season_steps / 2).max(1);
            }
            let crossed = values[start + 1..=start + steps].iter().position(|value| crosses(*value));
            if let Some(count) = crossed.and_then(|step| first_at.get_mut(step)) {
                *count += 1;
            }
        }
        let so_far = first_at.iter().scan(0, |sum, count| {
            *sum += count;
            Some(f64::from(*sum) / f64::from(windows.max(1)))
        });
        let weight = MOST_WEIGHT * f64::from(apart) / (f64::from(apart) + KNOWN_BEFORE);
        Self { crossed: so_far.collect(), weight }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saw(points: usize) -> Vec<f64> {
        (0..points).map(|index| (index % 20) as f64).collect()
    }

    #[test]
    fn windows_that_began_alike() {
        // The newest value is 9: ten steps later the tooth is at 19, and no window begun near it goes beyond.
        let values = saw(210);
        let reached = Usual::of(&values, 12, 1, |value| value >= 19.0);
        assert!(reached.crossed[7] == 0.0 && reached.crossed[11] == 1.0, "{reached:?}");
        let never = Usual::of(&values, 12, 1, |value| value >= 19.5);
        assert_eq!(never.crossed[11], 0.0);
        assert!(never.weight > 0.35 && never.weight < 0.5, "{never:?}");
    }

    #[test]
    fn where_it_never_was_nothing_is_usual() {
        let rising: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(Usual::of(&rising, 30, 1, |value| value >= 210.0).weight, 0.0);
        assert_eq!(Usual::of(&[], 3, 1, |_| false).weight, 0.0);
        assert_eq!(Usual::of(&[f64::NAN; 9], 3, 1, |_| false).weight, 0.0);
    }
}
