//! Usual spacing of a series' samples, and the phase of their grid.

use timeseries::Duration;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Spacings that people and schedulers choose.
const USUAL: [i64; 30] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    250,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    20 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    7 * DAY,
];
/// A spacing is taken for a usual one that differs by no more than one part in so many.
const USUAL_WITHIN: f64 = 0.05;
/// Lengths that a moment or a spacing may be a multiple of, the roundest first.
const ROUND: [i64; 16] = [
    DAY,
    12 * HOUR,
    6 * HOUR,
    HOUR,
    30 * MINUTE,
    15 * MINUTE,
    10 * MINUTE,
    5 * MINUTE,
    MINUTE,
    30 * SECOND,
    10 * SECOND,
    5 * SECOND,
    SECOND,
    100,
    10,
    1,
];

/// The greatest number that divides both; the other one where one is zero.
pub(super) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Spacing of ascending moments.
pub(super) struct Spacing {
    /// Their usual distance, in milliseconds.
    pub(super) step: i64,
    /// The greatest that divides all distances.
    pub(super) divisor: i64,
}

impl Spacing {
    /// The spacing of at least two moments.
    pub(super) fn of(times: &[i64]) -> Option<Self> {
        let mut apart: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let first = *apart.first()?;
        if apart.iter().all(|distance| *distance == first) {
            return Some(Self { step: first, divisor: first });
        }
        let middle = (apart.len() - 1) / 2;
        let median = *apart.select_nth_unstable(middle).1;
        let divisor = apart.iter().fold(0, |divisor, distance| gcd(divisor, distance.unsigned_abs()));
        let divisor = i64::try_from(divisor).unwrap_or(median).max(1);
        let step = if divisor == median { median } else { round_step(times, &apart, median) };
        Some(Self { step, divisor })
    }
}

/// The spacing that jittered moments were meant to have: a usual one, or the roundest that does not drift away from them.
fn round_step(times: &[i64], apart: &[i64], median: i64) -> i64 {
    let steps: i64 = apart.iter().map(|distance| round_div(*distance, median)).sum();
    let span = times[times.len() - 1] - times[0];
    let mean = span as f64 / steps.max(1) as f64;
    let off = |usual: &i64| (mean - *usual as f64).abs() / *usual as f64;
    let nearest = USUAL.iter().min_by(|a, b| off(a).total_cmp(&off(b))).filter(|usual| off(usual) <= USUAL_WITHIN);
    let round = || {
        let drift = |step: i64| (mean - step as f64).abs() * steps as f64;
        ROUND.iter().find_map(|unit| {
            let step = ((mean / *unit as f64).round() as i64).saturating_mul(*unit);
            (step > 0 && drift(step) <= mean / 4.0).then_some(step)
        })
    };
    nearest.copied().or_else(round).unwrap_or_else(|| (mean.round() as i64).max(1))
}

/// Phase of a grid.
pub(super) struct Phase {
    /// One of its points.
    pub(super) point: i64,
    /// The farthest that a moment lies off the grid; none where days begin an hour apart, as summer time makes them.
    pub(super) jitter_ms: i64,
}

impl Phase {
    /// The grid of `step` that ascending moments lie on, or nearest to: through the moments where they are regular, else
    /// through the roundest moment among those it could go through.
    pub(super) fn of(times: &[i64], step: i64) -> Self {
        let (Some(first), Some(last)) = (times.first(), times.last()) else { return Self { point: 0, jitter_ms: 0 } };
        if times.iter().all(|time| (time - first) % step == 0) {
            return Self { point: *first, jitter_ms: 0 };
        }
        let mut off: Vec<i64> = times.iter().map(|time| centred(time - last, step)).collect();
        if step % DAY == 0 && off.iter().all(|off| [-HOUR, 0, HOUR].contains(off)) {
            return Self { point: *last, jitter_ms: 0 };
        }
        off.sort_unstable();
        let at = |share: usize| off[(off.len() - 1) * share / 100];
        let (low, middle, high) = (at(3), at(50), at(97));
        let room = (high - low).max(step / 500).min(step / 10);
        let point = roundest(last + low, last + middle, last + high, room);
        let jitter_ms = times.iter().map(|time| centred(time - point, step).abs()).max().unwrap_or(0);
        Self { point, jitter_ms }
    }
}

/// The roundest moment between `low` and `high`, or `room` beyond them; of as round ones the nearest to `middle`.
pub(super) fn roundest(low: i64, middle: i64, high: i64, room: i64) -> i64 {
    let could_be = (low - room)..=(high + room);
    let mut round = ROUND.iter().map(|unit| round_div(middle, *unit) * unit);
    round.find(|point| could_be.contains(point)).unwrap_or(middle)
}

/// The rest beside the nearest multiple of `step`.
pub(super) fn centred(length: i64, step: i64) -> i64 {
    length - round_div(length, step) * step
}

/// The nearest whole number of `step`s.
pub(super) fn round_div(length: i64, step: i64) -> i64 {
    (length + step / 2).div_euclid(step)
}

/// Assumed spacing of moments without one.
pub(super) const ALONE_MS: i64 = Duration::HOUR.ms() as i64;
