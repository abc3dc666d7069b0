//! A series whose samples are at hand.

use timeseries::{Duration, Labels, Sample, Timestamp};

use super::samples::SeriesSamples;
use super::window::Window;

/// A series with all its samples, of which the later ones may come from somewhere that was asked for single moments.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptSeries {
    /// Labels of the series.
    pub labels: Labels,
    /// By time, each moment once.
    pub samples: Vec<Sample>,
    /// For how long a sample counts.
    pub lookback: Duration,
    /// After this moment a sample counts at its own moment only.
    pub exact_after: Option<Timestamp>,
}

impl KeptSeries {
    fn is_seen(&self, sample: Sample, time: Timestamp) -> bool {
        match self.exact_after.is_some_and(|after| time > after) {
            true => sample.time == time,
            false => time.since(sample.time) < self.lookback,
        }
    }

    /// Counts the samples at or before `time`.
    fn until(&self, time: Timestamp) -> usize {
        self.samples.partition_point(|sample| sample.time <= time)
    }
}

impl SeriesSamples for KeptSeries {
    fn labels(&self) -> &Labels {
        &self.labels
    }

    fn seen_at(&self, time: Timestamp) -> Option<Sample> {
        let newest = self.samples[..self.until(time)].last().copied()?;
        self.is_seen(newest, time).then_some(newest)
    }

    fn each_window(&self, windows: &mut dyn Iterator<Item = Window>, show: &mut dyn FnMut(Window, &[Sample])) {
        for window in windows {
            let (start, end) = (self.until(window.start), self.until(window.end));
            show(window, &self.samples[start.min(end)..end]);
        }
    }

    fn most_in(&self, length: Duration) -> u64 {
        let mut first = 0;
        let mut most = 0;
        for (index, sample) in self.samples.iter().enumerate() {
            while sample.time.since(self.samples[first].time) >= length && first < index {
                first += 1;
            }
            most = most.max(index + 1 - first);
        }
        most as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(seconds: &[i64], exact_after: Option<i64>) -> KeptSeries {
        let sample = |seconds: &i64| Sample { time: Timestamp::from_seconds(*seconds), value: *seconds as f64 };
        KeptSeries {
            labels: Labels::default(),
            samples: seconds.iter().map(sample).collect(),
            lookback: Duration::from_seconds(10),
            exact_after: exact_after.map(Timestamp::from_seconds),
        }
    }

    #[test]
    fn a_sample_counts_for_its_lookback_and_later_at_its_own_moment() {
        let cases = [
            (None, 99, None),
            (None, 100, Some(100.0)),
            (None, 109, Some(100.0)),
            (None, 110, None),
            (None, 130, Some(130.0)),
            (None, 131, Some(130.0)),
            (Some(110), 109, Some(100.0)),
            (Some(110), 130, Some(130.0)),
            (Some(110), 131, None),
            (Some(105), 107, None),
        ];
        for (exact_after, at, expected) in cases {
            let seen = kept(&[100, 130], exact_after).seen_at(Timestamp::from_seconds(at));
            assert_eq!(seen.map(|sample| sample.value), expected, "{exact_after:?} {at}");
        }
    }

    proptest! {
        #[test]
        fn no_window_has_more_than_the_most(
            mut seconds in prop::collection::vec(0_i64..200, 0..40),
            length in 0_u64..60,
        ) {
            seconds.sort_unstable();
            seconds.dedup();
            let (series, length) = (kept(&seconds, None), Duration::from_seconds(length));
            let ends = (0..260).map(Timestamp::from_seconds);
            let mut windows = ends.map(|end| Window { start: end - length, end });
            let mut most = 0;
            series.each_window(&mut windows, &mut |_, samples| most = most.max(samples.len() as u64));
            prop_assert!(most <= series.most_in(length));
            // A window is open at its start, so that a length of nothing has no sample.
            prop_assert!(length.is_zero() || most == series.most_in(length));
        }
    }
}
