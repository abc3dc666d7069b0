//! `promcast forecast --input`: the moments of a file stay what they are, and nothing is lost without a word.

use std::fmt::Write;

use crate::support::{Table, run_with_input, shared_data};

#[test]
fn a_step_that_the_horizon_does_not_fit_stops_no_other_series() {
    let mut csv = "unique_id,ds,y\n".to_owned();
    for index in 0..60_u64 {
        writeln!(csv, "hourly,{},{index}", 1_767_225_600 + index * 3600).unwrap();
        writeln!(csv, "weekly,{},{index}", 1_700_438_400 + index * 604_800).unwrap();
        writeln!(csv, "busy,{},{index}", 1_767_225_600 + index * 10).unwrap();
    }
    let ran = run_with_input(&["forecast", "--input", "-"], csv.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(Table::parse(&ran.stdout).column("unique_id"), ["hourly"; 24]);
    for words in ["series=weekly", "1d is 0 steps of 1w", "series=busy", "1d is 8640 steps of 10s"] {
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    let ran = run_with_input(&["forecast", "--input", "-", "--format", "json"], csv.as_bytes());
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["series"][2]["labels"]["unique_id"], "weekly");
    assert!(
        told["series"][2]["error"].as_str().unwrap().contains("0 steps of 1w") && told["series"][1]["error"].is_null()
    );
}

#[test]
fn months_are_forecast_on_their_days_by_the_season_of_the_year() {
    let mut csv = "ds,y\n".to_owned();
    let value = |month: u32| 100.0 + f64::from(month) + 20.0 * (f64::from(month) * std::f64::consts::TAU / 12.0).sin();
    for month in 0..144 {
        writeln!(csv, "{}-{:02}-01,{}", 1949 + month / 12, month % 12 + 1, value(month)).unwrap();
    }
    for model in ["auto", "prophet"] {
        let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "1y", "--model", model], csv.as_bytes());
        let table = Table::parse(&ran.stdout);
        let months: Vec<String> = (1..=12).map(|month| format!("1961-{month:02}-01 00:00:00")).collect();
        assert_eq!(table.column("ds"), months, "{}", ran.stderr);
        let missed = (144..156).zip(table.numbers("yhat")).map(|(month, yhat)| (value(month) - yhat).abs());
        let most = missed.fold(0.0, f64::max);
        assert!(most < 3.0, "{model} missed by {most}: {}", ran.stdout);
    }
    let quarters = csv.lines().enumerate().filter(|(index, _)| index % 3 == 1 || *index == 0);
    let quarters: String = quarters.map(|(_, line)| format!("{line}\n")).collect();
    let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "4", "--format", "json"], quarters.as_bytes());
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["step"], "3mo");
    let series = &told["series"][0];
    assert_eq!(series["ds"].as_array().unwrap()[1], "1961-04-01 00:00:00");
    assert!(series["backtest"].as_array().unwrap().iter().any(|row| row["name"].as_str().unwrap().contains("1 year")));
}

#[test]
fn passengers_are_forecast_in_their_own_calendar() {
    let path = shared_data().join("prophet/example_air_passengers.csv");
    if !path.exists() {
        println!("ignored: no shared data");
        return;
    }
    // Its lines end with a carriage return alone.
    let text = std::fs::read_to_string(path).unwrap().replace('\r', "\n");
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let (known, came) = lines.split_at(lines.len() - 12);
    let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "12"], (known.join("\r") + "\r").as_bytes());
    let table = Table::parse(&ran.stdout);
    let missed = came.iter().zip(table.column("ds")).zip(table.numbers("yhat")).map(|((line, ds), yhat)| {
        let (month, value) = line.split_once(',').unwrap();
        assert!(ds.starts_with(month), "{ds} for {month}");
        (value.parse::<f64>().unwrap() - yhat).abs() / yhat
    });
    let share = missed.sum::<f64>() / 12.0;
    assert!(share < 0.08, "missed by {share}: {}", ran.stdout);
}

#[test]
fn json_of_a_csv_says_what_that_of_a_source_does() {
    let args =
        ["forecast", "--input", "-", "--horizon", "24", "--format", "json", "--threshold", "22", "--alarm", "7d"];
    let hour =
        |hour: u32| format!("\"a, first\",2026-01-{:02}T{:02}:00Z,{}\n", 1 + hour / 24, hour % 24, hour * 7 % 24);
    let csv = "unique_id,ds,y\n".to_owned() + &(0..240).map(hour).collect::<String>();
    let ran = run_with_input(&args, csv.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((told["step"].as_str(), told["expr"].as_str()), (Some("1h"), Some("-")));
    assert_eq!(told["origin"], "2026-01-10T23:00:00Z");
    let series = &told["series"][0];
    assert_eq!(series["labels"]["unique_id"], "a, first");
    for key in ["sentence", "evidence", "backtest", "coverage", "quality", "crossing", "is_forecastable", "anomalies"] {
        assert!(!series[key].is_null(), "{key} in {series}");
    }
    assert_eq!(
        (series["timestamps"][0].as_f64(), series["ds"][0].as_str()),
        (Some(1_768_089_600.0), Some("2026-01-11 00:00:00"))
    );
}

#[test]
fn what_was_read_otherwise_is_said_and_what_holds_a_forecast() {
    let row = |hour: u32| {
        let (second, queue) = (if hour.is_multiple_of(2) { 1 } else { 4 }, if hour % 6 == 5 { 10 } else { 0 });
        format!("2026-01-{:02}T{:02}:00:0{second}Z,{queue}\n", 1 + hour / 24, hour % 24)
    };
    let csv = "time,load\n".to_owned() + &(0..96).map(row).collect::<String>();
    let ran = run_with_input(&["forecast", "--input", "-", "--horizon", "2d", "--model", "naive"], csv.as_bytes());
    for words in ["rows of load are up to 4s off a regular step", "It is kept at or above 0", "load: "] {
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    assert_eq!(Table::parse(&ran.stdout).column("ds")[0], "2026-01-05 00:00:00");
    let counts: String = (1..=60).map(|count| format!("{count},{}\n", count % 7)).collect();
    let ran =
        run_with_input(&["forecast", "--input", "-", "--horizon", "2"], format!("ds,y\n{counts}3,1\n").as_bytes());
    assert_eq!(Table::parse(&ran.stdout).column("ds"), ["61", "62"]);
    for words in ["1 row of y has the time of another", "1 to 60, are taken for a count of rows", "Rows 61 to 62: "] {
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    let ran = run_with_input(&["forecast", "--input", "-"], format!("ds,y\n{counts}").as_bytes());
    assert!(ran.code == Some(1) && ran.stderr.contains("give a number of steps"), "{}", ran.stderr);
}
