//! Questions to sources whose samples are far apart, few, or those of a counter.

use api::{ForecastParams, ForecastView, PageAnswer, ProblemKind};
use timeseries::{Duration, Timestamp};

use crate::fakes::FakeSource;
use crate::forecast_metric::tests::{NOW_SECONDS, service};
use crate::{RunScript, Service};

/// The hour of the day and a hundred.
fn hour_of_day(time: Timestamp) -> f64 {
    100.0 + f64::from(time.civil().hour)
}

/// Samples `spacing` apart for `days`, `phase` after a whole spacing, each up to `jitter` off.
fn sampled(spacing: i64, phase: i64, jitter: i64, days: i64) -> FakeSource {
    let newest = (NOW_SECONDS - phase) / spacing * spacing + phase;
    let off = move |index: i64| if jitter == 0 { 0 } else { (index * 7919).rem_euclid(2 * jitter + 1) - jitter };
    let times = (0..days * 86_400 / spacing).rev().map(move |index| newest - index * spacing + off(index));
    let times = times.map(Timestamp::from_seconds).filter(|time| *time <= Timestamp::from_seconds(NOW_SECONDS));
    FakeSource::one(move |time| hour_of_day(time + Duration::from_seconds(jitter as u64))).sampled_at(times)
}

async fn view(service: &Service, query: &str) -> ForecastView {
    let params = ForecastParams::from_query(&format!("expr=x&model=naive&{query}"));
    service.forecast_metric(&params).await.unwrap_or_else(|problem| panic!("{query}: {problem:?}"))
}

#[tokio::test]
async fn samples_farther_apart_than_the_look_back_are_all_read_at_every_range() {
    for (spacing, phase, jitter) in [
        (3600, 420, 0),
        (600, 0, 0),
        (600, 130, 0),
        (900, 61, 0),
        (1800, 1800, 0),
        (1800, 299, 0),
        (420, 100, 0),
        (7200, 3000, 0),
        (3600, 0, 90),
        (600, 300, 20),
    ] {
        let service = service(sampled(spacing, phase, jitter, 91));
        for range in ["7d", "14d", "30d", "90d"] {
            let view = view(&service, &format!("range={range}")).await;
            let (history, what) = (&view.series.history, format!("{spacing} {phase} {jitter} {range}"));
            assert!(history.step >= Duration::from_seconds(spacing as u64), "{what}");
            let missing = history.values.iter().filter(|value| !value.is_finite()).count();
            assert!(missing <= 1, "{what}: {missing} of {} points", history.values.len());
            for (index, value) in history.values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
                let (earliest, latest) = near(history.grid().time(index), spacing / 2 + jitter);
                assert!((earliest..=latest).contains(value) || earliest > latest, "{what}: {index} {value}");
            }
            let note = view.notes.first().unwrap_or_else(|| panic!("{what}: nothing is said"));
            assert!(note.text.contains("has a sample every"), "{what}: {}", note.text);
        }
    }
}

/// The values of the samples that a point may have.
fn near(time: Timestamp, seconds: i64) -> (f64, f64) {
    let around = Duration::from_seconds(seconds as u64);
    (hour_of_day(time - around), hour_of_day(time + around))
}

#[tokio::test]
async fn the_grid_goes_through_the_samples() {
    let view = view(&service(sampled(3600, 420, 0, 30)), "").await;
    let history = &view.series.history;
    assert_eq!((history.step, history.start.ms() % 3_600_000), (Duration::HOUR, 420_000));
    for (index, value) in history.values.iter().enumerate() {
        assert_eq!(*value, hour_of_day(history.grid().time(index)), "{index}");
    }
    assert_eq!(view.series.quality.resolution, Duration::HOUR);
    assert!(view.series.quality.remarks.is_empty(), "{:?}", view.series.quality.remarks);
}

#[tokio::test]
async fn a_missing_sample_stays_a_gap() {
    let source = sampled(3600, 420, 0, 30);
    let times: Vec<_> = source.sampled.as_ref().unwrap().iter().copied().collect();
    let (lost, newest) = (times[times.len() - 20], times[times.len() - 1]);
    let view = view(&service(source.sampled_at(times.into_iter().filter(move |time| *time != lost))), "").await;
    let history = &view.series.history;
    let gaps: Vec<_> = (0..history.values.len()).filter(|index| history.values[*index].is_nan()).collect();
    assert_eq!(gaps, [history.values.len() - 20]);
    assert_eq!(history.grid().time(history.values.len() - 1), newest);
}

#[tokio::test]
async fn a_finer_step_that_was_chosen_is_a_staircase_and_said() {
    let view = view(&service(sampled(3600, 420, 0, 30)), "step=5m&range=2d").await;
    assert_eq!(view.question.step, Duration::MINUTE.times(5));
    assert!(view.series.history.values.iter().all(|value| value.is_finite()));
    assert!(view.notes[0].text.contains("each one counts until the next"), "{:?}", view.notes);
}

#[tokio::test]
async fn values_a_day_apart_are_read_for_more_than_a_week() {
    let view = view(&service(sampled(86_400, 3600, 0, 300)), "").await;
    assert_eq!((view.question.step, view.question.horizon_steps), (Duration::DAY, 7));
    assert_eq!(view.series.history.values.len(), 100);
}

#[tokio::test]
async fn a_script_reads_every_sample_too() {
    for (spacing, phase, expected) in [(3600, 420, 90 * 24), (900, 61, 90 * 24), (600, 0, 90 * 24)] {
        let script = RunScript {
            endpoint: "fake".into(),
            metric: "x".into(),
            duration: "90d".into(),
            model: "naive".into(),
            ..RunScript::default()
        };
        let result = service(sampled(spacing, phase, 0, 91)).run_script(&script).await.unwrap();
        assert!((expected + 8..=expected + 10).contains(&result.rows()), "{spacing}: {}", result.rows());
    }
}

/// Samples every so many seconds since so long.
fn young(spacing: i64, count: i64) -> FakeSource {
    let times = (0..count).rev().map(move |index| Timestamp::from_seconds(NOW_SECONDS - 3 - index * spacing));
    FakeSource::one(|time| 50.0 + (time.ms() / 1000 % 17) as f64).sampled_at(times)
}

#[tokio::test]
async fn a_young_metric_is_read_from_its_first_sample() {
    for (spacing, count, note, len) in [
        (15, 57, "This metric began 14 minutes ago; showing 14 minutes at 15 seconds, 4 minutes ahead.", 56),
        (1, 841, "This metric began 14 minutes ago; showing 14 minutes at 1 second, 4 minutes ahead.", 843),
        (15, 5, "This metric began 63 seconds ago; showing 63 seconds at 15 seconds, 15 seconds ahead.", 4),
        (60, 600, "This metric began 10 hours ago; showing 10 hours at 1 minute, 3 hours ahead.", 600),
    ] {
        let view = view(&service(young(spacing, count)), "").await;
        assert_eq!(view.notes[0].text.replace("1 minute 3 seconds", "63 seconds"), note);
        let history = &view.series.history;
        assert!(history.values[0].is_finite(), "{note}");
        assert!(history.values.len().abs_diff(len) <= 3, "{note}: {}", history.values.len());
        let back = view.notes[0].suggestion.as_ref().unwrap();
        assert!(back.params.to_query().contains("range=7d"), "{:?}", back.params.to_query());
    }
}

#[tokio::test]
async fn a_gap_before_the_data_is_no_beginning() {
    let mut source = young(15, 57);
    let mut times: Vec<_> = source.sampled.take().unwrap().iter().copied().collect();
    times.insert(0, Timestamp::from_seconds(NOW_SECONDS - 20 * 86_400));
    let answer = service(source.sampled_at(times)).forecast_metric(&ForecastParams::from_query("expr=x")).await;
    assert!(answer.is_err() || answer.unwrap().notes.is_empty(), "it did not begin a moment ago");
}

#[tokio::test]
async fn a_range_that_was_chosen_stays() {
    let view = view(&service(young(60, 600)), "range=7d").await;
    assert_eq!(view.question.range.length(), Duration::WEEK);
    assert!(view.notes.is_empty(), "{:?}", view.notes);
}

#[tokio::test]
async fn one_sample_is_said_to_be_one() {
    let problem = service(young(15, 1)).forecast_metric(&ForecastParams::from_query("expr=x")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Unprocessable);
    assert_eq!(problem.why, "Only 1 data point so far; a forecast needs at least 2.");
    assert_eq!(problem.next, "Ask again when there are more samples.");
}

#[tokio::test]
async fn a_window_too_short_for_the_samples_is_told_with_one_that_holds_enough() {
    let hourly = || service(sampled(3600, 0, 0, 14));
    let problem = hourly().forecast_metric(&ForecastParams::from_query("expr=rate(x[5m])")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Unprocessable);
    let why = "No data in the last 7 days: x has a sample every 1 hour, so that a window of 5 minutes holds too few.";
    assert_eq!((problem.why.as_str(), problem.next.as_str()), (why, "Ask for `rate(x[4h])`."));
    let offered = problem.suggestion.unwrap().params;
    assert_eq!(offered.expr, "rate(x[4h])");
    assert!(hourly().forecast_metric(&offered).await.is_ok(), "the way out is one");
}

fn counter() -> FakeSource {
    let times = (0..30_000).rev().map(|index| Timestamp::from_seconds(NOW_SECONDS - index * 30));
    FakeSource::counter("visits").sampled_at(times)
}

async fn page(source: FakeSource, query: &str) -> ForecastView {
    match service(source).page(&ForecastParams::from_query(query)).await.unwrap() {
        PageAnswer::Forecast(view) => *view,
        PageAnswer::Welcome(_) => panic!("{query} is a question"),
    }
}

#[tokio::test]
async fn the_page_shows_the_rate_of_a_counter_and_says_so() {
    let view = page(counter(), "expr=visits&model=naive").await;
    assert_eq!(view.question.expr, "rate(visits[20m])");
    assert_eq!(view.question.unit, timeseries::Unit::PerSecond);
    assert_eq!(
        (view.notes[0].text.as_str(), view.counter_hint.as_ref()),
        ("Counter: showing its rate per second.", None)
    );
    let raw = view.notes[0].suggestion.as_ref().unwrap().params.to_query();
    assert!(raw.contains("raw=true"), "{raw}");
    assert!(view.params.to_query().contains("raw=false"), "downloads are of what is shown: {}", view.params.to_query());
    let view = page(counter(), &raw).await;
    assert_eq!(view.question.expr, "visits");
    assert_eq!(view.counter_hint.unwrap().expr, "rate(visits[20m])");
}

#[tokio::test]
async fn other_doors_keep_the_expression_unless_they_ask_for_the_rate() {
    let service = service(counter());
    let expr =
        async |query: &str| service.forecast_metric(&ForecastParams::from_query(query)).await.unwrap().question.expr;
    assert_eq!(expr("expr=visits&model=naive").await, "visits");
    assert_eq!(expr("expr=visits&model=naive&raw=false").await, "rate(visits[20m])");
    let gauge = page(sampled(60, 0, 0, 8), "expr=x&model=naive").await;
    assert_eq!((gauge.params.raw.as_str(), gauge.notes.len()), ("", 0), "a gauge's links stay short");
}

#[tokio::test]
async fn the_rate_of_a_counter_sampled_seldom_has_a_window_of_four_samples() {
    let times = (0..2_000).rev().map(|index| Timestamp::from_seconds(NOW_SECONDS - index * 3600 - 60));
    let view = page(FakeSource::counter("visits").sampled_at(times), "expr=visits&model=naive").await;
    assert_eq!(view.question.expr, "rate(visits[4h])");
    assert!(view.series.history.values.iter().all(|value| (value - 1.0).abs() < 1e-9), "{:?}", view.series.history);
}

#[tokio::test]
async fn bands_stay_within_what_a_ratio_can_be() {
    let times = (0..10_000).rev().map(|index| Timestamp::from_seconds(NOW_SECONDS - index * 60));
    let nearly_full =
        FakeSource::one(|time| 0.9 + 0.1 * ((time.ms() / 60_000 * 7919 % 101) as f64 / 101.0)).sampled_at(times);
    let params = ForecastParams::from_query("expr=disk_used_ratio&horizon=1d");
    let view = service(nearly_full).forecast_metric(&params).await.unwrap();
    assert_eq!(view.question.unit, timeseries::Unit::Ratio);
    let upper = view.series.bands.iter().flat_map(|band| &band.upper).copied().fold(0.0, f64::max);
    assert!(upper <= 1.0, "{upper}");
}
