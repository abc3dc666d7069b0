//! `promcast evaluate` and `promcast train --model`: a table of periods, on the spot and by a server; any declared CSV.

use std::fmt::Write;

use crate::support::{Bikes, Promcast, hour_csv, run};

/// The numbers of a line, without what the words around them say.
fn line<'a>(table: &'a str, begins: &str) -> Vec<&'a str> {
    let line = table.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{begins} in {table}"));
    line.split_whitespace().collect()
}

#[test]
fn three_weeks_on_the_spot_and_by_a_server() {
    if Bikes::read().is_none() {
        return;
    }
    let data = hour_csv().display().to_string();
    let here = run(&["evaluate", "--data", &data]);
    assert_eq!(here.code, Some(0), "{}", here.stderr);
    assert_eq!(line(&here.stdout, "week1_february")[4..6], ["235", "70"], "{}", here.stdout);
    let promcast = Promcast::start();
    let there = run(&["evaluate", "--data", &data, "--server", &format!("http://{}", promcast.address())]);
    let table = |text: &str| text.rsplit_once("\n").and_then(|(text, _)| text.rsplit_once("\n")).unwrap().0.to_owned();
    assert_eq!((there.code, table(&there.stdout)), (Some(0), table(&here.stdout)), "{}", there.stderr);
    assert_eq!(
        here.stdout.lines().last(),
        Some("Not kept. Add --server http://127.0.0.1:8080 to see the reports on /models.")
    );
    assert_eq!(there.stdout.lines().last(), Some("Kept: see the reports on /models."));
    assert_eq!(promcast.counted("/evaluate/{model}", "POST", 200), 3);
    let one = run(&["evaluate", "--data", &data, "--from", "2011-03-01", "--to", "2011-03-07"]);
    assert!(one.stdout.contains("2011-03-01_to_2011-03-07"), "{}", one.stdout);
}

#[test]
fn what_cannot_be_evaluated_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("rows.csv");
    std::fs::write(&csv, "temp,cnt\n0.5,7\n").unwrap();
    let data = csv.display().to_string();
    for (flags, words) in [
        (vec!["--data", &data], "missing columns in evaluation data: atemp"),
        (vec!["--data", "/nowhere.csv"], "cannot read /nowhere.csv"),
        (vec!["--data", &data, "--model", "other"], "there is no model `other`"),
        (vec!["--data", &data, "--server", "http://127.0.0.1:9"], "nobody answers"),
        (vec!["--url", "http://127.0.0.1:9/x.zip"], "cannot fetch"),
    ] {
        let ran = run(&[&["evaluate"][..], &flags].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{flags:?}");
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
    assert_eq!(run(&["evaluate", "--from", "2011-01-01"]).code, Some(2), "a first day needs a last one");
}

/// Sixty days of rents in two cities.
fn rents() -> String {
    (0..60).fold("day,size,city,price\n".to_owned(), |mut csv, row| {
        let (month, day, city) = (1 + row / 30, 1 + row % 28, ["Paris", "Lyon"][row % 2]);
        writeln!(csv, "2026-{month:02}-{day:02},{},{city},{}", 20 + row, 10 * (20 + row)).unwrap();
        csv
    })
}

#[test]
fn a_declared_model_is_trained_served_and_evaluated() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("flats.csv"), rents()).unwrap();
    let yaml = format!(
        "storage: {{path: {}}}\nmodels:\n  - {{name: rent, data: {}, target: price, time: day, trees: 9, reference: {{from: 2026-01-01, to: 2026-01-31}}, features: [{{name: size, min: 0}}, {{name: city, kind: category}}]}}\n",
        path("kept"),
        path("flats.csv"),
    );
    std::fs::write(path("promcast.yml"), &yaml).unwrap();
    let config = path("promcast.yml");
    let trained = run(&["train", "--config.file", &config, "--model", "rent"]);
    assert_eq!(trained.code, Some(0), "{}", trained.stderr);
    assert!(
        trained.stdout.contains("rent: 30 rows from 2026-01-01") && trained.stdout.contains("9 trees"),
        "{}",
        trained.stdout
    );
    let here = run(&["evaluate", "--config.file", &config, "--model", "rent"]);
    assert_eq!(here.code, Some(0), "{}", here.stderr);
    assert_eq!(line(&here.stdout, "all_rows")[1..3], ["60", "30"], "{}", here.stdout);
    let promcast = Promcast::on_storage_with(path("kept").as_ref(), &["--config.file", &config]);
    let row = serde_json::json!({ "size": 30, "city": "Paris", "day": "2026-02-01" });
    let told = promcast.post("/predict/rent", &row).json();
    assert!((200.0..500.0).contains(&told["predicted_price"].as_f64().unwrap()), "{told}");
    let answer =
        promcast.post("/predict/rent", &serde_json::json!({ "size": 30, "city": "Rome", "day": "2026-02-01" }));
    assert_eq!((answer.status, answer.json()["detail"][0]["type"].as_str()), (422, Some("enum")), "{}", answer.text());
    assert!(answer.text().contains("'Lyon', 'Paris'"), "{}", answer.text());
    let nameless = run(&["train", "--model", "other"]);
    assert!(nameless.code == Some(1) && nameless.stderr.contains("there is no model `other`"), "{}", nameless.stderr);
}
