//! `Spacing`: usual distance of a series' samples, its jitter, and their phase.

use timeseries::{Duration, Timestamp};

/// Distances that people choose.
const USUAL_SECONDS: [u64; 27] = [
    1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 360, 600, 720, 900, 1200, 1800, 3600, 7200, 10_800, 14_400,
    21_600, 28_800, 43_200, 86_400, 604_800,
];
/// A distance within this share of a usual one is that one.
const NEAR_USUAL: f64 = 0.03;
/// Samples that lie within this share of the spacing of their place are regular.
const REGULAR: f64 = 0.25;
/// The share of samples that has to lie there.
const MOST: f64 = 0.8;

/// Spacing of samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// The usual distance of two samples.
    pub usual: Duration,
    /// Maximum deviation of most samples from their place, where they are regular.
    pub jitter: Duration,
    /// True if the samples lie on a grid, up to jitter and gaps.
    pub is_regular: bool,
    /// A moment of that grid, near the newest sample.
    pub anchor: Timestamp,
    /// The first of the samples that were looked at.
    pub oldest: Timestamp,
    /// The newest sample.
    pub newest: Timestamp,
}

impl Spacing {
    /// The spacing of samples at these moments, in their order; `None` of fewer than two.
    #[must_use]
    pub fn of(times: &[Timestamp]) -> Option<Self> {
        let (oldest, newest) = (*times.first()?, *times.last()?);
        let mut distances: Vec<u64> = times.windows(2).map(|pair| pair[1].since(pair[0]).ms()).collect();
        distances.retain(|distance| *distance > 0);
        distances.sort_unstable();
        let median = *distances.get(distances.len().checked_sub(1)? / 2)?;
        let usual = near_usual(refined(times, median));
        let mut residues: Vec<i64> = times.iter().map(|time| residue(*time, newest, usual)).collect();
        residues.sort_unstable();
        let middle = residues[residues.len() / 2];
        let mut off: Vec<u64> = residues.iter().map(|residue| residue.abs_diff(middle)).collect();
        off.sort_unstable();
        let jitter = off[((off.len() - 1) as f64 * MOST).ceil() as usize];
        let anchor = rounded(Timestamp::from_ms(newest.ms() + middle), usual, jitter);
        Some(Self {
            usual: Duration::from_ms(usual),
            jitter: Duration::from_ms(jitter),
            is_regular: jitter as f64 <= REGULAR * usual as f64,
            anchor,
            oldest,
            newest,
        })
    }

    /// A spacing of which only the usual distance is known.
    #[must_use]
    pub fn about(usual: Duration, newest: Timestamp) -> Self {
        Self { usual, jitter: Duration::default(), is_regular: false, anchor: newest, oldest: newest, newest }
    }

    /// The newest moment of the grid of samples at or before `time`.
    #[must_use]
    pub fn place_before(&self, time: Timestamp) -> Timestamp {
        let ahead = (time.ms() - self.anchor.ms()).div_euclid(self.usual.ms_i64().max(1));
        Timestamp::from_ms(self.anchor.ms() + ahead * self.usual.ms_i64().max(1))
    }
}

/// The distance by which most samples have a place each: whole spacings from end to end, gaps counted by their length.
fn refined(times: &[Timestamp], median: u64) -> u64 {
    let places: u64 = times.windows(2).map(|pair| (pair[1].since(pair[0]).ms() + median / 2) / median).sum();
    match (times.first(), times.last()) {
        (Some(first), Some(last)) if places > 0 => last.since(*first).ms() / places,
        _ => median,
    }
}

/// The usual distance nearby, if there is one.
fn near_usual(ms: u64) -> u64 {
    let is_near = |usual: &u64| ms.abs_diff(*usual) as f64 <= NEAR_USUAL * *usual as f64;
    USUAL_SECONDS.iter().map(|seconds| seconds * 1000).find(is_near).unwrap_or(ms).max(1)
}

/// Returns the distance of a moment from the nearest whole number of spacings before `newest`.
fn residue(time: Timestamp, newest: Timestamp, usual: u64) -> i64 {
    let usual = i64::try_from(usual).unwrap_or(i64::MAX);
    let after = (time.ms() - newest.ms()).rem_euclid(usual);
    if after > usual / 2 { after - usual } else { after }
}

/// The anchor at a whole spacing since 1970 where it is as near as jitter, else at a whole second where that is less than
/// a hundredth of the spacing.
fn rounded(anchor: Timestamp, usual: u64, jitter: u64) -> Timestamp {
    let to = |unit: u64| {
        let unit = i64::try_from(unit).unwrap_or(i64::MAX);
        Timestamp::from_ms((anchor.ms() + unit / 2).div_euclid(unit) * unit)
    };
    let near = jitter.max(usual / 100).min(usual / 10);
    let whole = to(usual);
    match whole.ms().abs_diff(anchor.ms()) <= near {
        true => whole,
        false if usual >= 60_000 => to(1000),
        false => anchor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2023-11-14T22:00:00Z, a whole hour.
    const HOUR: i64 = 1_699_999_200;

    fn spacing(seconds: impl IntoIterator<Item = f64>) -> Spacing {
        let times: Vec<_> = seconds.into_iter().map(|at| Timestamp::from_ms((at * 1000.0).round() as i64)).collect();
        Spacing::of(&times).unwrap()
    }

    fn told(spacing: Spacing) -> (String, i64, bool) {
        (spacing.usual.to_string(), spacing.anchor.ms(), spacing.is_regular)
    }

    #[test]
    fn regular_samples_keep_their_place() {
        let hourly = |index: i32| HOUR as f64 + 420.0 + 3600.0 * f64::from(index);
        let expected = ("1h".to_owned(), hourly(9) as i64 * 1000, true);
        assert_eq!(told(spacing((0..10).map(hourly))), expected, "seven past");
        let with_gaps = (0..10).filter(|index| ![3, 4, 7].contains(index)).map(hourly);
        assert_eq!(told(spacing(with_gaps)), expected, "gaps change nothing");
        let fifteen = spacing((0..40).map(|index| HOUR as f64 + 3.217 + 15.0 * f64::from(index)));
        assert_eq!(told(fifteen), ("15s".to_owned(), (HOUR + 585) * 1000 + 3217, true));
    }

    #[test]
    fn jitter_is_seen_through() {
        let noise = |index: i32| f64::from((index * 7919) % 13 - 6);
        let ten = spacing((0..100).map(|index| HOUR as f64 + 600.0 * f64::from(index) + noise(index)));
        assert_eq!(told(ten), ("10m".to_owned(), (HOUR + 59_400) * 1000, true));
        assert!(ten.jitter <= Duration::from_seconds(6));
        let late = spacing((0..50).map(|index| HOUR as f64 + 3600.0 * f64::from(index) + 2.0 + noise(index).abs()));
        assert_eq!(told(late).0, "1h");
        assert_eq!(told(late).1 % 3_600_000, 0, "a few seconds late belong to the hour");
    }

    #[test]
    fn irregular_samples_are_no_grid() {
        let events = spacing((0..60).map(|index| HOUR as f64 + f64::from(index * index) * 11.0));
        assert!(!events.is_regular, "{events:?}");
        assert_eq!(Spacing::of(&[Timestamp::from_ms(5)]), None);
        assert_eq!(Spacing::of(&[]), None);
        assert_eq!(Spacing::of(&[Timestamp::from_ms(5), Timestamp::from_ms(5)]), None);
    }

    #[test]
    fn places_before_a_moment() {
        let hourly = spacing((0..10).map(|index| HOUR as f64 + 420.0 + 3600.0 * f64::from(index)));
        for (at, place) in [(HOUR + 420, HOUR + 420), (HOUR + 419, HOUR - 3180), (HOUR + 100_000, HOUR + 97_620)] {
            assert_eq!(hourly.place_before(Timestamp::from_seconds(at)), Timestamp::from_seconds(place), "{at}");
        }
    }
}
