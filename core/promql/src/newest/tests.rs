//! The search against a Prometheus in miniature: one series, scraped every 15 seconds until it ends.

use super::*;
use proptest::prelude::*;

const SCRAPE: Duration = Duration::from_seconds(15);

/// A series with a sample every 15 seconds, which Prometheus shows for a while after the newest one.
#[derive(Clone, Copy, Debug)]
struct Scraped {
    newest: Timestamp,
    shown_for: Duration,
}

impl Scraped {
    fn seen_at(self, at: Timestamp) -> Option<Timestamp> {
        let sample = self.newest.min(timeseries::aligned_down(at, SCRAPE));
        (at.since(sample) < self.shown_for).then_some(sample)
    }

    /// What Prometheus answers to a probe.
    fn answer(self, probe: NewestProbe) -> Option<Timestamp> {
        let Some(Look { window, resolution }) = probe.look else {
            return self.seen_at(probe.at);
        };
        let last = timeseries::aligned_down(probe.at, resolution);
        let moments = (0..).map(|steps| last - resolution.times(steps));
        moments.take_while(|at| *at > probe.at - window).filter_map(|at| self.seen_at(at)).max()
    }

    fn search(self, before: Timestamp) -> (Option<Timestamp>, usize) {
        let mut probe = NewestProbe::first(before);
        for asked in 1..20 {
            match probe.after(self.answer(probe)) {
                NewestStep::Ask(next) => probe = next,
                NewestStep::Done(found) => return (found, asked),
            }
        }
        (None, usize::MAX)
    }
}

#[test]
fn the_queries() {
    let mut probe = NewestProbe::first(Timestamp::from_seconds(1_300_000_000));
    assert_eq!(probe.query("up # now"), "max(timestamp((up # now\n)))");
    let mut queries = Vec::new();
    while let NewestStep::Ask(next) = probe.after(None) {
        queries.push(next.query("up"));
        assert!(crate::parse(&next.query("up")).is_ok());
        probe = next;
    }
    assert_eq!(queries.len(), 6);
    assert_eq!(queries[0], "max(max_over_time(timestamp((up\n))[1h:10s]))");
    assert_eq!(queries[5], "max(max_over_time(timestamp((up\n))[10y:6h]))");
}

#[test]
fn a_live_series_needs_one_query() {
    let now = Timestamp::from_seconds(1_300_000_000);
    let live = Scraped { newest: now, shown_for: LOOKBACK };
    assert_eq!(live.search(now), (Some(Timestamp::from_seconds(1_299_999_990)), 1));
}

#[test]
fn nothing_in_ten_years() {
    let now = Timestamp::from_seconds(1_300_000_000);
    let old = Scraped { newest: now - Duration::DAY.times(3651), shown_for: LOOKBACK };
    assert_eq!(old.search(now), (None, 7));
}

proptest! {
    #[test]
    fn found_to_the_sample(now in 1_300_000_000_i64..1_400_000_000, age in 0_u64..2_000_000, ended in any::<bool>()) {
        let now = Timestamp::from_seconds(now);
        let newest = timeseries::aligned_down(now, SCRAPE) - SCRAPE.times(age);
        // A staleness marker follows where the next sample would have been.
        let shown_for = if ended { SCRAPE } else { LOOKBACK };
        let (found, asked) = Scraped { newest, shown_for }.search(now);
        prop_assert_eq!(found, Some(newest));
        prop_assert!(asked <= 7);
    }
}
