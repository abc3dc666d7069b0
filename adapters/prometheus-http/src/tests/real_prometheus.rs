//! A real Prometheus on real data: what the fakes promise is what it does.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration as StdDuration;

use promql::RangeQuery;
use service::{MetricsSource, SourceError};
use tempfile::TempDir;
use timeseries::{Duration, Grid, Timestamp};

use crate::{PrometheusConfig, PrometheusHttp};

/// The newest sample of the data, as `promtool tsdb dump` and `/api/v1/status/tsdb` show it.
const NEWEST_MS: i64 = 1_648_812_801_054;

/// A running Prometheus, which ends with the value.
pub(super) struct Prometheus {
    child: Child,
    url: String,
    _folder: TempDir,
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Prometheus {
    /// Starts one on a copy of the shared data; says why where it cannot.
    async fn start() -> Option<Self> {
        let archive = shared_data().join("prometheus/tsdb/prometheus-data.tar.gz");
        if !archive.exists() {
            println!("ignored: no shared data");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let unpacked = Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(folder.path()).status();
        assert!(unpacked.unwrap().success());
        Self::on(folder, "global: {}\n", &[]).await
    }

    /// Starts one on a folder, with a config and flags; says why where it cannot.
    pub(super) async fn on(folder: TempDir, config: &str, flags: &[&str]) -> Option<Self> {
        let Some((child, url)) = spawn(folder.path(), config, flags) else {
            println!("ignored: no `prometheus` on the path");
            return None;
        };
        let prometheus = Self { child, url, _folder: folder };
        prometheus.is_ready().await;
        Some(prometheus)
    }

    pub(super) fn source(&self) -> PrometheusHttp {
        PrometheusHttp::new(PrometheusConfig::at(&self.url)).unwrap()
    }

    async fn is_ready(&self) {
        for _ in 0..200 {
            if self.source().metrics().await.is_ok_and(|metrics| !metrics.is_empty()) {
                return;
            }
            tokio::time::sleep(StdDuration::from_millis(100)).await;
        }
        panic!("Prometheus did not start in 20 seconds");
    }
}

fn shared_data() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    std::env::var_os("PROMCAST_DATA").map_or_else(beside, PathBuf::from)
}

fn spawn(folder: &Path, config_text: &str, flags: &[&str]) -> Option<(Child, String)> {
    let config = folder.join("prometheus.yml");
    fs::write(&config, config_text).unwrap();
    // Free a moment ago, and most likely still.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let child = Command::new("prometheus")
        .arg(format!("--config.file={}", config.display()))
        .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
        .arg("--storage.tsdb.retention.time=100y")
        .arg(format!("--web.listen-address={address}"))
        .args(flags)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Some((child.ok()?, format!("http://{address}")))
}

#[tokio::test]
async fn a_real_prometheus() {
    let Some(prometheus) = Prometheus::start().await else {
        return;
    };
    let source = prometheus.source();
    a_query_across_a_boundary_is_one_answer(&source).await;
    a_split_range_has_one_end(&source).await;
    the_newest_sample_is_found_to_the_millisecond(&source).await;
    errors_come_with_their_position(&source).await;
    let metrics = source.metrics().await.unwrap();
    assert!(metrics.len() > 100 && metrics.iter().any(|metric| metric.name == "up"), "{}", metrics.len());
    let under_a_prefix = PrometheusHttp::new(PrometheusConfig::at(format!("{}/nowhere", prometheus.url))).unwrap();
    assert!(matches!(under_a_prefix.metrics().await, Err(SourceError::NotPrometheus { .. })));
}

/// Prometheus answers 11,000 points at most; the 12,000 asked are cut in the middle of the data.
async fn a_query_across_a_boundary_is_one_answer(source: &PrometheusHttp) {
    let step = Duration::from_seconds(5);
    let boundary = Timestamp::from_seconds(1_647_894_600);
    let grid = Grid { start: boundary - step.times(11_000), step, len: 12_000 };
    let query = |grid| RangeQuery { expr: "go_goroutines".to_owned(), grid };
    let whole = source.query_range(&query(grid)).await.unwrap();
    let around = source.query_range(&query(Grid { start: boundary - step.times(50), step, len: 100 })).await.unwrap();
    assert_eq!((whole.series.len(), around.series.len()), (1, 1));
    for (whole, around) in whole.series.iter().zip(&around.series) {
        assert!(whole.samples.windows(2).all(|pair| pair[0].time < pair[1].time));
        assert_eq!(around.samples.len(), 100);
        assert_eq!(whole.labels, around.labels);
        assert!(whole.samples.windows(100).any(|window| window == around.samples));
    }
}

/// A comparison with the value at the end of the range is the same in every piece.
async fn a_split_range_has_one_end(source: &PrometheusHttp) {
    let step = Duration::SECOND;
    let grid = Grid { start: Timestamp::from_seconds(1_647_894_600) - step.times(11_000), step, len: 12_000 };
    for (expr, same) in [
        ("count(up @ end())", "count(up @ 1647895599)"),
        ("sum(timestamp(up @ start()))", "sum(timestamp(up @ 1647883600))"),
        ("max(max_over_time(timestamp(up)[10m:1m] @ end()))", "max(max_over_time(timestamp(up)[10m:1m] @ 1647895599))"),
    ] {
        let asked = async |expr: &str| source.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await.unwrap();
        let (whole, pinned) = (asked(expr).await, asked(same).await);
        assert!(!whole.series.is_empty() && whole == pinned, "{expr}");
    }
}

async fn the_newest_sample_is_found_to_the_millisecond(source: &PrometheusHttp) {
    let newest = Timestamp::from_ms(NEWEST_MS);
    for (age, expr) in [("0s", "up"), ("2m", "up # comment"), ("40m", "up"), ("6h", "up"), ("5d", "up"), ("29d", "up")]
    {
        let before = newest + age.parse().unwrap();
        assert_eq!(source.newest_sample(expr, before).await, Ok(Some(newest)), "{age}");
    }
    let year_after = newest + Duration::DAY.times(400);
    assert_eq!(source.newest_sample("up", year_after).await, Ok(Some(newest)), "of a selector none is missed");
    // Of anything else the looks are then so far apart that they miss the lone samples at the end.
    let computed = source.newest_sample("-up", year_after).await.unwrap();
    assert!(computed.is_some_and(|found| found <= newest), "{computed:?}");
    assert_eq!(source.newest_sample("up", newest + Duration::DAY.times(3652)).await, Ok(None));
    assert_eq!(source.newest_sample("no_such_metric", newest).await, Ok(None));
    assert_eq!(source.newest_sample("1", newest).await, Ok(None));
    assert_eq!(source.newest_sample("up up", newest).await, Ok(None));
}

async fn errors_come_with_their_position(source: &PrometheusHttp) {
    for (expr, expected) in [("up up", 3), ("sum(\n  up\n  \"日\" up\n)", 12), ("rate(up)", 5), ("sum(up", 6)] {
        match source.query_range(&super::query_of(expr, 1)).await {
            Err(SourceError::Answered { error_type, position, message }) => {
                assert_eq!((error_type.as_str(), position), ("bad_data", Some(expected)), "{message}");
            }
            other => panic!("{expr}: {other:?}"),
        }
    }
}
