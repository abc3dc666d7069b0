//! A season repeated, phases without a value filled from their neighbours: an hourly metric on a finer grid has no value at most of
//! them, and its last value says nothing about the middle of the day.

/// `horizon_steps` values of a season that repeats itself. `at_phase` gives the value of a step, counted from 0 and below the
/// season; where it is NaN the value lies on the straight line between the neighbouring phases, around the season's end as well,
/// or is `otherwise` where no phase has a value.
pub(super) fn repeated(
    season_steps: usize,
    horizon_steps: usize,
    otherwise: f64,
    at_phase: impl Fn(usize) -> f64,
) -> Vec<f64> {
    let mut season: Vec<f64> = (0..horizon_steps.min(season_steps)).map(&at_phase).collect();
    if season.iter().any(|value| value.is_nan()) {
        season.extend((season.len()..season_steps).map(at_phase));
        season = between_neighbours(&season, otherwise);
    }
    season.iter().cycle().take(horizon_steps).copied().collect()
}

/// A season without gaps.
fn between_neighbours(season: &[f64], otherwise: f64) -> Vec<f64> {
    let present: Vec<usize> = (0..season.len()).filter(|phase| season[*phase].is_finite()).collect();
    let (Some(&first), Some(&last)) = (present.first(), present.last()) else {
        return vec![otherwise; season.len()];
    };
    let mut filled = season.to_vec();
    let around = std::iter::once((last, first + season.len()));
    for (left, right) in present.windows(2).map(|pair| (pair[0], pair[1])).chain(around) {
        let (from, to) = (season[left], season[right % season.len()]);
        for phase in left + 1..right {
            let share = (phase - left) as f64 / (right - left) as f64;
            filled[phase % season.len()] = from + (to - from) * share;
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn gaps_lie_between_their_neighbours_around_the_end_too() {
        let season = [GAP, 1.0, GAP, GAP, 4.0, GAP];
        assert_eq!(repeated(6, 8, 9.0, |phase| season[phase]), [2.0, 1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 1.0]);
        assert_eq!(repeated(6, 1, 9.0, |phase| season[phase]), [2.0]);
        assert_eq!(repeated(2, 3, 9.0, |phase| [GAP, 5.0][phase]), [5.0; 3]);
        assert_eq!(repeated(2, 3, 9.0, |_| GAP), [9.0; 3]);
        assert_eq!(repeated(2, 3, 9.0, |phase| [1.0, 2.0][phase]), [1.0, 2.0, 1.0]);
    }
}
