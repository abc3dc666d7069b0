//! `promcast query`: an archive asked from a command line, as the old tool was.

use std::fs;
use std::path::Path;

use crate::support::{Ran, run};

const ROWS: &str = "SELECT (TIMESTAMP '{day}' + to_minutes(i))::TIMESTAMP_MS AS timestamp, '{metric}' AS metric_name, \
    {value} AS value, '{proxy}' AS api_proxy, MAP {'environment': 'prod', 'error_type': '5xx'} AS labels, '{day}' AS date \
    FROM range(60) t(i)";

/// An archive of two days and two proxies, in `data` below the folder.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (day, proxy) in [("2023-04-01", "api-proxy-1"), ("2023-04-01", "api-proxy-2"), ("2023-04-02", "api-proxy-1")] {
        fs::create_dir_all(folder.path().join("data").join(day)).unwrap();
        let metrics = [("request_count", "10.0"), ("response_time", "(i + 0.5)::DOUBLE"), ("error_count", "1.0")];
        let parts = metrics.map(|(metric, value)| ROWS.replace("{metric}", metric).replace("{value}", value));
        let sql = parts.join(" UNION ALL ").replace("{day}", day).replace("{proxy}", proxy);
        let file = folder.path().join(format!("data/{day}/{proxy}.parquet"));
        let ran = query(folder.path(), &["--sql", &sql, "--output", file.to_str().unwrap()]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    }
    folder
}

fn query(folder: &Path, args: &[&str]) -> Ran {
    let data = folder.join("data");
    run(&[&["query", "--data-dir", data.to_str().unwrap()], args].concat())
}

/// What a run printed, where it succeeded.
fn printed(folder: &Path, args: &[&str]) -> String {
    let ran = query(folder, args);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
    ran.stdout
}

#[test]
fn the_records_and_the_three_tables() {
    let folder = archive();
    let all = printed(folder.path(), &[]);
    assert!(all.starts_with("Found 540 records.\n\ntimestamp  "), "{all}");
    assert!(
        all.contains("Total requests by API proxy\napi_proxy    total_requests\napi-proxy-1  1200\napi-proxy-2  600\n")
    );
    assert!(all.contains("Average response time by API proxy (ms)\n") && all.contains("api-proxy-1  30\n"), "{all}");
    assert!(
        all.contains("Error counts by API proxy and error type\n") && all.contains("api-proxy-1  5xx         120\n")
    );
    for (args, records) in [
        (&["--date", "2023-04-01"][..], 360),
        (&["--api-proxy", "api-proxy-2"], 180),
        (&["--metric", "error_count"], 180),
        (&["--date", "2023-04-02", "--api-proxy", "api-proxy-1", "--metric", "request_count"], 60),
        (&["--metric", "' OR 1=1 --"], 0),
    ] {
        let text = printed(folder.path(), args);
        assert!(text.starts_with(&format!("Found {records} records.\n")), "{args:?}: {text}");
    }
    assert!(!printed(folder.path(), &["--metric", "error_count"]).contains("Total requests"));
}

#[test]
fn nothing_there_is_a_failure() {
    let folder = archive();
    let data = folder.path().join("data");
    let words = format!("No Parquet files found in {} for the specified date range.", data.display());
    for args in [["--date", "2023-04-03"], ["--last-days", "3"], ["--api-proxy", "api-proxy-9"]] {
        let ran = query(folder.path(), &args);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{args:?}");
        assert!(ran.stderr.contains(&words), "{}", ran.stderr);
    }
}

#[test]
fn the_queries_of_the_readme() {
    let folder = archive();
    let statement = |sql: &str| printed(folder.path(), &["--sql", sql]);
    let rows = statement("SELECT * FROM 'data/2023-04-01/api-proxy-1.parquet'");
    assert_eq!(rows.lines().count(), 181);
    let sums = statement(
        "SELECT api_proxy, SUM(value) AS total FROM 'data/2023-04-01/*.parquet' WHERE metric_name = 'request_count' \
         GROUP BY api_proxy ORDER BY api_proxy",
    );
    assert_eq!(sums, "api_proxy    total\napi-proxy-1  600\napi-proxy-2  600\n");
    let hours = statement(
        "SELECT DATE_TRUNC('hour', TIMESTAMP_MS(timestamp)) AS hour, COUNT(*) AS n \
         FROM 'data/*/api-proxy-*.parquet' GROUP BY hour ORDER BY hour",
    );
    assert_eq!(hours, "hour                     n\n2023-04-01 00:00:00.000  360\n2023-04-02 00:00:00.000  180\n");
    assert_eq!(statement("SELECT TIMESTAMP_MS(1680307200000) AS t"), "t\n2023-04-01 00:00:00.000\n");
}

#[test]
fn a_file_of_each_format() {
    let folder = archive();
    for (name, begin) in [("o.csv", "timestamp,metric_name,value,"), ("o.json", "["), ("o.parquet", "PAR1")] {
        let path = folder.path().join(name);
        let text = printed(folder.path(), &["--date", "2023-04-01", "--output", path.to_str().unwrap()]);
        assert!(text.contains(&format!("Saved 360 records to {}", path.display())), "{text}");
        assert!(fs::read(&path).unwrap().starts_with(begin.as_bytes()), "{name}");
    }
    let nowhere = query(folder.path(), &["--output", "/nowhere/o.csv"]);
    assert!(nowhere.code == Some(1) && nowhere.stderr.contains("cannot write /nowhere/o.csv"), "{}", nowhere.stderr);
    let odd = query(folder.path(), &["--output", "o.xlsx"]);
    assert!(odd.code == Some(1) && odd.stderr.contains("use .csv, .json or .parquet"), "{}", odd.stderr);
}

#[test]
fn a_damaged_file_is_named_and_left_out() {
    let folder = archive();
    let day = folder.path().join("data/2023-04-02");
    let whole = fs::read(day.join("api-proxy-1.parquet")).unwrap();
    let footer_bytes = u32::from_le_bytes(*whole[whole.len() - 8..].first_chunk().unwrap()) as usize;
    let footer = whole.len() - 8 - footer_bytes;
    let footer_flipped = [&whole[..footer], &[0x55; 100], &whole[footer + 100..]].concat();
    let cases =
        [("cut", &whole[..whole.len() / 2]), ("tiny", b"PA"), ("foreign", b"a,b\n1,2\n"), ("flipped", &footer_flipped)];
    for (name, bytes) in cases {
        let path = day.join(format!("{name}.parquet"));
        fs::write(&path, bytes).unwrap();
        let ran = query(folder.path(), &[]);
        assert!(ran.code == Some(0) && ran.stdout.starts_with("Found 540 records."), "{name}: {ran:?}");
        assert!(ran.stderr.contains(&format!("2023-04-02/{name}.parquet")), "{name}: {}", ran.stderr);
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn the_hive_layout_is_read_too() {
    let folder = archive();
    let hive = folder.path().join("data/year=2023/month=04/day=03/app=api-proxy-3");
    fs::create_dir_all(&hive).unwrap();
    let sql = "SELECT (TIMESTAMP '2023-04-03' + to_minutes(i))::TIMESTAMP_MS AS timestamp, 'request_count' AS metric_name, \
        1.0::DOUBLE AS value, [{'key': 'environment', 'value': 'test'}] AS labels FROM range(60) t(i)";
    let file = hive.join("part-0.parquet");
    printed(folder.path(), &["--sql", sql, "--output", file.to_str().unwrap()]);
    let text = printed(folder.path(), &["--date", "2023-04-03"]);
    assert!(text.starts_with("Found 60 records.") && text.contains("api-proxy-3  60\n"), "{text}");
    let sql =
        "SELECT date, api_proxy, labels['environment'] AS env, count(*) AS n FROM metrics GROUP BY ALL ORDER BY ALL";
    let all = printed(folder.path(), &["--sql", sql]);
    assert!(all.contains("2023-04-01  api-proxy-1  prod  180\n"), "{all}");
    assert!(all.contains("2023-04-03  api-proxy-3  test  60\n"), "{all}");
}

#[test]
fn what_makes_no_sense() {
    let folder = archive();
    for (args, words) in [
        (&["--date", "2023-02-30"][..], "is not a day"),
        (&["--last-days", "0"], "0 is not in 1.."),
        (&["--date", "2023-04-01", "--last-days", "2"], "cannot be used with"),
        (&["--sql", "SELECT 1", "--metric", "m"], "cannot be used with"),
        (&["--sql", ""], "there is no statement"),
        (&["--sql", "SELEC 1"], "does not only read"),
        (&["--sql", "SELECT 1; SELECT 2"], "more than one statement"),
        (&["--sql", "SELECT nothing FROM metrics"], "Binder Error"),
        (&["--sql", "SELECT ?"], "write the value itself"),
        (&["--sql", "FROM read_text('/etc/passwd')"], "Permission Error"),
    ] {
        let ran = query(folder.path(), args);
        assert!(ran.code != Some(0) && ran.stdout.is_empty() && ran.stderr.contains(words), "{args:?}: {ran:?}");
    }
    let nowhere = run(&["query", "--data-dir", "nowhere"]);
    assert!(
        nowhere.code == Some(1) && nowhere.stderr.contains("the folder nowhere is not there"),
        "{}",
        nowhere.stderr
    );
    let by_hand = run(&["sql-worker"]);
    assert!(by_hand.code == Some(1) && by_hand.stderr.contains("use `promcast query`"), "{}", by_hand.stderr);
}
