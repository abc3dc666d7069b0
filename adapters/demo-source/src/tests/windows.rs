//! Range selectors: any step agrees with any other, and a counter's known restarts with a look at all its samples.

use promql::RangeQuery;
use promql::evaluate::{KeptSeries, SeriesSamples, Window, evaluate};
use proptest::prelude::*;
use timeseries::{Duration, Grid, Labels, Sample, Timestamp};

use super::{at, grid, series, value, values};
use crate::catalogue::{Catalogue, SampledSeries};
use crate::tick::SCRAPE_INTERVAL;

/// A counter whose restarts nobody is told of.
struct Secretive<'a>(&'a dyn SeriesSamples);

impl SeriesSamples for Secretive<'_> {
    fn labels(&self) -> &Labels {
        self.0.labels()
    }

    fn seen_at(&self, time: Timestamp) -> Option<Sample> {
        self.0.seen_at(time)
    }

    fn each_window(&self, windows: &mut dyn Iterator<Item = Window>, show: &mut dyn FnMut(Window, &[Sample])) {
        self.0.each_window(windows, show);
    }

    fn most_in(&self, length: Duration) -> u64 {
        self.0.most_in(length)
    }
}

#[test]
fn growth_counts_through_a_reset() {
    let name = r#"demo_network_transmit_bytes_total{instance="shop-1:8080"}"#;
    let counter = values(name, grid("2026-11-16", "15s", 14 * 5760));
    let reset = counter.windows(2).position(|pair| pair[1] < pair[0]).unwrap() as u64;
    // The window holds samples `reset - 1` to `reset + 2`: the counter is at zero at `reset + 1`.
    let end = at("2026-11-16") + Duration::from_seconds(15).times(reset + 2);
    let index = usize::try_from(reset).unwrap();
    let grown = (counter[index] - counter[index - 1]) + counter[index + 2];
    let point = Grid { start: end, step: Duration::MINUTE, len: 1 };
    let increase = values(&format!("increase({name}[1m])"), point)[0];
    // Three intervals of 15 s between the samples, extrapolated to four.
    assert!((increase - grown * 4.0 / 3.0).abs() < 1e-6 * increase, "{increase} {grown}");
    let after_reset = Grid { start: end - Duration::from_seconds(15), ..point };
    assert_eq!(values(&format!("irate({name}[1m])"), after_reset)[0], 0.0);
}

#[test]
fn a_window_is_open_at_its_start() {
    assert_eq!(value("count_over_time(demo_build_info[5m])"), 20.0);
    assert_eq!(value("count_over_time(demo_build_info[15s])"), 1.0);
    assert_eq!(value("count_over_time(demo_build_info[5m] offset 7s)"), 20.0);
    assert!(series("rate(demo_http_requests_total[15s])", super::noon()).is_empty());
    assert!(series("count_over_time(demo_build_info[1s] offset 1s)", super::noon()).is_empty());
}

#[test]
fn reductions_reduce() {
    let minute = values("demo_orders_per_minute", grid("2026-11-20 11:59:15", "15s", 4));
    assert_eq!(value("sum_over_time(demo_orders_per_minute[1m])"), minute.iter().sum::<f64>());
    assert_eq!(value("avg_over_time(demo_orders_per_minute[1m])"), minute.iter().sum::<f64>() / 4.0);
    assert_eq!(value("min_over_time(demo_orders_per_minute[1m])"), minute.iter().copied().fold(f64::NAN, f64::min));
    assert_eq!(value("max_over_time(demo_orders_per_minute[1m])"), minute.iter().copied().fold(f64::NAN, f64::max));
    assert!((value("delta(demo_orders_per_minute[1m])") - (minute[3] - minute[0]) * 4.0 / 3.0).abs() < 1e-9);
}

/// The samples of a series, computed and kept.
fn kept(series: &dyn SeriesSamples, ticks: Grid) -> KeptSeries {
    let samples = ticks.times().filter_map(|time| series.seen_at(time)).collect();
    KeptSeries { labels: series.labels().clone(), samples, lookback: SCRAPE_INTERVAL, exact_after: None }
}

const EXPRESSIONS: [&str; 8] = [
    "demo_sensor_celsius",
    "demo_http_requests_total",
    "rate(demo_http_requests_total[5m])",
    "irate(demo_http_requests_total[5m])",
    "increase(demo_network_transmit_bytes_total[3d])",
    "avg_over_time(demo_sensor_celsius[2h])",
    "rate(demo_sensor_celsius[1h])",
    "sum by (instance) (delta(demo_memory_bytes[1h] offset 10m))",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_step_agrees_with_any_other(
        expr in prop::sample::select(&EXPRESSIONS[..]),
        start in 1_600_000_000_000_i64..1_900_000_000_000,
        step in 1_u64..400_000,
        stride in 2_usize..6,
    ) {
        let fine = Grid { start: Timestamp::from_ms(start), step: Duration::from_ms(step), len: 30 };
        let coarse = Grid { step: fine.step.times(stride as u64), len: 30_usize.div_ceil(stride), ..fine };
        let of_fine: Vec<_> = series(expr, fine)
            .into_iter()
            .map(|mut series| {
                series.samples.retain(|sample| coarse.index_of(sample.time).is_some());
                series
            })
            .filter(|series| !series.samples.is_empty())
            .collect();
        prop_assert_eq!(of_fine, series(expr, coarse));
    }

    #[test]
    fn known_restarts_and_all_samples_agree(
        end in 1_600_000_000_000_i64..1_900_000_000_000,
        length in 1_u64..1_000_000_000,
        which in 0_usize..15,
    ) {
        let catalogue = Catalogue::new();
        let counters: Vec<_> = catalogue.series().filter(|series| series.signal.restarts().is_some()).collect();
        let counter: &dyn SeriesSamples = counters[which];
        let grid = Grid { start: Timestamp::from_ms(end), step: Duration::MINUTE, len: 1 };
        for growth in ["rate", "increase", "irate", "delta"] {
            let expr = format!("{growth}({}[{}])", counter.labels(), Duration::from_ms(length));
            let query = RangeQuery { expr, grid };
            prop_assert_eq!(evaluate(&[counter], &query), evaluate(&[&Secretive(counter)], &query));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn computed_and_kept_samples_agree(
        expr in prop::sample::select(&EXPRESSIONS[..]),
        start in 1_600_000_000_000_i64..1_900_000_000_000,
        step in 1_u64..400_000,
    ) {
        // Four days before the grid: more than any window of the expressions.
        let grid = Grid { start: Timestamp::from_ms(start), step: Duration::from_ms(step), len: 30 };
        let first = crate::tick::aligned(grid.start) - Duration::DAY.times(4);
        let len = grid.end().since(first).steps_of(SCRAPE_INTERVAL) as usize + 1;
        let ticks = Grid { start: first, step: SCRAPE_INTERVAL, len };
        let (catalogue, inspection) = (Catalogue::new(), promql::inspect(expr).unwrap());
        let names = inspection.metric_names();
        let is_named = |series: &&SampledSeries| series.labels.metric_name().is_some_and(|name| names.contains(name));
        let kept: Vec<_> = catalogue.series().filter(is_named).map(|series| kept(series, ticks)).collect();
        let kept: Vec<_> = kept.iter().map(|series| series as &dyn SeriesSamples).collect();
        let query = RangeQuery { expr: expr.to_owned(), grid };
        prop_assert_eq!(evaluate(&kept, &query).unwrap().series, series(expr, grid));
    }
}
