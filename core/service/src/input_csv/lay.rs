//! Moments laid on a grid: on their own, or on one that was asked for.

use timeseries::{Axis, CivilTime, Duration, Grid, Step, Timestamp};

use super::months::Months;
use super::spacing::{ALONE_MS, Phase, Spacing, centred, gcd, round_div};
use crate::MAX_HISTORY_POINTS;

/// A sample farther than one part in so many of a step from its point belongs to a finer grid, where there is one.
const FAR: i64 = 10;
/// A grid may be so many times finer than samples usually are.
const FINEST: i64 = 12;
/// The days that every month has.
const COMMON_DAYS: u8 = 28;

/// Samples laid on their grid.
#[derive(Debug)]
pub(super) struct Placed {
    start: Timestamp,
    step: Duration,
    /// The point of each sample, ascending.
    pub(super) indices: Vec<usize>,
    /// Labels of the points.
    pub(super) axis: Axis,
    /// The farthest that a sample lies off its point.
    pub(super) jitter_ms: i64,
}

impl Placed {
    /// The grid, up to the last sample.
    pub(super) fn grid(&self) -> Grid {
        let len = self.indices.last().map_or(0, |last| last.saturating_add(1));
        Grid { start: self.start, step: self.step, len }
    }

    /// Returns the number of samples on the point of a later one.
    pub(super) fn merged(&self) -> usize {
        self.indices.windows(2).filter(|pair| pair[0] == pair[1]).count()
    }
}

/// Lays ascending moments on a grid.
pub(super) fn of_moments(times: &[i64], asked: Option<Step>) -> Placed {
    let months = Months::of(times);
    match (asked, months) {
        (None, Some(months)) => of_months(&months, months.step()),
        (Some(Step::Months(step)), Some(months)) => of_months(&months, step),
        (Some(Step::Months(step)), None) => of_months(&months_of_any(times), step),
        (None, None) => of_own_spacing(times),
        (Some(Step::Fixed(step)), _) => of_fixed(times, step.ms_i64().max(1)),
    }
}

/// Lays numbers of a count, one a step.
pub(super) fn of_count(numbers: &[i64], asked: Option<Step>) -> Placed {
    let first = numbers.first().copied().unwrap_or(0);
    let stride = numbers.windows(2).fold(0, |stride, pair| gcd(stride, pair[1].abs_diff(pair[0]))).max(1);
    let stride = i64::try_from(stride).unwrap_or(i64::MAX);
    let step = asked.map_or(Duration::from_ms(1), Step::in_grid);
    let indices = numbers.iter().map(|number| index((number - first) / stride)).collect();
    let axis = Axis::Count { first, stride, step };
    Placed { start: Timestamp::from_ms(0), step, indices, axis, jitter_ms: 0 }
}

/// The grid that fits the moments best.
fn of_own_spacing(times: &[i64]) -> Placed {
    let Some(Spacing { step, divisor }) = Spacing::of(times) else { return nearest(times, ALONE_MS) };
    let placed = nearest(times, step);
    let is_beside = |time: &&i64| centred(**time - placed.start.ms(), step).abs() > step / FAR;
    let beside = times.iter().filter(is_beside).count();
    let is_off = placed.merged() > 0 || beside * 20 > times.len();
    let span = times.last().zip(times.first()).map_or(0, |(last, first)| last.abs_diff(*first));
    let is_finer = divisor < step && step / divisor <= FINEST && span / divisor.unsigned_abs() < MAX_HISTORY_POINTS;
    if is_off && is_finer { nearest(times, divisor) } else { placed }
}

/// A step that was asked for: each moment to the nearest point, or, of moments that are closer, to the point before.
fn of_fixed(times: &[i64], step: i64) -> Placed {
    let own = of_own_spacing(times);
    let own_step = own.step.ms_i64();
    if own_step.saturating_mul(3) > step.saturating_mul(2) || times.len() < 2 {
        return nearest(times, step);
    }
    let own_start = own.start.ms();
    let since_epoch = own_start.div_euclid(step) * step;
    // Hours and days begin where they do for everybody, where a sample of this series could.
    let is_round = step <= Duration::DAY.ms_i64() && (own_start - since_epoch) % own_step == 0;
    let start = if is_round { since_epoch } else { own_start };
    let moment = |own_index: &usize| own_start + own_step * *own_index as i64;
    let indices = own.indices.iter().map(|own_index| index((moment(own_index) - start).div_euclid(step))).collect();
    let (start, step) = (Timestamp::from_ms(start), Duration::from_ms(step.unsigned_abs()));
    Placed { start, step, indices, axis: Axis::Moments, jitter_ms: own.jitter_ms }
}

fn nearest(times: &[i64], step: i64) -> Placed {
    let phase = Phase::of(times, step);
    let steps = |time: &i64| round_div(time - phase.point, step);
    let first = times.first().map_or(0, steps);
    let indices = times.iter().map(|time| index(steps(time) - first)).collect();
    let start = Timestamp::from_ms(phase.point + first * step);
    let step = Duration::from_ms(step.unsigned_abs());
    Placed { start, step, indices, axis: Axis::Moments, jitter_ms: phase.jitter_ms }
}

/// Days of months, `step` months apart. A day that not every month has, and a time of the day, are the axis' part.
fn of_months(months: &Months, step: u64) -> Placed {
    let first = months.numbers.first().copied().unwrap_or(0);
    let step_months = i64::try_from(step).unwrap_or(i64::MAX).max(1);
    let is_common = months.day <= COMMON_DAYS;
    let (number, day) = if is_common { (first, months.day) } else { (first + 1, 1) };
    let axis = match (is_common, months.shift_ms) {
        (true, 0) => Axis::Moments,
        (true, shift_ms) => Axis::Months { day: None, shift_ms },
        (false, shift_ms) => Axis::Months { day: Some(months.day), shift_ms },
    };
    Placed {
        start: Timestamp::from_ms(CivilTime::of_month(number, day).to_unix_ms().unwrap_or(0)),
        step: Duration::MONTH.times(step.max(1)),
        indices: months.numbers.iter().map(|number| index((number - first).div_euclid(step_months))).collect(),
        axis,
        jitter_ms: months.jitter_ms,
    }
}

/// The months that any moments lie in.
fn months_of_any(times: &[i64]) -> Months {
    let number = |time: &i64| Timestamp::from_ms(*time).civil().month_number();
    Months { numbers: times.iter().map(number).collect(), day: 1, shift_ms: 0, jitter_ms: 0 }
}

fn index(steps: i64) -> usize {
    usize::try_from(steps).unwrap_or(0)
}
