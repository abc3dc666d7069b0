//! `promcast query`: an archive asked from a command line, as the old tool was.

use std::fs;
use std::path::Path;

use crate::support::{Promcast, Ran, encoded, run};

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

/// Runs a query that must succeed and returns its output.
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
        assert!(ran.code == Some(3) && ran.stdout.starts_with("Found 540 records."), "{name}: {ran:?}");
        let named = format!("left out: 2023-04-02/{name}.parquet: ");
        assert!(ran.stderr.contains(&named), "{name}: {}", ran.stderr);
        let output = folder.path().join("o.csv");
        for more in [&[][..], &["--output", output.to_str().unwrap()]] {
            let ran = query(folder.path(), &[&["--sql", "SELECT count(*) AS n FROM metrics"], more].concat());
            assert!(ran.code == Some(3) && ran.stderr.contains(&named), "{name} {more:?}: {ran:?}");
            let answer = if more.is_empty() { ran.stdout } else { fs::read_to_string(&output).unwrap() };
            assert_eq!(answer, "n\n540\n", "{name} {more:?}");
        }
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

/// Labels and values as other programs write them.
const SHAPES: [(&str, &str, &str); 5] = [
    ("map", "MAP {'environment': 'test'}", "1.0::DOUBLE"),
    ("list", "[{'key': 'environment', 'value': 'test'}]", "1.0::DOUBLE"),
    ("struct", "{'environment': 'test', 'none': NULL::VARCHAR}", "1.0::DOUBLE"),
    ("integers", "MAP {'environment': 'test'}", "1::BIGINT"),
    ("floats", "MAP {'environment': 'test'}", "1.0::FLOAT"),
];

#[test]
fn the_shape_of_a_file_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("2026-04-05")).unwrap();
    let mut files = 0;
    for (name, labels, value) in SHAPES {
        let app = data.join(format!("year=2026/month=4/day=5/app={name}"));
        fs::create_dir_all(&app).unwrap();
        for (both, path) in [
            ("", app.join("data_0.parquet")),
            (", 'HIVE' AS api_proxy, '2026-04-05' AS date", app.join("data_1.parquet")),
            ("", data.join(format!("2026-04-05/flat-{name}.parquet"))),
            (", 'FLAT' AS api_proxy, '2026-04-05' AS date", data.join(format!("2026-04-05/both-{name}.parquet"))),
        ] {
            let both = both.replace("HIVE", name).replace("FLAT", &format!("both-{name}"));
            let sql = format!(
                "SELECT (TIMESTAMP '2026-04-05' + to_hours(i)) AS timestamp, 'request_count' AS metric_name, \
                 {value} AS value, {labels} AS labels{both} FROM range(24) t(i)"
            );
            printed(folder.path(), &["--sql", &sql, "--output", path.to_str().unwrap()]);
            files += 1;
        }
    }
    let sql = "SELECT count(*) AS n, sum(value) AS sum, count(DISTINCT api_proxy) AS proxies, min(date) AS first, \
        max(date) AS last, any_value(labels['environment']) AS env, count(labels['none']) AS none FROM metrics";
    let expected = format!("n,sum,proxies,first,last,env,none\n{0},{0},15,2026-04-05,2026-04-05,test,0\n", files * 24);
    let output = folder.path().join("o.csv");
    printed(folder.path(), &["--sql", sql, "--output", output.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&output).unwrap(), expected);
    let all = printed(folder.path(), &[]);
    assert!(all.starts_with(&format!("Found {} records.", files * 24)), "{all}");
    // The server says the same.
    let config = format!("storage: {{outputDir: '{}'}}\n", data.display());
    let Some(promcast) = Promcast::with_config(&config).answering_sql() else { return };
    let path = format!("/api/v1/sql?format=csv&q={}", encoded(sql));
    assert_eq!(promcast.get_with(&path, &[]).text(), expected);
    for metric in ["*", "request_count"] {
        let path =
            format!("/api/v1/archive?tab=totals&format=csv&proxy=*&metric={metric}&from=2026-04-05&to=2026-04-05");
        let totals = promcast.get(&path);
        assert_eq!(totals.status, 200, "{metric}: {}", totals.text());
        assert_eq!(totals.text().lines().count(), 16, "{}", totals.text());
    }
}

#[test]
fn nan_is_found_whatever_else_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let day = folder.path().join("data/2026-04-05");
    fs::create_dir_all(&day).unwrap();
    let sql = "SELECT (TIMESTAMP '2026-04-05' + to_seconds(i)) AS timestamp, 'm' AS metric_name, \
        CASE WHEN i % 1000 = 7 THEN 'NaN' ELSE i::DOUBLE END AS value, MAP {'a': 'b'} AS labels FROM range(3000) t(i)";
    printed(folder.path(), &["--sql", sql, "--output", day.join("a.parquet").to_str().unwrap()]);
    for (sql, answer) in [
        ("count(*) AS x FROM metrics WHERE value = 'NaN'", "3"),
        ("count(*) AS x FROM metrics WHERE isnan(value)", "3"),
        ("count(*) AS x FROM metrics WHERE value > 1e300", "3"),
        ("max(value) AS x FROM metrics", "NaN"),
        ("max(value) AS x FROM metrics WHERE value > 1", "NaN"),
        ("max(value) AS x FROM metrics WHERE isfinite(value)", "2999"),
    ] {
        assert_eq!(printed(folder.path(), &["--sql", &format!("SELECT {sql}")]), format!("x\n{answer}\n"), "{sql}");
    }
}

#[test]
fn what_is_no_part_of_an_archive_is_named() {
    let folder = archive();
    let data = folder.path().join("data");
    for stranger in ["date=2023-04-05/app=a", "year=2023/month=4/day=x/app=a"] {
        fs::create_dir_all(data.join(stranger)).unwrap();
        fs::copy(data.join("2023-04-01/api-proxy-1.parquet"), data.join(stranger).join("data_0.parquet")).unwrap();
    }
    for args in [&["--sql", "SELECT count(*) AS n FROM metrics"][..], &[]] {
        let ran = query(folder.path(), args);
        assert!(ran.code == Some(3) && ran.stdout.contains("540"), "{ran:?}");
        for named in ["left out: date=2023-04-05: ", "left out: year=2023/month=4/day=x: "] {
            assert!(ran.stderr.contains(named), "{}", ran.stderr);
        }
    }
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
        (&["--sql", "SELEC 1"], "did you mean SELECT?"),
        (&["--sql", "DELETE FROM metrics"], "does not only read"),
        (&["--sql", "FROM 'elsewhere/*/*.parquet'"], "FROM metrics"),
        (&["--sql", "SELECT 1 AS x, 2::VARIANT AS y"], "the column `y` holds VARIANT"),
        (&["--sql", "SELECT 1; SELECT 2"], "more than one statement"),
        (&["--sql", "SELECT nothing FROM metrics"], "Binder Error"),
        (&["--sql", "SELECT ?"], "write the value itself"),
        (&["--sql", "FROM read_text('/etc/passwd')"], "Permission denied. The archive is the view `metrics`"),
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
