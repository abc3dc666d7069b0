//! The use case of the page on a source that answers what it is told to.

mod said;

use std::sync::Arc;

use api::{PageAnswer, Param, ProblemKind};
use timeseries::{Duration, Labels};

use super::*;
use crate::fakes::{FakeSource, FakeSources, FakeSql, FixedClock, MemoryArchive, MemoryEvaluations, MemoryStore};
use crate::{Memory, Models, Pool, SourceError, SqlConsole};

/// 2023-11-14T22:13:20Z.
pub(crate) const NOW_SECONDS: i64 = 1_700_000_000;

pub(crate) fn service(source: FakeSource) -> Service {
    Service {
        sources: Arc::new(FakeSources(source)),
        store: Arc::new(MemoryStore::default()),
        models: Models::default(),
        evaluations: Arc::new(MemoryEvaluations::default()),
        archive: Arc::new(MemoryArchive::default()),
        collector: None,
        sql: Arc::new(FakeSql::default()),
        console: SqlConsole::default(),
        clock: Arc::new(FixedClock(Timestamp::from_seconds(NOW_SECONDS))),
        pool: Pool::new(1, 4, Duration::from_seconds(60)).unwrap(),
        counter: crate::fakes::fresh_counter(),
        uploads: crate::Uploads::default(),
        operation: Arc::new(crate::fakes::FakeOperation::default()),
        own_metrics: Arc::new(crate::fakes::FakeMetrics::default()),
        memory: Memory::default(),
    }
}

fn asked(query: &str) -> ForecastParams {
    ForecastParams::from_query(&format!("expr=x&range=4d&step=1h&horizon=1d&{query}"))
}

/// Rises by one an hour, so that it is 0 now.
fn rising() -> FakeSource {
    FakeSource::one(|time| (time.seconds() - NOW_SECONDS as f64) / 3600.0)
}

/// A day's shape, the same every day.
fn daily() -> FakeSource {
    FakeSource::one(|time| if time.ms().rem_euclid(86_400_000) < 43_200_000 { 10.0 } else { 20.0 })
}

#[tokio::test]
async fn a_season_is_found_and_said() {
    let view = service(daily()).forecast_metric(&asked("")).await.unwrap();
    assert_eq!(view.series.forecast.values.len(), 24);
    assert!(view.series.proof.contains("repeating the last day"), "{}", view.series.proof);
    assert_eq!(view.series.bands.iter().map(|band| band.level.as_str()).collect::<Vec<_>>(), ["80", "95"]);
    let baseline: Vec<_> = view.series.backtest.rows.iter().filter(|row| row.is_baseline).collect();
    assert_eq!(baseline.len(), 1);
    assert_eq!(baseline[0].name, "seasonal-naive (1 day)");
}

#[tokio::test]
async fn a_threshold_is_answered_with_a_moment() {
    let view = service(rising()).forecast_metric(&asked("threshold=12")).await.unwrap();
    assert!(view.series.answer.starts_with("Reaches 12 in about 13 hours, Wed 15 Nov"), "{}", view.series.answer);
    let crossing = view.series.crossing.unwrap();
    assert!(crossing.early <= crossing.middle && crossing.middle <= crossing.late && crossing.early.is_some());
    let ahead: Vec<Duration> = crossing.chances.iter().map(|chance| chance.ahead).collect();
    assert_eq!(ahead, [Duration::HOUR, Duration::HOUR.times(6), Duration::DAY]);
    assert!(crossing.chances[0].chance < 0.1 && crossing.chances[2].chance > 0.9);
    let far = service(rising()).forecast_metric(&asked("threshold=1000")).await.unwrap();
    assert!(
        far.series.answer.starts_with("Stays below 1000 for the next day: crossing is less than 1% likely."),
        "{}",
        far.series.answer
    );
}

#[tokio::test]
async fn a_threshold_may_be_a_series() {
    let view = service(rising()).forecast_metric(&asked("threshold=capacity")).await.unwrap();
    assert_eq!(view.series.crossing.unwrap().threshold, "`capacity`");
    assert_eq!(view.series.limit.unwrap().values.len(), 4 * 24 + 24);
    assert_eq!(view.question.threshold, None);
    let nothing = service(rising()).forecast_metric(&asked("threshold=sum(")).await.unwrap_err();
    assert_eq!((nothing.kind, nothing.param), (ProblemKind::BadRequest, Some(Param::Threshold)));
}

#[tokio::test]
async fn what_if_and_limits_are_answered_and_said() {
    let usual = service(daily()).forecast_metric(&asked("")).await.unwrap().series;
    let more = service(daily()).forecast_metric(&asked("growth=20&max=22")).await.unwrap().series;
    assert!(more.answer.starts_with("With 20% more load: peaks near 22"), "{}", more.answer);
    assert!(more.forecast.values.contains(&12.0) && more.forecast.values.contains(&22.0), "{:?}", more.forecast);
    assert!(
        more.backtest.method.ends_with("The forecast is kept at or below 22, as asked."),
        "{}",
        more.backtest.method
    );
    assert!(!usual.backtest.method.contains("kept"), "it never came near zero: {}", usual.backtest.method);
    assert_eq!(usual.backtest.made_of, more.backtest.made_of, "the same data");
    assert!(usual.backtest.made_of.contains("SHA-256"), "{}", usual.backtest.made_of);
}

/// At every hour of the day a random walk of its own from day to day.
fn wandering() -> FakeSource {
    let mixed = |seed: u32| (seed ^ (seed >> 15)).wrapping_mul(0x2c1b_3c6d);
    let step = move |hour: i64| f64::from(mixed(mixed(hour as u32)) >> 8) / 16_777_216.0 - 0.5;
    FakeSource::one(move |time| {
        let hour = time.seconds() as i64 / 3600;
        (0..40).map(|day| step(hour - day * 24)).sum::<f64>() + 100.0
    })
}

#[tokio::test]
async fn what_cannot_be_forecast_is_said() {
    let proof = service(wandering()).forecast_metric(&asked("range=21d")).await.unwrap().series.proof;
    let expected = "In backtests no more accurate than simply repeating the last day (model: ";
    assert!(proof.starts_with(expected), "{proof}");
    let exact = service(daily()).forecast_metric(&asked("")).await.unwrap().series.proof;
    assert!(exact.starts_with("In backtests repeating the last day was exact, so that is what you see."), "{exact}");
}

#[tokio::test]
async fn a_step_too_fine_is_made_coarser_and_said() {
    let asked = ForecastParams::from_query("expr=x&range=28d&step=15s&horizon=240");
    let view = service(daily()).forecast_metric(&asked).await.unwrap();
    assert_eq!((view.question.step, view.question.horizon_steps), (Duration::MINUTE, 60));
    assert!(view.notes[0].text.contains("a value every 1 minute is read instead"), "{:?}", view.notes);
    assert_eq!(view.params, asked, "what was typed stays");
}

#[tokio::test]
async fn a_note_belongs_to_its_question_not_to_the_answer_that_is_remembered() {
    let service = service(daily());
    for (query, is_coarser) in [
        ("expr=x&range=28d&step=15s&horizon=1h", true),
        ("expr=x&range=28d&step=1m&horizon=1h", false),
        ("expr=x&range=28d&step=15s&horizon=1h", true),
    ] {
        let view = service.forecast_metric(&ForecastParams::from_query(query)).await.unwrap();
        let is_said = view.notes.iter().any(|note| note.text.contains("is read instead"));
        assert_eq!(is_said, is_coarser, "{query}");
    }
}

#[tokio::test]
async fn the_budget_of_alarms_is_a_choice() {
    let summary = |alarm: &'static str| async move {
        service(daily()).forecast_metric(&asked(alarm)).await.unwrap().series.anomalies.summary
    };
    assert!(
        summary("alarm=1d").await.ends_with("Noise alone would cause up to 3 in this period."),
        "{}",
        summary("alarm=1d").await
    );
    assert!(summary("").await.ends_with("Noise alone would cause up to 1 in this period."));
}

#[tokio::test]
async fn what_was_not_to_be_expected_is_listed() {
    let strange = NOW_SECONDS - 40 * 3600;
    let spike = FakeSource::one(move |time| match (time.seconds() as i64).abs_diff(strange) < 3600 {
        true => 90.0,
        false => {
            if time.ms().rem_euclid(86_400_000) < 43_200_000 {
                10.0
            } else {
                20.0
            }
        }
    });
    let view = service(spike).forecast_metric(&asked("")).await.unwrap();
    let [event] = &view.series.anomalies.events[..] else { panic!("{:?}", view.series.anomalies) };
    assert_eq!(event.value, 90.0);
    assert!(
        view.series.anomalies.summary.starts_with("1 event was more than") && !view.series.anomalies.is_chance,
        "{}",
        view.series.anomalies.summary
    );
    let quiet = service(daily()).forecast_metric(&asked("")).await.unwrap();
    assert!(
        quiet.series.anomalies.events.is_empty()
            && quiet.series.anomalies.summary.starts_with("No point was more than")
    );
}

#[tokio::test]
async fn several_series_are_listed_and_one_is_shown() {
    let labels = ["a", "b"].map(|instance| Labels::from_pairs([("instance", instance)])).to_vec();
    let source = FakeSource { labels, value: Arc::new(|series, _| series as f64), ..rising() };
    let service = service(source);
    let first = service.forecast_metric(&asked("")).await.unwrap();
    assert_eq!(first.list.picks.len(), 2);
    let key = first.list.picks[1].key.clone();
    let second = service.forecast_metric(&asked("").with(Param::Series, &key)).await.unwrap();
    assert_eq!(second.series.history.values[0].to_bits(), 1.0_f64.to_bits());
    assert!(second.list.picks[1].is_picked && !second.list.picks[0].is_picked);
    let stranger = service.forecast_metric(&asked("").with(Param::Series, "{instance=\"c\"}")).await.unwrap_err();
    assert_eq!((stranger.kind, stranger.param), (ProblemKind::NotFound, Some(Param::Series)));
}

#[tokio::test]
async fn a_zoom_brings_finer_data_and_the_same_forecast() {
    let service = service(daily());
    let whole = service.forecast_metric(&asked("")).await.unwrap();
    let zoom = format!("{}~{}", NOW_SECONDS - 7200, NOW_SECONDS + 7200);
    let close = service.forecast_metric(&asked("").with(Param::Zoom, zoom)).await.unwrap();
    assert_eq!(close.series.forecast, whole.series.forecast);
    let detail = close.series.detail.unwrap();
    assert!(detail.step < Duration::MINUTE && detail.values.iter().all(|value| value.is_finite()));
    assert!(close.question.is_zoomed && !whole.question.is_zoomed);
}

#[tokio::test]
async fn what_the_source_warns_of_is_passed_on() {
    let source = FakeSource { warnings: vec!["partial".to_owned()], ..daily() };
    let service = service(source);
    assert_eq!(service.forecast_metric(&asked("")).await.unwrap().warnings, ["partial"]);
    let compared = service.forecast_metric(&asked("threshold=capacity")).await.unwrap();
    assert_eq!(compared.warnings, ["partial", "Of the threshold: partial"]);
}

#[tokio::test]
async fn each_failure_has_its_words() {
    let newest = Timestamp::from_seconds(NOW_SECONDS - 864_000);
    let empty = FakeSource { newest: Some(newest), ..FakeSource::one(|_| f64::NAN) };
    let denied = FakeSource { error: Some(SourceError::Denied { status: 401 }), ..daily() };
    let single = FakeSource::one(|time| if time.ms() % 345_600_000 == 0 { 1.0 } else { f64::NAN });
    let cases = [
        (empty, ProblemKind::Unprocessable),
        (denied, ProblemKind::Unauthorized),
        (single, ProblemKind::Unprocessable),
    ];
    for (source, kind) in cases {
        let problem = service(source).forecast_metric(&asked("")).await.unwrap_err();
        assert_eq!(problem.kind, kind, "{problem}");
        assert!(!problem.why.is_empty() && !problem.next.is_empty() && !problem.asked.is_empty(), "{problem:?}");
    }
}

#[tokio::test]
async fn nothing_asked_is_answered_with_where_to_begin() {
    let answer = service(daily()).page(&ForecastParams::default()).await.unwrap();
    let PageAnswer::Welcome(examples) = answer else { panic!("{answer:?}") };
    assert_eq!(examples.iter().map(|example| example.question.as_str()).collect::<Vec<_>>(), ["up"]);
}

#[tokio::test]
async fn the_same_question_is_answered_from_memory() {
    let asked_times = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counter = Arc::clone(&asked_times);
    let source = FakeSource::one(move |_| counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed) as f64);
    let service = service(source);
    let once = service.forecast_metric(&asked("")).await.unwrap();
    let read = asked_times.load(std::sync::atomic::Ordering::Relaxed);
    let twice = service.forecast_metric(&asked("hide=history")).await.unwrap();
    // As text, since a gap equals no gap.
    assert_eq!(format!("{:?}", once.series), format!("{:?}", twice.series));
    assert_eq!(asked_times.load(std::sync::atomic::Ordering::Relaxed), read);
}

/// Counts the jobs of a pool.
#[derive(Debug, Default)]
struct Jobs(std::sync::atomic::AtomicUsize);

impl crate::PoolWatcher for Jobs {
    fn ended(&self, _: crate::PoolEnding) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

#[tokio::test]
async fn forecasts_and_views_are_work_for_the_pool_and_forecasts_are_remembered() {
    let jobs = Arc::new(Jobs::default());
    let mut service = service(rising());
    service.pool = service.pool.watched(Arc::clone(&jobs) as _);
    let jobs_of = async |query: &str| {
        service.forecast_metric(&asked(query)).await.unwrap();
        jobs.0.swap(0, std::sync::atomic::Ordering::Relaxed)
    };
    assert_eq!(jobs_of("threshold=capacity").await, 3, "the metric, its limit, the view");
    assert_eq!(jobs_of("threshold=capacity&hide=history").await, 1, "the view");
    assert_eq!(jobs_of("threshold=other").await, 2, "another limit");
}
