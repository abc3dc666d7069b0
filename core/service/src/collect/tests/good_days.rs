//! Tests of the queries to a source that answers, and of the rows that result.

use super::*;

const TODAY: &str = "2026-11-20";
const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn one_value_a_day_is_of_now_or_of_the_last_moment() {
    let source = Told::answering(|query, _| one(if query.starts_with('a') { 1.0 } else { 2.0 }));
    let archive = Arc::new(MemoryArchive::default());
    let report = collector(&source, &archive, plan(None)).collect_days(day("2026-11-19"), day(TODAY)).await.unwrap();
    assert!(report.is_good() && report.failures().is_empty());
    assert_eq!((report.rows(), report.files().count()), (8, 4));
    assert_eq!(report.summary(), "Collected 4 files with 8 rows.");
    let noon = DAY_MS / 2;
    assert_eq!(kept(&archive, day(TODAY), "p1"), [("a".to_owned(), noon, 1.0), ("b".to_owned(), noon, 2.0)]);
    let last = DAY_MS - 1;
    assert_eq!(kept(&archive, day("2026-11-19"), "p2"), [("a".to_owned(), last, 1.0), ("b".to_owned(), last, 2.0)]);
    let queries: BTreeSet<String> = source.asked().into_iter().map(|(query, _)| query).collect();
    let each = ["a{apiproxy=\"p1\"}", "a{apiproxy=\"p2\"}", "b{apiproxy=\"p1\"}", "b{apiproxy=\"p2\"}"];
    assert_eq!(queries.iter().map(String::as_str).collect::<Vec<_>>(), each);
    let labels = archive.day(day(TODAY), &proxy("p1")).unwrap().rows[0].labels.clone();
    assert_eq!(labels, Labels::from_pairs([("environment", "prod"), ("apiproxy", "p")]));
}

#[tokio::test]
async fn a_grid_is_half_open_and_ends_now() {
    let source = Told::answering(|_, _| one(1.0));
    let archive = Arc::new(MemoryArchive::default());
    let collector = collector(&source, &archive, plan(Some(Duration::HOUR)));
    collector.collect_days(day("2026-11-19"), day(TODAY)).await.unwrap();
    let hours = |kept: Vec<(String, i64, f64)>| -> Vec<i64> {
        kept.into_iter().filter(|(name, ..)| name == "a").map(|(_, ms, _)| ms / 3_600_000).collect()
    };
    assert_eq!(hours(kept(&archive, day("2026-11-19"), "p1")), (0..24).collect::<Vec<_>>());
    assert_eq!(hours(kept(&archive, day(TODAY), "p1")), (0..12).collect::<Vec<_>>());
    assert!(archive.day(day("2026-11-19"), &proxy("p1")).unwrap().whole_day);
    assert!(!archive.day(day(TODAY), &proxy("p1")).unwrap().whole_day);
}

/// Checks for many steps that the points of two days are those of both together.
#[tokio::test]
async fn no_point_is_in_two_days_and_none_in_neither() {
    for seconds in [1, 7, 300, 3_601, 40_000, 86_400] {
        let source = Told::answering(|_, _| one(1.0));
        let archive = Arc::new(MemoryArchive::default());
        let step = Duration::from_seconds(seconds);
        let plan = CollectPlan::new(vec![proxy("p1")], vec![metric("a", Some(step))]).unwrap();
        collector(&source, &archive, plan).collect_days(day("2026-11-17"), day("2026-11-19")).await.unwrap();
        let days = day("2026-11-17").through(day("2026-11-19"));
        let mut times: Vec<i64> =
            days.flat_map(|day| archive.day(day, &proxy("p1")).unwrap().rows).map(|row| row.timestamp.ms()).collect();
        times.sort_unstable();
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] == step.ms_i64()), "{seconds}");
        let (first, end) = (day("2026-11-17").start().ms(), day("2026-11-20").start().ms());
        assert!(times[0] - first < step.ms_i64() && times[times.len() - 1] + step.ms_i64() >= end, "{seconds}");
        assert!(source.asked().iter().all(|(_, times)| times.len() <= 11_000), "{seconds}");
    }
}

#[tokio::test]
async fn labels_are_picked_and_no_row_is_lost() {
    let labels = |environment| Labels::from_pairs([("environment", environment), ("pod", "x")]);
    let source = Told::answering(move |_, _| Ok(vec![(labels("prod"), 1.0), (labels("test"), f64::NAN)]));
    let archive = Arc::new(MemoryArchive::default());
    let picked = CollectedMetric { labels: vec!["pod".to_owned(), "absent".to_owned()], ..metric("a", None) };
    let plan = CollectPlan::new(vec![proxy("p1")], vec![picked]).unwrap();
    collector(&source, &archive, plan).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    let rows = archive.day(day(TODAY), &proxy("p1")).unwrap().rows;
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.labels == Labels::from_pairs([("pod", "x")])));
    assert!(rows.iter().any(|row| row.value.is_nan()), "as Prometheus gave it");
}

#[tokio::test]
async fn a_day_that_was_not_over_is_due_again() {
    let source = Told::answering(|_, _| one(1.0));
    let archive = Arc::new(MemoryArchive::default());
    let plan = plan(Some(Duration::HOUR));
    let at = |ms| {
        let clock = Arc::new(FixedClock(Timestamp::from_ms(ms)));
        Collector::new(source.clone(), archive.clone(), clock, plan.clone(), Arc::new(NoWatcher))
    };
    at(NOON_MS).collect_due().await.unwrap();
    assert_eq!(at(NOON_MS).due_days().await.unwrap(), [day(TODAY)], "the days before it are whole now");
    let next = at(NOON_MS + DAY_MS);
    assert_eq!(next.due_days().await.unwrap(), [day(TODAY), day("2026-11-21")]);
    next.collect_due().await.unwrap();
    assert_eq!(next.due_days().await.unwrap(), [day("2026-11-21")]);
    assert_eq!(kept(&archive, day(TODAY), "p1").len(), 48);
    let later = at(NOON_MS + 30 * DAY_MS).due_days().await.unwrap();
    assert!(later.first() == Some(&day("2026-12-13")) && later.len() == 8, "Prometheus may have forgotten more");
}

#[tokio::test]
async fn no_more_is_asked_at_once_than_may_be() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    struct Slow;
    #[async_trait]
    impl MetricsSource for Slow {
        async fn query_range(&self, _query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            NOW.fetch_sub(1, Ordering::SeqCst);
            Ok(RangeAnswer::default())
        }
        async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
            Ok(Vec::new())
        }
        async fn newest_sample(&self, _: &str, _: Timestamp) -> Result<Option<Timestamp>, SourceError> {
            Ok(None)
        }
    }

    tokio::time::pause();
    let proxies = (0..20).map(|index| proxy(&format!("p{index}"))).collect();
    let metrics = ["a", "b", "c"].map(|name| metric(name, None)).to_vec();
    let plan = CollectPlan::new(proxies, metrics).unwrap().with_concurrency(6);
    let clock = Arc::new(FixedClock(Timestamp::from_ms(NOON_MS)));
    let archive = Arc::new(MemoryArchive::default());
    let collector = Collector::new(Arc::new(Slow), archive, clock, plan, Arc::new(NoWatcher));
    let since = tokio::time::Instant::now();
    collector.collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert_eq!((MOST.load(Ordering::SeqCst), since.elapsed().as_secs()), (6, 10), "60 questions, 6 at once");
}

#[tokio::test]
async fn a_day_without_anything_is_known_to_be_empty() {
    let source = Told::answering(|_, _| Ok(Vec::new()));
    let archive = Arc::new(MemoryArchive::default());
    let report = collector(&source, &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert!(report.is_good());
    assert_eq!(archive.day(day(TODAY), &proxy("p1")).unwrap().rows, []);
}

#[test]
fn a_plan_can_be_narrowed() {
    let narrow = plan(None).of_proxies(&["p2".to_owned()]).unwrap();
    assert_eq!(narrow.proxies(), [proxy("p2")]);
    assert_eq!(
        narrow.questions(0).map(|(_, query)| query).collect::<Vec<_>>(),
        ["a{apiproxy=\"p2\"}", "b{apiproxy=\"p2\"}"]
    );
    assert!(matches!(plan(None).of_proxies(&["p3".to_owned()]), Err(CollectError::NoSuchProxy { .. })));
}

#[test]
fn what_an_operator_should_hear() {
    let of = |query: &str| CollectedMetric { template: Template::parse(query).unwrap(), ..metric("m", None) };
    let metrics = vec![of("up"), of("sum("), of("up{a=\"%s\"}")];
    let plan = CollectPlan::new(vec![proxy("p"), proxy("q")], metrics.clone()).unwrap();
    let warnings = plan.warnings();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].contains("every API proxy gets the same rows") && warnings[1].contains("may be wrong"));
    let warnings = CollectPlan::new(vec![proxy("p")], metrics).unwrap().warnings();
    assert_eq!(warnings.len(), 1, "one proxy has nobody to share rows with: {warnings:?}");
}
