//! Days of a real Prometheus: every row is what it says itself.

use std::collections::BTreeSet;

use timeseries::{Day, Duration};

use super::{Setup, files};
use crate::support::{ArchivedRow, Prometheus, archived_rows, run};

const GAUGE: &str = "go_goroutines{job=\"prometheus\"}";

fn config(url: &str, archive: &std::path::Path, range: bool) -> String {
    format!(
        "apiProxies: [prometheus, nobody]
prometheus:
  url: {url}
  useRangeQuery: {range}
  rangeStep: 5m
  metrics:
    - name: goroutines
      query: go_goroutines{{job=\"%s\"}}
      labels: [job]
    - name: request_count
      query: sum(increase(prometheus_http_requests_total{{job=\"%s\"}}[1d])) by (job, code)
      useRangeQuery: false
storage:
  outputDir: {}
",
        archive.display()
    )
}

#[test]
fn days_of_a_real_prometheus() {
    let Some(prometheus) = Prometheus::start() else { return };
    for range in [false, true] {
        let setup = Setup::of("http://unused", "");
        setup.write(&config(&prometheus.url(), &setup.archive(), range));
        let days = ["--from", "2022-03-21", "--to", "2022-03-22"];
        let ran = run(&[&["collect", "--config", &setup.config()][..], &days].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
        let expected = ["2022-03-21/nobody", "2022-03-21/prometheus", "2022-03-22/nobody", "2022-03-22/prometheus"];
        assert_eq!(files(&setup.archive()), expected.map(|name| format!("{name}.parquet")));
        assert_eq!(archived_rows(&setup.file("2022-03-21", "nobody")), []);
        for day in ["2022-03-21", "2022-03-22"] {
            let rows = archived_rows(&setup.file(day, "prometheus"));
            is_what_prometheus_says(&prometheus, day.parse().unwrap(), &rows, range);
        }
        assert!(ran.stdout.contains("Collected 4 files"), "{}", ran.stdout);
    }
}

fn is_what_prometheus_says(prometheus: &Prometheus, day: Day, rows: &[ArchivedRow], range: bool) {
    assert!(rows.iter().all(|row| row.proxy == "prometheus" && row.date == day.to_string()));
    let of = |name| rows.iter().filter(move |row: &&ArchivedRow| row.metric == name);
    let last_ms = day.range().end.ms() - 1;
    let counts: Vec<_> = of("request_count").collect();
    let counted = prometheus.query(
        "sum(increase(prometheus_http_requests_total{job=\"prometheus\"}[1d])) by (job, code)",
        last_ms as f64 / 1000.0,
    );
    assert_eq!(counts.len(), counted.as_array().unwrap().len());
    assert!(counts.iter().all(|row| row.timestamp_ms == last_ms && row.labels.keys().eq(["code", "job"])));
    let step = Duration::from_seconds(300);
    let seen: BTreeSet<(i64, u64)> = of("goroutines").map(|row| (row.timestamp_ms, row.value.to_bits())).collect();
    let moments: Vec<i64> = match range {
        true => (0..288).map(|point| (day.start() + step.times(point)).ms()).collect(),
        false => vec![last_ms],
    };
    let mut told = BTreeSet::new();
    for ms in moments {
        for series in prometheus.query(GAUGE, ms as f64 / 1000.0).as_array().unwrap() {
            let value: f64 = series["value"][1].as_str().unwrap().parse().unwrap();
            told.insert((ms, value.to_bits()));
        }
    }
    assert_eq!(seen, told, "{day}");
    assert!(!range || seen.len() > 10, "{}", seen.len());
    assert!(of("goroutines").all(|row| row.labels.keys().eq(["job"])));
}
