//! Forecasts from the archive, alone and joined to a real Prometheus: what was collected, and no point twice.

use std::path::Path;

use timeseries::{Duration, Timestamp};

use crate::support::{Promcast, Prometheus, encoded, run};

/// In the archive it has another name, and the label of its API proxy.
const ARCHIVED: &str = r#"goroutines{api_proxy="prometheus"}"#;
const ASKED: &str = r#"go_goroutines{job="prometheus"}"#;
/// The end of the first day, which is collected, and hours of the second day, which is not.
const SEAM: &str = "2022-03-22T00:00:00Z";

fn config(url: &str, folder: &Path) -> String {
    format!(
        "apiProxies: [prometheus]
prometheus:
  url: {url}
  useRangeQuery: true
  rangeStep: 5m
  metrics:
    - name: goroutines
      query: go_goroutines{{job=\"%s\"}}
      labels: [job]
storage:
  outputDir: {}
",
        folder.display()
    )
}

#[test]
fn forecasts_of_what_is_kept() {
    let Some(prometheus) = Prometheus::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (file, archive) = (folder.path().join("config.yaml"), folder.path().join("archive"));
    let yaml = config(&prometheus.url(), &archive);
    std::fs::write(&file, &yaml).unwrap();
    let day = ["--from", "2022-03-21", "--to", "2022-03-21"];
    let ran = run(&[&["collect", "--config", &file.display().to_string()][..], &day].concat());
    assert_eq!(ran.code, Some(0), "{} {}", ran.stdout, ran.stderr);
    let promcast = Promcast::with_config(&yaml);
    the_archive_alone_has_the_day_it_keeps(&promcast, &prometheus);
    both_have_each_moment_once(&promcast, &prometheus);
    the_page_offers_them(&promcast);
    what_only_prometheus_knows_is_refused(&promcast);
    the_command_line_too(&file);
}

fn end(hours: u64) -> Timestamp {
    Timestamp::parse(SEAM, Timestamp::from_ms(0)).unwrap() + Duration::HOUR.times(hours)
}

/// The page of the points until an end, whose table holds their values.
fn page(promcast: &Promcast, source: &str, end: Timestamp) -> String {
    let query = format!(
        "/?source={}&expr={}&end={}&range=6h&step=5m&horizon=1h",
        encoded(source),
        encoded(ARCHIVED),
        encoded(&end.to_string())
    );
    promcast.get(&query).visible()
}

/// The row of the page's table for a moment, by what Prometheus itself says.
fn row_of(prometheus: &Prometheus, time: Timestamp) -> Option<String> {
    let told = prometheus.query(ASKED, time.seconds());
    let value: f64 = told[0]["value"][1].as_str()?.parse().unwrap();
    Some(format!("{}{}", timeseries::text::ds(time), timeseries::text::number(value)))
}

fn the_archive_alone_has_the_day_it_keeps(promcast: &Promcast, prometheus: &Prometheus) {
    // The real data have gaps, one of them before midnight.
    let mut times = (1..=36).map(|steps| end(0) - Duration::from_seconds(300).times(steps));
    let last = times.find(|time| row_of(prometheus, *time).is_some()).unwrap();
    let seen = page(promcast, "archive", last);
    let row = row_of(prometheus, last).unwrap();
    assert!(seen.contains(&row), "{row} in {seen}");
    assert!(seen.contains("Settles at about") || seen.contains("Stays around"), "{seen}");
    // An hour after the last row there is nothing more, and the last row is named.
    let after = page(promcast, "archive", end(12));
    assert!(after.contains("No data in the ") && after.contains("Latest sample: Mon 21 Mar 2022 23:50"), "{after}");
}

fn both_have_each_moment_once(promcast: &Promcast, prometheus: &Prometheus) {
    // The page's table has the last twelve points: some before the seam, some after.
    let last = end(0) + Duration::from_seconds(1200);
    let seen = page(promcast, "archive+prometheus", last);
    let moments = (0..12).map(|steps| last - Duration::from_seconds(300).times(steps));
    let rows: Vec<_> = moments.filter_map(|time| Some((time, row_of(prometheus, time)?))).collect();
    assert!(rows.iter().any(|(time, _)| *time < end(0)) && rows.iter().any(|(time, _)| *time > end(0)));
    for (time, row) in rows {
        assert!(seen.contains(&row), "{row} in {seen}");
        assert_eq!(seen.matches(&timeseries::text::ds(time)).count(), 1, "{time} in {seen}");
    }
}

fn the_page_offers_them(promcast: &Promcast) {
    let page = promcast.get("/?source=archive");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("archive+prometheus") && page.visible().contains("goroutines"), "{text}");
    // The `+` that somebody types in an address is a space.
    let typed = promcast.get(&format!("/?source=archive+prometheus&expr={}", encoded(ARCHIVED)));
    assert!(!typed.visible().contains("there is no source"), "{}", typed.visible());
}

fn what_only_prometheus_knows_is_refused(promcast: &Promcast) {
    let cases = [
        ("topk(3, goroutines)", 400, "archived metrics do not know topk"),
        ("sum(", 400, ""),
        (r#"goroutines{api_proxy="' OR 1=1 --"}"#, 422, "No data in the 7 days before Tue 22 Mar 2022"),
        ("nobody_knows_me", 422, "No data in the 7 days before Tue 22 Mar 2022"),
    ];
    for (expr, status, words) in cases {
        let page = promcast.get(&format!("/?source=archive&expr={}&end={}", encoded(expr), encoded(SEAM)));
        let seen = page.visible();
        assert_eq!(page.status, status, "{expr}: {seen}");
        assert!(crate::support::says(&seen, words), "{expr}: {seen}");
    }
}

fn the_command_line_too(file: &Path) {
    let (config, end) = (file.display().to_string(), SEAM);
    let question = ["forecast", ARCHIVED, "--source", "archive", "--config.file", &config];
    let span = ["--end", end, "--range", "6h", "--step", "5m", "--horizon", "1h"];
    let ran = run(&[&question[..], &span].concat());
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 1 + 12), "{} {}", ran.stdout, ran.stderr);
}
