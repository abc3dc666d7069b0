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

    /// Answer of Prometheus to a probe.
    fn answer(self, probe: NewestProbe) -> Option<Timestamp> {
        if let Some(Look { window, resolution }) = probe.look.filter(|_| probe.is_coarse()) {
            let last = timeseries::aligned_down(probe.at, resolution);
            let mut moments =
                (0..).map(|steps| last - resolution.times(steps)).take_while(|at| *at > probe.at - window);
            let newest_at = |at: &Timestamp| self.newest.min(timeseries::aligned_down(*at, SCRAPE));
            return moments.find(|at| newest_at(at) > *at - resolution && newest_at(at) <= *at);
        }
        let Some(Look { window, resolution }) = probe.look else {
            return self.seen_at(probe.at);
        };
        let last = timeseries::aligned_down(probe.at, resolution);
        let moments = (0..).map(|steps| last - resolution.times(steps));
        moments.take_while(|at| *at > probe.at - window).filter_map(|at| self.seen_at(at)).max()
    }

    fn search(self, expr: &str, before: Timestamp) -> (Option<Timestamp>, usize) {
        let mut probe = NewestProbe::first(expr, before);
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
    let asked = |expr: &str| {
        let mut probe = NewestProbe::first(expr, Timestamp::from_seconds(1_300_000_000));
        let mut queries = vec![probe.query(expr)];
        while let NewestStep::Ask(next) = probe.after(None) {
            queries.push(next.query(expr));
            assert!(crate::parse(&next.query(expr)).is_ok());
            probe = next;
        }
        queries
    };
    let queries = asked("-up # now");
    assert_eq!(queries.len(), 7);
    assert_eq!(queries[0], "max(timestamp((-up # now\n)))");
    assert_eq!(queries[1], "max(max_over_time(timestamp((-up # now\n))[1h:10s]))");
    assert_eq!(queries[6], "max(max_over_time(timestamp((-up # now\n))[10y:6h]))");
    let queries = asked(r#"(up{job="a"} offset 1h) # now"#);
    assert_eq!(queries[6], r#"max(max_over_time(timestamp(present_over_time(up{job="a"}[6h] offset 1h))[10y:6h]))"#);
}

#[test]
fn a_live_series_needs_one_query() {
    let now = Timestamp::from_seconds(1_300_000_000);
    let live = Scraped { newest: now, shown_for: LOOKBACK };
    assert_eq!(live.search("up", now), (Some(Timestamp::from_seconds(1_299_999_990)), 1));
}

#[test]
fn nothing_in_ten_years() {
    let now = Timestamp::from_seconds(1_300_000_000);
    let old = Scraped { newest: now - Duration::DAY.times(3651), shown_for: LOOKBACK };
    assert_eq!(old.search("up", now), (None, 7));
    assert_eq!(old.search("-up", now), (None, 7));
}

proptest! {
    #[test]
    fn found_to_the_sample(now in 1_300_000_000_i64..1_400_000_000, age in 0_u64..2_000_000, ended in any::<bool>()) {
        let now = Timestamp::from_seconds(now);
        let newest = timeseries::aligned_down(now, SCRAPE) - SCRAPE.times(age);
        // A staleness marker follows where the next sample would have been.
        let shown_for = if ended { SCRAPE } else { LOOKBACK };
        for expr in ["up", "-up"] {
            let (found, asked) = Scraped { newest, shown_for }.search(expr, now);
            prop_assert_eq!(found, Some(newest));
            prop_assert!(asked <= 7);
        }
    }

    #[test]
    fn a_selector_is_found_to_the_sample_after_years(now in 1_300_000_000_i64..1_400_000_000, days in 30_u64..3_600) {
        let now = Timestamp::from_seconds(now);
        let newest = timeseries::aligned_down(now - Duration::DAY.times(days), SCRAPE);
        let (found, _) = Scraped { newest, shown_for: SCRAPE }.search("up", now);
        prop_assert_eq!(found, Some(newest));
    }
}
