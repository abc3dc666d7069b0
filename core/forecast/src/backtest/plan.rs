//! Where the origins of a backtest lie, and which seasons can be told apart there.

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
    /// How many points each origin may look at, oldest origin first. The windows after them never overlap, so that a
    /// band calibrated on some has not seen the others.
    pub(crate) trainings: Vec<usize>,
    /// Steps forecast from each.
    pub(crate) horizon_steps: usize,
}

/// How many of `seasons`, shortest first, can be backtested, and where; no plan where too little is known.
pub(crate) fn plan(history: &History<'_>, horizon_steps: usize, seasons: &[Duration]) -> (usize, Option<Plan>) {
    let steps = |season: &Duration| season::in_steps(*season, history.step);
    let window = |before: usize| horizon_steps.min(history.values.len().saturating_sub(before) / FEWEST_ORIGINS);
    let enough = |(_, before): &(usize, usize)| window(*before).saturating_mul(SMALLEST_PART) >= horizon_steps;
    let whole = seasons.iter().enumerate().rev().map(|(index, longest)| (index + 1, steps(longest) * CYCLES_BEFORE));
    // One cycle is enough to repeat it; of a history full of gaps not even that can be tried.
    let one_cycle = seasons.first().map(|season| (1, steps(season)));
    let laid = |(kept, before): (usize, usize)| {
        let cycle_steps = season::baseline(&seasons[..kept]).map_or(1, |season| steps(&season));
        Some((kept, Some(lay(history.values, before, window(before), cycle_steps)?)))
    };
    let tries = whole.filter(enough).chain(one_cycle).chain([(0, POINTS_BEFORE)]);
    tries.into_iter().find_map(laid).unwrap_or((seasons.len(), None))
}

/// Origins back from the newest window, each a whole number of cycles before the next where there is room.
fn lay(values: &[f64], before: usize, window_steps: usize, cycle_steps: usize) -> Option<Plan> {
    let newest = values.len().checked_sub(window_steps).filter(|_| window_steps > 0)?;
    let room = newest.checked_sub(before)?;
    let wanted = WANTED_STEPS.div_ceil(window_steps).clamp(WANTED_ORIGINS, MOST_ORIGINS);
    let reported = |from: usize| values[from..from + window_steps].iter().filter(|value| value.is_finite()).count();
    let origins = |(stride, fewest): (usize, usize)| {
        let back = (0..=room / stride).map(|back| newest - back * stride);
        // The newest value of the whole history is not old, and so it is at an origin.
        let is_origin = |origin: &usize| reported(*origin).min(reported(origin.saturating_sub(window_steps))) >= fewest;
        let mut trainings: Vec<usize> = back.filter(is_origin).take(wanted).collect();
        trainings.reverse();
        (trainings.len() >= FEWEST_ORIGINS).then_some(trainings)
    };
    let in_phase = window_steps.div_ceil(cycle_steps) * cycle_steps;
    let strides = [in_phase, window_steps];
    let tries =
        [window_steps.div_ceil(FULL_PART), 1].into_iter().flat_map(|fewest| strides.map(|stride| (stride, fewest)));
    let trainings = tries.into_iter().find_map(origins)?;
    Some(Plan { trainings, horizon_steps: window_steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: &[Duration] = &[Duration::DAY];
    const DAY_AND_WEEK: &[Duration] = &[Duration::DAY, Duration::WEEK];

    fn planned(points: usize, horizon_steps: usize, seasons: &[Duration]) -> (usize, Option<Plan>) {
        let values = vec![1.0; points];
        plan(&History { step: Duration::HOUR, values: &values }, horizon_steps, seasons)
    }

    #[test]
    fn origins_keep_the_phase() {
        let (kept, plan) = planned(700, 48, DAY_AND_WEEK);
        assert_eq!(kept, 2);
        assert_eq!(plan.unwrap(), Plan { trainings: vec![364, 412, 460, 508, 556, 604, 652], horizon_steps: 48 });
        let (_, plan) = planned(700, 6, DAY_AND_WEEK);
        assert_eq!(plan.unwrap().trainings, [430, 454, 478, 502, 526, 550, 574, 598, 622, 646, 670, 694]);
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
        let plan_of = |values: &[f64]| plan(&History { step: Duration::HOUR, values }, 24, DAY).1;
        assert_eq!(plan_of(&values).unwrap().trainings, [56, 80, 104, 128, 152]);
        values[30..].fill(f64::NAN);
        assert_eq!(plan_of(&values), None);
    }

    #[test]
    fn origins_are_sought_beyond_gaps_and_never_in_them() {
        let with_gap = |gap: std::ops::Range<usize>, horizon_steps| {
            let mut values = vec![1.0; 400];
            values[gap].fill(f64::NAN);
            plan(&History { step: Duration::HOUR, values: &values }, horizon_steps, DAY).1.unwrap().trainings
        };
        assert_eq!(with_gap(150..352, 6), [58, 82, 106, 130, 370, 394]);
        assert_eq!(with_gap(40..380, 5), [385, 390, 395], "out of phase where there is no other way");
    }

    #[test]
    fn too_many_gaps_for_a_season() {
        let mut values = vec![f64::NAN; 100];
        values[..20].fill(1.0);
        values[97..].fill(1.0);
        let history = History { step: Duration::HOUR, values: &values };
        let trainings = (10..20).chain([98, 99]).collect();
        assert_eq!(plan(&history, 1, DAY), (0, Some(Plan { trainings, horizon_steps: 1 })));
    }
}
