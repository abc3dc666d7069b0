//! The memory of a run of the collector: bounded by what is asked for at once, not by what a day comes to.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{Fake, archived_rows, json, matrix, run};

const DAY: &str = "2026-01-30";

/// A config of so many metrics without API proxies, a point a minute.
fn config(url: &str, folder: &std::path::Path, metrics: usize) -> String {
    let list: String = (0..metrics).map(|nth| format!("    - {{name: m{nth:02}, query: m{nth:02}}}\n")).collect();
    let yaml = format!(
        "prometheus:\n  url: {url}\n  useRangeQuery: true\n  rangeStep: 1m\n  metrics:\n{list}storage:\n  outputDir: {}\n",
        folder.join("archive").display()
    );
    let path = folder.join("config.yaml");
    std::fs::write(&path, yaml).unwrap();
    path.display().to_string()
}

/// The most memory that a process had at once until it ended, in MiB.
fn peak_mib(child: &mut Child) -> u64 {
    let mut peak = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = kib.unwrap_or(0).max(peak);
        if child.try_wait().unwrap().is_some() {
            return peak / 1024;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// 1.2 million rows, and with `PROMCAST_SOAK=1` 11.5 million, twice: the second time beside those of the first. Each row once took
/// some 240 bytes.
#[test]
fn a_day_of_many_rows_takes_little_memory() {
    let (series, most_mib) = if service::fakes::soak::is_on() { (1_000, 512) } else { (100, 180) };
    let fake =
        Fake::answering(move |request| Some(matrix(request, series, |index, time| Some(format!("{index}.{time}")))));
    let folder = tempfile::tempdir().unwrap();
    let config = config(&fake.url(), folder.path(), 8);
    for again in [false, true] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_promcast"))
            .args(["collect", "--config", &config, "--from", DAY, "--to", DAY])
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let peak = peak_mib(&mut child);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        println!("{} rows, again: {again}, {peak} MiB", series * 8 * 1440);
        assert!(peak <= most_mib, "{peak} MiB, again: {again}");
    }
    if series == 100 {
        assert_eq!(archived_rows(&folder.path().join(format!("archive/{DAY}/all.parquet"))).len(), 100 * 8 * 1440);
    }
}

#[test]
fn a_series_of_very_many_labels_is_refused_by_name_and_loses_only_its_metric() {
    let labels: String = (0..20_000).map(|nth| format!(",\"l{nth:05}\":\"{}\"", "v".repeat(100))).collect();
    let fake = Fake::answering(move |request| {
        let labels = if request.contains("query=m00") { labels.as_str() } else { "" };
        let series = format!(r#"{{"metric":{{"e":"x"{labels}}},"values":[[1769731200,"1"]]}}"#);
        Some(json(&format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{series}]}}}}"#)))
    });
    let folder = tempfile::tempdir().unwrap();
    let config = config(&fake.url(), folder.path(), 2);
    let ran = run(&["collect", "--config", &config, "--from", DAY, "--to", DAY]);
    assert_eq!(ran.code, Some(1));
    let expected = format!("{DAY} all m00: the answer is too large: more than 64 KiB of labels of one series");
    assert!(ran.stderr.contains(&expected), "{}", ran.stderr);
    let kept = archived_rows(&folder.path().join(format!("archive/{DAY}/all.parquet")));
    assert_eq!(kept.iter().map(|row| row.metric.as_str()).collect::<Vec<_>>(), ["m01"]);
}
