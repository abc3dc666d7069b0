//! `promcast forecast`: CSV in, CSV out, for scripts.

use std::fmt::Write;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{Fake, Table, json, run, run_with_input};

/// Two daily seasons by the hour, 10 days long.
fn input() -> String {
    let mut csv = "unique_id,ds,y\n".to_owned();
    for hour in 0..240 {
        let (day, of_day) = (1 + hour / 24, hour % 24);
        writeln!(csv, "\"a, first\",2026-01-{day:02} {of_day:02}:00:00,{}", (of_day * 7) % 24).unwrap();
        writeln!(csv, "b,2026-01-{day:02}T{of_day:02}:00:00Z,{}", hour + of_day).unwrap();
    }
    csv
}

#[test]
fn a_csv_from_standard_input() {
    let args = ["forecast", "--input", "-", "--horizon", "48", "--level", "80", "--level", "95"];
    let ran = run_with_input(&args, input().as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let summary: Vec<&str> = ran.stderr.lines().collect();
    assert!(summary.len() == 2 && summary[0].starts_with("a, first: ") && summary[1].starts_with("b: "), "{summary:?}");
    assert!(summary.iter().all(|line| line.contains("The 80% band covered")), "{summary:?}");
    let csv = Table::parse(&ran.stdout);
    let bands = ["yhat_lower_80", "yhat_upper_80", "yhat_lower_95", "yhat_upper_95"];
    assert_eq!(csv.columns, [&["unique_id", "ds", "yhat"][..], &bands].concat());
    assert_eq!(csv.rows.len(), 2 * 48);
    assert_eq!(csv.column("unique_id")[..2], ["a, first"; 2]);
    assert_eq!((csv.column("ds")[0], csv.column("ds")[47]), ("2026-01-11 00:00:00", "2026-01-12 23:00:00"));
    let season: Vec<f64> = (0..48).map(|hour| f64::from((hour % 24 * 7) % 24)).collect();
    assert_eq!(csv.numbers("yhat")[..48], season, "a pure season is repeated");
    assert!(csv.numbers("yhat")[48..].iter().all(|value| *value > 200.0), "a trend goes on");
}

#[test]
fn limits_growth_and_a_threshold_of_a_csv() {
    let args = ["forecast", "--input", "-", "--horizon", "24", "--max", "25", "--growth", "20", "--threshold", "22"];
    let ran = run_with_input(&[&args[..], &["--quiet"]].concat(), input().as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let csv = Table::parse(&ran.stdout);
    let (yhat, crossed) = (csv.numbers("yhat"), csv.numbers("crossed"));
    assert!(yhat.iter().all(|value| *value <= 25.0) && yhat.contains(&25.0));
    let first = yhat[..24].iter().position(|value| *value >= 22.0).unwrap();
    assert_eq!((crossed[first - 1], crossed[first]), (0.0, 1.0));
    for wrong in [["--threshold", "size"], ["--min", "low"], ["--growth", "-100"]] {
        let ran = run_with_input(&[&["forecast", "--input", "-"], &wrong[..]].concat(), input().as_bytes());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{wrong:?}");
    }
}

#[test]
fn alarms_are_as_rare_as_they_are_asked_to_be() {
    let args = ["forecast", "demo_orders_per_minute", "--step", "1h", "--horizon", "6", "--alarm"];
    let of = |alarm: &'static str| {
        let ran = run(&[&args[..], &[alarm, "--format", "json"]].concat());
        let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        told["series"][0]["anomalies"].as_array().unwrap().len()
    };
    assert!(of("6h") > of("30d"), "{} {}", of("6h"), of("30d"));
    let ran = run(&[&args[..], &["7d"]].concat());
    assert!(ran.code == Some(1) && ran.stderr.contains("add --format json"), "{}", ran.stderr);
    let ran = run(&[&args[..], &["0s", "--format", "json"]].concat());
    assert!(
        ran.code == Some(1) && ran.stderr.contains("n alarm of nothing") && ran.stdout.is_empty(),
        "{}",
        ran.stderr
    );
}

#[test]
fn json_of_a_source_says_how_it_was_chosen() {
    let ran = run(&["forecast", "demo_orders_per_minute", "--step", "1h", "--horizon", "6", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["series"][0]["yhat"].as_array().unwrap().len(), 6);
    assert!(told["series"][0]["backtest"][0]["mase"].is_number() && told["version"].is_string());
}

#[test]
fn a_csv_from_a_file_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv").display().to_string();
    std::fs::write(&path, input()).unwrap();
    let from_file = run(&["forecast", "--input", &path, "--horizon", "1d", "--step", "1h"]);
    let from_stdin = run_with_input(&["forecast", "--input", "-", "--horizon", "24"], input().as_bytes());
    assert_eq!(from_file.stdout, from_stdin.stdout);
    assert_eq!(Table::parse(&from_file.stdout).rows.len(), 2 * 24);
}

#[test]
fn an_expression_of_the_samples() {
    for (step, rows, seconds) in [("1h", 48, 3600), ("auto", 48, 300)] {
        let args = ["forecast", "demo_orders_per_minute", "--horizon", "48", "--step", step, "--end", "2026-01-20"];
        let ran = run(&args);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let csv = Table::parse(&ran.stdout);
        assert_eq!(csv.rows.len(), rows);
        let times =
            [0, 1].map(|row| timeseries::Timestamp::parse(csv.column("ds")[row], timeseries::Timestamp::from_ms(0)));
        let [first, second] = times.map(Result::unwrap);
        assert_eq!(second.since(first), timeseries::Duration::from_seconds(seconds));
    }
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    std::fs::write(&path, "before").unwrap();
    let shown = path.display().to_string();
    let failed = run_with_input(&["forecast", "--input", "-", "--output", &shown], b"unique_id,ds,y\na,1,2\n");
    assert_eq!((failed.code, failed.stdout.as_str()), (Some(1), ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    let ran = run_with_input(&["forecast", "--input", "-", "-o", &shown], input().as_bytes());
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""));
    assert_eq!(Table::parse(&std::fs::read_to_string(&path).unwrap()).rows.len(), 2 * 24);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else stays");
    let nowhere = run_with_input(&["forecast", "--input", "-", "-o", "/nowhere/out.csv"], input().as_bytes());
    assert_eq!(nowhere.code, Some(1));
    assert!(nowhere.stderr.contains("cannot write /nowhere/out.csv"), "{}", nowhere.stderr);
}

#[test]
fn a_reader_that_stops_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, input()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_promcast"))
        .args(["forecast", "--quiet", "--horizon", "5000", "--input"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn a_series_that_fails_stops_no_other() {
    // One line has no spacing of its own, so that it stands alone in its step too.
    let half_hours: String =
        (0..96).map(|index| format!("good,{},{}\n", 1_700_000_100 + index * 1800, index % 48)).collect();
    let csv = format!("unique_id,ds,y\nlone,1700000000,1\n{half_hours}gaps,1700000000,\ngaps,1700001800,NaN\n");
    let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "3"], csv.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(Table::parse(&ran.stdout).column("unique_id"), ["good"; 3]);
    for words in ["lone", "at least 2 are needed", "gaps", "no finite value"] {
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
}

#[test]
fn a_csv_that_makes_no_sense() {
    let cases: [(&[u8], &str); 12] = [
        (b"", "and has none"),
        (b"unique_id,ds,y\n", "no line below its header"),
        (b"a,b,c\n1,2,3\n", "needs the columns unique_id, ds and y, or two columns, time and value, and has a, b, c"),
        (b"unique_id;ds;y\na;1;2\n", "needs the columns"),
        (b"unique_id,ds,y\na,yesterday,2\n", "line 2: ds `yesterday` is not a time"),
        (b"unique_id,ds,y\na,1,2\na,2,two\n", "line 3: y `two` is not a number"),
        (b"unique_id,ds,y\na,1\n", "line 2: 2 columns instead of 3"),
        (b"unique_id,ds,y\n\xff,1,2\n", "line 2: it is not UTF-8"),
        (b"unique_id,ds,y\na,1,2\n", "at least 2 are needed"),
        (b"unique_id,ds,y\na,1,\na,3601,NaN\n", "no finite value"),
        (b"unique_id,ds,y\na,1,1\na,2,1\na,3,1\na,4,1\na,9999999999,1\n", "give a longer --step"),
        (b"PK\x03\x04\0\0\0", "needs the columns"),
    ];
    for (csv, words) in cases {
        let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "2"], csv);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{csv:?}");
        assert!(ran.stderr.contains(words) && ran.stderr.lines().count() == 1, "{words} in {}", ran.stderr);
    }
}

#[test]
fn arguments_that_make_no_sense() {
    let cases: [(&[&str], &str); 9] = [
        (&["--step", "0s"], "step of nothing"),
        (&["--step", "often"], "`often` is not a duration"),
        (&["--horizon", "0"], "give 1 to 5000 steps"),
        (&["--horizon", "5001"], "give 1 to 5000 steps"),
        (&["--horizon", "1s"], "give 1 to 5000 steps"),
        (&["--horizon", "99999999999999999999"], "is not a duration"),
        (&["--level", "0"], "`0` is not a level"),
        (&["--level", "all"], "`all` is not a level"),
        (&["--model", "oracle"], "there are auto, naive"),
    ];
    for (more, words) in cases {
        let ran = run_with_input(&[&["forecast", "--input", "-"], more].concat(), input().as_bytes());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{more:?}");
        assert!(ran.stderr.contains(words) && ran.stderr.lines().count() == 1, "{words} in {}", ran.stderr);
    }
    for (args, words) in [
        (&["forecast"][..], "--input"),
        (&["forecast", "up", "--input", "x.csv"], "cannot be used with"),
        (&["forecast", "--input", "/nowhere/in.csv"], "cannot use /nowhere/in.csv: No such file"),
        (&["forecast", "--input", "/"], "cannot be read"),
        (&["forecast", "up", "--source", "elsewhere"], "There is no source `elsewhere`. Choose one of: demo"),
        (&["forecast", "up", "--source", "http://127.0.0.1:9"], "Can't reach http://127.0.0.1:9: connection refused"),
        (&["forecast", "sum(", "--source", "demo"], "is not closed (at character"),
    ] {
        let ran = run(args);
        assert!(ran.code != Some(0) && ran.stdout.is_empty() && ran.stderr.contains(words), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn what_a_source_warns_of_is_on_standard_error() {
    let body = r#"{"status":"success","warnings":["half is missing"],"data":{"resultType":"matrix","result":[
        {"metric":{"__name__":"m"},"values":[[1767225600,"1"],[1767229200,"2"],[1767232800,"3"]]}]}}"#;
    let fake = Fake::answering(move |_| Some(json(body)));
    let args = ["forecast", "m", "--source", &fake.url(), "--end", "2026-01-01 02:00", "--range", "3h", "--step", "1h"];
    let ran = run(&[&args[..], &["--horizon", "1"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("half is missing"), "{}", ran.stderr);
    assert_eq!(Table::parse(&ran.stdout).column("ds"), ["2026-01-01 03:00:00"]);
}
