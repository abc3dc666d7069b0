//! [`Plan`] of a backtest: its origins, and the seasons that can be told apart there.

use timeseries::Duration;

use crate::history::History;
use crate::season;

/// Origins wanted where there is room: each costs a forecast of every candidate.
const WANTED_ORIGINS: usize = 8;

/// Forecast steps wanted over all origins: short windows are cheap, and a band of 95 % is about one step in twenty.
const WANTED_STEPS: usize = 288;

/// Origins at most.
const MOST_ORIGINS: usize = 12;

/// Fewer say nothing about coverage: a band is calibrated on all but one of them.
const FEWEST_ORIGINS: usize = 3;

/// Cycles of a season that must lie before the first origin: what MSTL needs.
const CYCLES_BEFORE: usize = 2;

/// Points before the first origin where there is no season.
const POINTS_BEFORE: usize = 4;

/// A season is given up where keeping it would leave less than this part of the horizon to the backtest.
const SMALLEST_PART: usize = 4;

/// A window is full enough where this part of it was reported; emptier ones serve where there are no others.
const FULL_PART: usize = 4;

/// The origins of a backtest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Number of points each origin is fitted on, oldest origin first. The windows after them never overlap, so that a band
    /// calibrated on some has not seen the others.
    pub(crate) trainings: Vec<usize>,
    /// Steps forecast from each.
    pub(crate) horizon_steps: usize,
}

/// Plans a backtest: returns how many of `seasons`, shortest first, are kept, and the plan; `None` where too little is known.
pub(crate) fn plan(history: &History<'_>, horizon_steps: usize, seasons: &[Duration]) -> (usize, Option<Plan>) {
    let steps = |season: &Duration| season::in_steps(*season, history.step);
    let window = |before: usize| horizon_steps.min(history.values.len().saturating_sub(before) / FEWEST_ORIGINS);
    let enough = |(_, before): &(usize, usize)| window(*before).saturating_mul(SMALLEST_PART) >= horizon_steps;
    let whole = seasons.iter().enumerate().rev().map(|(index, longest)| (index + 1, steps(longest) * CYCLES_BEFORE));
    // One cycle is enough to repeat it; of a history full of gaps not even that can be tried.
    let one_cycle = seasons.first().map(|season| (1, steps(season)));
    let laid = |(kept, before): (usize, usize)| {
        let cycles = Cycles::of(&seasons[..kept], history.step, window(before));
        Some((kept, Some(lay(history.values, before, window(before), &cycles)?)))
    };
    let tries = whole.filter(enough).chain(one_cycle).chain([(0, POINTS_BEFORE)]);
    tries.into_iter().find_map(laid).unwrap_or((seasons.len(), None))
}

/// A window of at most this part of a cycle tells what its phase does and little of the newest course, so that the newest windows
/// are tried as well: half of the origins each.
const SHORT_PART: usize = 2;

/// Distances before the end at which a window begins at the phase of the forecast.
struct Cycles {
    /// Whole cycles of the season everything is compared with, at least a window long.
    usual: usize,
    /// The same of a longer season, of which a window sees a small part; `usual` where there is none.
    longest: usize,
    /// True if a window is a small part of a cycle.
    are_long: bool,
}

impl Cycles {
    fn of(seasons: &[Duration], step: Duration, window_steps: usize) -> Self {
        let usual = season::baseline_steps(seasons, step);
        let longest = seasons.last().map_or(1, |season| season::in_steps(*season, step));
        let whole = window_steps.div_ceil(usual) * usual;
        let is_in_step = window_steps <= usual && longest.is_multiple_of(usual);
        Self {
            usual: whole,
            longest: if is_in_step { longest } else { whole },
            are_long: window_steps.saturating_mul(SHORT_PART) < usual,
        }
    }
}

/// Origins whole cycles before the end, so that the windows after them show the phase that is asked about; where windows are
/// short, or too few of these have room, the newest windows as well.
fn lay(values: &[f64], before: usize, window_steps: usize, cycles: &Cycles) -> Option<Plan> {
    let newest = values.len().checked_sub(window_steps).filter(|_| window_steps > 0)?;
    let wanted = WANTED_STEPS.div_ceil(window_steps).clamp(WANTED_ORIGINS, MOST_ORIGINS);
    let back =
        |stride: usize| (1..).map_while(move |cycle: usize| values.len().checked_sub(cycle.checked_mul(stride)?));
    let reported = |from: usize| values[from..from + window_steps].iter().filter(|value| value.is_finite()).count();
    let origins = |fewest: usize| {
        // The newest value of the whole history is not old, and so it is at an origin.
        let is_origin = |origin: &usize| reported(*origin).min(reported(origin.saturating_sub(window_steps))) >= fewest;
        let at = |stride: usize| back(stride).take_while(|origin| *origin >= before).filter(is_origin);
        let in_phase = if cycles.are_long { wanted / 2 } else { wanted };
        let mut trainings = Vec::new();
        add(&mut trainings, at(cycles.longest).take(in_phase / 2), window_steps, in_phase);
        add(&mut trainings, at(cycles.usual), window_steps, in_phase);
        if cycles.are_long || trainings.len() < FEWEST_ORIGINS {
            add(&mut trainings, at(window_steps), window_steps, wanted);
        }
        if trainings.len() < FEWEST_ORIGINS {
            trainings = at(window_steps).take(wanted).collect();
        }
        trainings.sort_unstable();
        (trainings.len() >= FEWEST_ORIGINS).then_some(trainings)
    };
    newest.checked_sub(before)?;
    let trainings = [window_steps.div_ceil(FULL_PART), 1].into_iter().find_map(origins)?;
    Some(Plan { trainings, horizon_steps: window_steps })
}

/// Adds origins whose windows overlap none of those that are there, up to `wanted`.
fn add(trainings: &mut Vec<usize>, origins: impl Iterator<Item = usize>, window_steps: usize, wanted: usize) {
    for origin in origins {
        if trainings.len() >= wanted {
            return;
        }
        if trainings.iter().all(|known| known.abs_diff(origin) >= window_steps) {
            trainings.push(origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: &[Duration] = &[Duration::DAY];
    const DAY_AND_WEEK: &[Duration] = &[Duration::DAY, Duration::WEEK];

    fn planned(points: usize, horizon_steps: usize, seasons: &[Duration]) -> (usize, Option<Plan>) {
        let values = vec![1.0; points];
        plan(&History::of(Duration::HOUR, &values), horizon_steps, seasons)
    }

    #[test]
    fn origins_keep_the_phase() {
        let (kept, plan) = planned(700, 48, DAY_AND_WEEK);
        assert_eq!(kept, 2);
        assert_eq!(plan.unwrap(), Plan { trainings: vec![364, 412, 460, 508, 556, 604, 652], horizon_steps: 48 });
        let (_, plan) = planned(700, 6, DAY_AND_WEEK);
        assert_eq!(plan.unwrap().trainings, [364, 532, 604, 628, 652, 658, 664, 670, 676, 682, 688, 694]);
    }

    #[test]
    fn long_windows_begin_at_the_phase_of_the_forecast_and_half_of_the_short_ones() {
        let in_phase = |points: usize, horizon_steps, seasons, cycle: usize| {
            let trainings = planned(points, horizon_steps, seasons).1.unwrap().trainings;
            let count = trainings.iter().filter(|origin| (points - *origin).is_multiple_of(cycle)).count();
            (count, trainings.len())
        };
        for (points, horizon_steps) in [(700, 12), (700, 24), (700, 36), (1_001, 60)] {
            let (count, all) = in_phase(points, horizon_steps, DAY, 24);
            assert_eq!(count, all, "{points} {horizon_steps}");
        }
        assert_eq!([in_phase(700, 5, DAY, 24), in_phase(240, 5, DAY, 24)], [(6, 12), (6, 12)]);
        assert_eq!(in_phase(24 * 7 * 6, 3, DAY_AND_WEEK, 168), (3, 12));
    }

    #[test]
    fn one_cycle_that_can_be_tried_is_tried_beside_the_newest_windows() {
        let (_, plan) = planned(84, 5, DAY);
        assert_eq!(plan.unwrap().trainings, [49, 54, 60, 69, 74, 79]);
    }

    #[test]
    fn a_short_history_gives_up_the_phase_the_week_and_the_horizon() {
        let (kept, plan) = planned(84, 12, DAY);
        assert_eq!((kept, plan.unwrap().trainings), (1, vec![48, 60, 72]));
        let (kept, plan) = planned(372, 168, DAY_AND_WEEK);
        assert_eq!((kept, plan.unwrap()), (1, Plan { trainings: vec![48, 156, 264], horizon_steps: 108 }));
        let (kept, plan) = planned(60, 48, DAY);
        assert_eq!((kept, plan.unwrap()), (1, Plan { trainings: vec![24, 36, 48], horizon_steps: 12 }));
    }

    #[test]
    fn too_little_for_a_plan() {
        for (points, seasons) in [(0, &[][..]), (1, &[]), (6, &[]), (6, DAY)] {
            assert_eq!(planned(points, 5, seasons), (seasons.len(), None), "{points}");
        }
        assert_eq!(planned(7, 5, &[]).1.unwrap(), Plan { trainings: vec![4, 5, 6], horizon_steps: 1 });
    }

    #[test]
    fn a_window_nobody_reported_in_is_no_origin() {
        let mut values = vec![1.0; 200];
        values[176..].fill(f64::NAN);
        let plan_of = |values: &[f64]| plan(&History::of(Duration::HOUR, values), 24, DAY).1;
        assert_eq!(plan_of(&values).unwrap().trainings, [56, 80, 104, 128, 152]);
        values[30..].fill(f64::NAN);
        assert_eq!(plan_of(&values), None);
    }

    #[test]
    fn origins_are_sought_beyond_gaps_and_never_in_them() {
        let with_gap = |gap: std::ops::Range<usize>, horizon_steps| {
            let mut values = vec![1.0; 400];
            values[gap].fill(f64::NAN);
            plan(&History::of(Duration::HOUR, &values), horizon_steps, DAY).1.unwrap().trainings
        };
        assert_eq!(with_gap(150..352, 6), [64, 88, 112, 136, 148, 358, 364, 370, 376, 382, 388, 394]);
        assert_eq!(with_gap(40..380, 5), [385, 390, 395], "out of phase where there is no other way");
    }

    #[test]
    fn too_many_gaps_for_a_season() {
        let mut values = vec![f64::NAN; 100];
        values[..20].fill(1.0);
        values[97..].fill(1.0);
        let history = History::of(Duration::HOUR, &values);
        let trainings = (10..20).chain([98, 99]).collect();
        assert_eq!(plan(&history, 1, DAY), (0, Some(Plan { trainings, horizon_steps: 1 })));
    }
}
