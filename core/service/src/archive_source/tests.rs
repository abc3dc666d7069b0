//! The archive as a source: what it answers, what it refuses, and what it says when something is in the way.

mod rows_sql;

use archive::{ProxyName, Row};
use timeseries::{Labels, Sample};

pub(crate) use rows_sql::RowsSql;

use super::*;
use crate::SqlError;
use crate::fakes::{DayToKeep, MemoryArchive, WholeDays};

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text, Timestamp::from_ms(0)).unwrap()
}

pub(crate) fn grid(start: &str, step: &str, len: usize) -> Grid {
    Grid { start: at(start), step: step.parse().unwrap(), len }
}

/// A row of `m` in an environment.
pub(crate) fn row(metric: &str, environment: &str, time: &str, value: f64) -> Row {
    let labels = Labels::from_pairs([("environment", environment)]);
    Row { timestamp: at(time), metric: metric.to_owned(), value, labels }
}

pub(crate) async fn keep(archive: &MemoryArchive, proxy: &str, rows: Vec<Row>) {
    let day = Day::of(rows[0].timestamp);
    let proxy: ProxyName = proxy.parse().unwrap();
    let day = DayToKeep { day, proxy, rows, collected: day.range().end, whole_day: true };
    archive.write_day(day).await.unwrap();
}

/// Two proxies with a value every ten minutes of two days: its day of the month times 1000, and the minute of the day.
async fn every_ten_minutes() -> MemoryArchive {
    let archive = MemoryArchive::default();
    for (proxy, day) in [("a", 1), ("a", 2), ("b", 1), ("b", 2)] {
        let moment = |minute: i64| at(&format!("2026-01-0{day}")) + Duration::MINUTE.times(minute as u64);
        let of = |metric: &str, environment: &str, minute: i64| Row {
            timestamp: moment(minute),
            value: (day * 1000 + minute) as f64,
            ..row(metric, environment, "2026-01-01", 0.0)
        };
        let minutes = (0..144).map(|index| index * 10);
        let rows = minutes.flat_map(|minute| {
            [of("requests", "prod", minute), of("requests", "test", minute), of("latency", "prod", minute)]
        });
        keep(&archive, proxy, rows.collect()).await;
    }
    archive
}

/// A value a day at noon, the 5th missing.
async fn every_day() -> MemoryArchive {
    let archive = MemoryArchive::default();
    for day in (1..=9).filter(|day| *day != 5) {
        let rows = vec![row("requests", "prod", &format!("2026-01-0{day} 12:00"), f64::from(day))];
        keep(&archive, "a", rows).await;
    }
    archive
}

fn source(archive: MemoryArchive) -> (ArchiveSource, Arc<RowsSql>) {
    let archive = Arc::new(archive);
    let sql = Arc::new(RowsSql { archive: Arc::clone(&archive), ..RowsSql::default() });
    (ArchiveSource::new(archive, Arc::clone(&sql) as Arc<dyn SqlEngine>), sql)
}

async fn ask(source: &dyn MetricsSource, expr: &str, grid: Grid) -> Result<RangeAnswer, SourceError> {
    source.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await
}

/// The only series' values by their moments.
async fn values(source: &dyn MetricsSource, expr: &str, grid: Grid) -> Vec<Option<f64>> {
    let answer = ask(source, expr, grid).await.unwrap();
    assert_eq!(answer.series.len(), 1, "{expr}: {answer:?}");
    let sample = |time| answer.series[0].samples.iter().find(|sample: &&Sample| sample.time == time);
    grid.times().map(|time| sample(time).map(|sample| sample.value)).collect()
}

#[tokio::test]
async fn which_series_an_expression_has() {
    let (source, _) = source(every_ten_minutes().await);
    let of = |metric: &str, proxy: &str, environment: &str| {
        format!("{metric}{{api_proxy=\"{proxy}\",environment=\"{environment}\"}}")
    };
    let prod = [of("requests", "a", "prod"), of("requests", "b", "prod")];
    let cases = [
        (r#"requests{environment="prod"}"#, prod.to_vec()),
        (r#"requests{api_proxy="a",environment="prod"}"#, prod[..1].to_vec()),
        (r#"requests{api_proxy!="a",environment!="test"}"#, prod[1..].to_vec()),
        (r#"requests{api_proxy=~"[ax]",environment=~"p.+"}"#, prod[..1].to_vec()),
        (r#"requests{api_proxy!~"[bx]",environment!~"t.*"}"#, prod[..1].to_vec()),
        (r#"{__name__=~"req.*",api_proxy="b",environment="prod"}"#, prod[1..].to_vec()),
        (r#"requests{api_proxy="a' OR 1=1 --"}"#, vec![]),
        (r#"requests{environment=""}"#, vec![]),
        (r#"nobody_knows_me{api_proxy="a"}"#, vec![]),
        (r#"sum by (api_proxy) (requests)"#, vec![r#"{api_proxy="a"}"#.into(), r#"{api_proxy="b"}"#.into()]),
        (r#"max_over_time(latency{api_proxy="a"}[1h])"#, vec![r#"{api_proxy="a",environment="prod"}"#.into()]),
        ("1 + 1", vec!["{}".into()]),
    ];
    for (expr, expected) in cases {
        let answer = ask(&source, expr, grid("2026-01-01 12:00", "1h", 3)).await.unwrap();
        let labels: Vec<_> = answer.series.iter().map(|series| series.labels.to_string()).collect();
        assert_eq!(labels, expected, "{expr}");
        assert_eq!((answer.warnings, answer.infos), (vec![], vec![]), "{expr}");
    }
}

#[tokio::test]
async fn which_values_it_has() {
    let (source, _) = source(every_ten_minutes().await);
    let requests = r#"requests{api_proxy="a",environment="prod"}"#;
    let cases = [
        (requests.to_owned(), grid("2026-01-01 12:00", "1h", 2), [Some(1720.0), Some(1780.0)]),
        (format!("{requests} offset 1d"), grid("2026-01-02 12:00", "1h", 2), [Some(1720.0), Some(1780.0)]),
        (format!("{requests} - {requests} offset 1d"), grid("2026-01-02 12:00", "1h", 2), [Some(1000.0); 2]),
        (format!("count_over_time({requests}[1h])"), grid("2026-01-01 12:00", "1h", 2), [Some(6.0); 2]),
        (format!("max_over_time({requests}[1d])"), grid("2026-01-02", "1d", 2), [Some(2430.0), Some(3430.0)]),
        // A value every ten minutes counts for ten minutes.
        (requests.to_owned(), grid("2026-01-02 23:55", "4m", 2), [Some(3430.0), Some(3430.0)]),
        (requests.to_owned(), grid("2026-01-02 23:59", "1m", 2), [Some(3430.0), None]),
        // Over midnight, from one file to the next.
        (requests.to_owned(), grid("2026-01-01 23:50", "10m", 2), [Some(2430.0), Some(2000.0)]),
    ];
    for (expr, grid, expected) in cases {
        assert_eq!(values(&source, &expr, grid).await, expected, "{expr} {grid:?}");
    }
}

#[tokio::test]
async fn a_value_a_day_is_one_a_day_and_a_missing_day_a_gap() {
    let (source, _) = source(every_day().await);
    let daily = values(&source, "requests", grid("2026-01-02", "1d", 10)).await;
    let expected = [1.0, 2.0, 3.0, 4.0, f64::NAN, 6.0, 7.0, 8.0, 9.0, f64::NAN];
    assert_eq!(daily, expected.map(|value| Some(value).filter(|value| !value.is_nan())));
}

#[tokio::test]
async fn a_step_finer_than_the_archive_is_said() {
    let (source, _) = source(every_day().await);
    let answer = ask(&source, "requests", grid("2026-01-02", "1h", 48)).await.unwrap();
    assert_eq!(
        answer.infos,
        ["the archive has a value about every 1d: at a step of 1h each one counts until the next"]
    );
    assert!(ask(&source, "requests", grid("2026-01-02", "1d", 5)).await.unwrap().infos.is_empty());
}

#[tokio::test]
async fn how_far_apart_values_are() {
    let before = at("2026-01-10");
    let (daily, _) = source(every_day().await);
    let (fine, _) = source(every_ten_minutes().await);
    assert_eq!(daily.resolution("sum(requests)", before).await, Some(Duration::DAY));
    assert_eq!(daily.resolution("requests", at("2026-01-01")).await, None);
    assert_eq!(daily.resolution("nobody_knows_me", before).await, None);
    assert_eq!(daily.resolution("sum(", before).await, None);
    assert_eq!(fine.resolution("requests / latency", before).await, Some(Duration::MINUTE.times(10)));
}

#[tokio::test]
async fn only_the_files_of_days_and_proxies_that_are_needed_are_read() {
    let (source, sql) = source(every_ten_minutes().await);
    ask(&source, r#"requests{api_proxy="b"}"#, grid("2026-01-03 12:00", "1h", 3)).await.unwrap();
    ask(&source, r#"requests{api_proxy="b"}"#, grid("2026-01-01 12:00", "1h", 3)).await.unwrap();
    ask(&source, r#"requests{api_proxy="nobody"}"#, grid("2026-01-01 12:00", "1h", 3)).await.unwrap();
    ask(&source, "requests", grid("2027-01-01 12:00", "1h", 3)).await.unwrap();
    let asked = sql.asked.lock().unwrap();
    assert_eq!(*asked, [vec!["2026-01-02/b.parquet"], vec!["2026-01-01/b.parquet"]]);
}

#[tokio::test]
async fn what_is_refused_is_refused_before_anything_is_read() {
    let (source, sql) = source(every_ten_minutes().await);
    for expr in ["", "sum(", "requests[5m]", "topk(3, requests)", "rate(requests[5m:1m])", "requests @ end()"] {
        let error = ask(&source, expr, grid("2026-01-01 12:00", "1h", 3)).await.unwrap_err();
        assert!(matches!(error, SourceError::Answered { .. } | SourceError::Unsupported { .. }), "{expr}: {error}");
        assert!(!error.to_string().contains("sample metrics"), "{expr}: {error}");
    }
    assert!(sql.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_gap_of_nan_stays_a_gap_and_the_greater_of_two_values_counts() {
    let archive = MemoryArchive::default();
    let rows = [("00:00", 1.0), ("00:01", f64::NAN), ("00:02", 3.0), ("00:02", 2.0)];
    let rows = rows.map(|(time, value)| row("m", "prod", &format!("2026-01-01 {time}"), value));
    keep(&archive, "a", rows.to_vec()).await;
    let (source, _) = source(archive);
    let found = values(&source, "m", grid("2026-01-01", "1m", 3)).await;
    assert_eq!((found[0], found[2]), (Some(1.0), Some(3.0)));
    assert!(found[1].unwrap().is_nan());
}

#[tokio::test]
async fn a_damaged_file_is_left_out_and_named() {
    let archive = Arc::new(every_ten_minutes().await);
    let damaged = vec!["2026-01-01/a.parquet".to_owned()];
    let sql = Arc::new(RowsSql { archive: Arc::clone(&archive), damaged, ..RowsSql::default() });
    let source = ArchiveSource::new(archive, sql);
    let answer = ask(&source, r#"requests{environment="prod"}"#, grid("2026-01-01 12:00", "1h", 2)).await.unwrap();
    assert_eq!(answer.series.len(), 1);
    let said = "the file 2026-01-01/a.parquet of the archive cannot be read and is left out: no magic bytes";
    assert_eq!(answer.warnings, [said]);
}

#[tokio::test]
async fn what_is_in_the_way_is_said_in_its_kind() {
    let failing = |error, cut| async move {
        let archive = Arc::new(every_ten_minutes().await);
        let sql = Arc::new(RowsSql { archive: Arc::clone(&archive), error, cut, ..RowsSql::default() });
        ask(&ArchiveSource::new(archive, sql), "requests", grid("2026-01-01 12:00", "1h", 2)).await.unwrap_err()
    };
    let cases = [
        (Some(SqlError::Timeout { seconds: 60 }), false, "no answer within 60 s"),
        (
            Some(SqlError::OutOfMemory { limit_mib: 512 }),
            false,
            "the answer is too large: a question that needs more memory, at most 512 MiB are read",
        ),
        (Some(SqlError::Busy), false, "too many queries run at once"),
        (Some(SqlError::File { path: "elsewhere".into(), message: "x".into() }), false, "elsewhere: x"),
        (None, true, "the answer is too large: more than 2 million samples, at most 2 million are read"),
    ];
    for (error, cut, expected) in cases {
        assert_eq!(failing(error, cut).await.to_string(), expected);
    }
}

#[tokio::test]
async fn the_port() {
    let (source, sql) = source(every_ten_minutes().await);
    let metrics = source.metrics().await.unwrap();
    let told: Vec<_> = metrics.iter().map(|metric| (metric.name.as_str(), metric.help.as_str())).collect();
    let expected =
        [("latency", "Archived: 576 rows of 2 API proxies."), ("requests", "Archived: 1,152 rows of 2 API proxies.")];
    assert_eq!(told, expected);
    source.metrics().await.unwrap();
    assert_eq!(sql.asked.lock().unwrap().len(), 1, "an archive that is what it was is not asked again");
    let last = at("2026-01-02 23:50");
    let cases = [
        ("requests", "2026-03-01", Some(last)),
        ("sum(requests)", "2026-01-02 23:55", Some(last)),
        ("requests offset 1d", "2026-03-01", Some(last + Duration::DAY)),
        ("requests", "2026-01-01 12:34", Some(at("2026-01-01 12:30"))),
        ("requests", "2025-01-01", None),
        ("requests > 1e9", "2026-03-01", None),
        ("nobody_knows_me", "2026-03-01", None),
    ];
    for (expr, before, expected) in cases {
        assert_eq!(source.newest_sample(expr, at(before)).await, Ok(expected), "{expr} {before}");
    }
}

#[tokio::test]
async fn an_empty_archive_has_nothing() {
    let (source, sql) = source(MemoryArchive::default());
    assert_eq!(source.metrics().await, Ok(Vec::new()));
    assert_eq!(ask(&source, "requests", grid("2026-01-01", "1h", 3)).await, Ok(RangeAnswer::default()));
    assert_eq!(source.newest_sample("requests", at("2026-01-01")).await, Ok(None));
    assert!(sql.asked.lock().unwrap().is_empty());
}
