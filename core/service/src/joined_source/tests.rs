//! The archive and a Prometheus as one: each moment has its value from one of them.

use archive::Row;
use proptest::prelude::*;
use timeseries::{Grid, Labels, Series};

use super::*;
use crate::archive_source::tests::{RowsSql, at, grid, keep, row};
use crate::fakes::{FakeSource, MemoryArchive};

/// The metrics `requests` and `latency` of the proxies `a` and `b`.
#[derive(Debug)]
struct Definitions;

impl MetricDefinitions for Definitions {
    fn pairs(&self) -> Vec<Pair> {
        let pair = |(metric, proxy): (&str, &str)| Pair { metric: metric.to_owned(), proxy: proxy.to_owned() };
        [("requests", "a"), ("requests", "b"), ("latency", "a")].map(pair).to_vec()
    }

    fn definition(&self, pair: &Pair) -> Option<MetricDefinition> {
        let expr = format!("asked_{}{{proxy=\"{}\"}}", pair.metric, pair.proxy);
        self.pairs().contains(pair).then(|| MetricDefinition { expr, kept_labels: vec!["environment".to_owned()] })
    }
}

/// A Prometheus with one series in `prod`, whose value is its moment in seconds, negative.
fn prometheus() -> FakeSource {
    let labels = Labels::from_pairs([("__name__", "x"), ("environment", "prod"), ("apiproxy", "a")]);
    FakeSource { labels: vec![labels], ..FakeSource::one(|time| -time.seconds()) }
}

fn joined(archive: MemoryArchive, prometheus: FakeSource) -> JoinedSource {
    let archive = Arc::new(archive);
    let sql = Arc::new(RowsSql { archive: Arc::clone(&archive), ..RowsSql::default() });
    JoinedSource::new(ArchiveSource::new(archive, sql), Arc::new(prometheus), Arc::new(Definitions))
}

/// The first of January until a minute, a value a minute: its moment in seconds.
async fn until(last_minute: u64) -> MemoryArchive {
    let archive = MemoryArchive::default();
    let minute = |minute| {
        let timestamp = at("2026-01-01") + Duration::MINUTE.times(minute);
        Row { timestamp, value: timestamp.seconds(), ..row("requests", "prod", "2026-01-01", 0.0) }
    };
    keep(&archive, "a", (0..=last_minute).map(minute).collect()).await;
    archive
}

async fn ask(source: &JoinedSource, expr: &str, grid: Grid) -> RangeAnswer {
    source.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await.unwrap()
}

const REQUESTS: &str = r#"requests{api_proxy="a"}"#;

fn only(answer: &RangeAnswer) -> &Series {
    assert_eq!(answer.series.len(), 1, "{answer:?}");
    &answer.series[0]
}

#[tokio::test]
async fn old_from_the_archive_and_new_from_prometheus() {
    let source = joined(until(600).await, prometheus());
    let answer = ask(&source, REQUESTS, grid("2026-01-01 09:58", "1m", 5)).await;
    assert_eq!(only(&answer).labels.to_string(), r#"requests{api_proxy="a",environment="prod"}"#);
    let signs: Vec<_> = only(&answer).samples.iter().map(|sample| sample.value.signum()).collect();
    assert_eq!(signs, [1.0, 1.0, 1.0, -1.0, -1.0]);
    assert_eq!(answer.warnings, Vec::<String>::new());
    let sum = ask(&source, "sum(requests)", grid("2026-01-01 09:58", "1m", 5)).await;
    // The proxy b is not archived at all: all of it is Prometheus', and is added.
    assert_eq!(only(&sum).samples[0].value, 0.0);
    assert_eq!(only(&sum).samples[4].value, -2.0 * at("2026-01-01 10:02").seconds());
}

#[tokio::test]
async fn what_the_archive_covers_is_not_asked_of_prometheus() {
    let silent = FakeSource { error: Some(SourceError::Denied { status: 401 }), ..prometheus() };
    let answer = ask(&joined(until(600).await, silent), REQUESTS, grid("2026-01-01 09:00", "1m", 61)).await;
    assert_eq!((only(&answer).samples.len(), answer.warnings.len()), (61, 0));
}

#[tokio::test]
async fn where_prometheus_does_not_answer_the_archive_does_and_says_so() {
    let silent = FakeSource {
        error: Some(SourceError::Unreachable { at: "http://p".into(), why: "connection refused".into() }),
        ..prometheus()
    };
    let answer = ask(&joined(until(600).await, silent), REQUESTS, grid("2026-01-01 09:56", "1m", 20)).await;
    // Five minutes a sample counts.
    assert_eq!(only(&answer).samples.len(), 4 + 5);
    let said = "Prometheus did not tell what is newer than the archive, which is missing: cannot connect to http://p: connection refused";
    assert_eq!(answer.warnings, [said]);
}

#[tokio::test]
async fn where_prometheus_has_nothing_there_is_nothing() {
    let quiet = FakeSource { value: Arc::new(|_, _| f64::NAN), ..prometheus() };
    let answer = ask(&joined(until(600).await, quiet), REQUESTS, grid("2026-01-01 09:56", "1m", 20)).await;
    assert_eq!(only(&answer).samples.len(), 5);
}

#[tokio::test]
async fn without_a_definition_the_answer_is_the_archives_and_says_so() {
    let archive = MemoryArchive::default();
    keep(&archive, "old", vec![row("requests", "prod", "2026-01-01 10:00", 1.0)]).await;
    let answer =
        ask(&joined(archive, prometheus()), r#"requests{api_proxy="old"}"#, grid("2026-01-01 10:00", "1m", 9)).await;
    assert_eq!(only(&answer).samples.len(), 5);
    let said =
        "the collector's config has no metric requests of the API proxy old: what is newer than its archive is missing";
    assert_eq!(answer.warnings, [said]);
}

#[tokio::test]
async fn windows_go_over_the_seam() {
    let source = joined(until(600).await, prometheus());
    let counted = ask(&source, &format!("count_over_time({REQUESTS}[10m])"), grid("2026-01-01 09:58", "1m", 9)).await;
    assert!(only(&counted).samples.iter().all(|sample| sample.value == 10.0), "{counted:?}");
    let least = ask(&source, &format!("min_over_time({REQUESTS}[2m])"), grid("2026-01-01 10:00", "1m", 2)).await;
    let values: Vec<_> = only(&least).samples.iter().map(|sample| sample.value.signum()).collect();
    assert_eq!(values, [1.0, -1.0]);
}

#[tokio::test]
async fn too_many_queries_are_refused() {
    let source = joined(MemoryArchive::default(), prometheus());
    let huge = RangeQuery { expr: "requests".to_owned(), grid: grid("2026-01-01", "1s", 60_000) };
    assert!(matches!(source.query_range(&huge).await, Err(SourceError::TooLarge { .. })));
    let long = RangeQuery { expr: "sum_over_time(requests[10y])".to_owned(), grid: grid("2026-01-01", "1m", 1) };
    assert!(matches!(source.query_range(&long).await, Err(SourceError::TooLarge { .. })));
}

#[tokio::test]
async fn the_port() {
    let newest = Some(at("2026-01-01 11:11"));
    let source = joined(until(600).await, FakeSource { newest, ..prometheus() });
    let names: Vec<_> = source.metrics().await.unwrap().into_iter().map(|metric| metric.name).collect();
    assert_eq!(names, ["latency", "requests"]);
    assert_eq!(source.newest_sample(REQUESTS, at("2026-01-02")).await, Ok(newest));
    assert_eq!(source.resolution(REQUESTS, at("2026-01-02")).await, Some(Duration::MINUTE));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_moment_has_one_value_and_the_archive_wins(
        last_minute in 0_u64..1439,
        start_second in 0_u64..90_000,
        step_seconds in 1_u64..4_000,
        len in 1_usize..100,
    ) {
        let start = at("2026-01-01") + Duration::from_seconds(start_second);
        let grid = Grid { start, step: Duration::from_seconds(step_seconds), len };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(async { ask(&joined(until(last_minute).await, prometheus()), REQUESTS, grid).await });
        let seam = at("2026-01-01") + Duration::MINUTE.times(last_minute);
        let samples = &only(&answer).samples;
        // A value at every moment: the archive begins before the grid does, and Prometheus knows every moment.
        prop_assert_eq!(samples.iter().map(|sample| sample.time).collect::<Vec<_>>(), grid.times().collect::<Vec<_>>());
        for sample in samples {
            // The archive's are the moment of the row that counts, Prometheus' are their own, negative.
            let row = timeseries::aligned_down(sample.time, Duration::MINUTE).seconds();
            let expected = if sample.time <= seam { row } else { -sample.time.seconds() };
            prop_assert_eq!(sample.value, expected, "{} of {}", sample.time, seam);
        }
    }
}
