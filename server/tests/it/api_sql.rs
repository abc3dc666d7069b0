//! `/api/v1/sql`: rows for programs, and what is refused.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Answer, Promcast, Table, encoded};

fn ask(promcast: &Promcast, sql: &str, more: &str) -> Answer {
    promcast.get_with(&format!("/api/v1/sql?q={}&{more}", encoded(sql)), &[])
}

#[test]
fn rows_come_in_every_format() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT 1 AS n, '=1+1' AS text, NULL AS nothing";
    let json = ask(&promcast, sql, "");
    assert_eq!((json.status, json.header("content-type")), (200, "application/json"));
    let rows = json.json();
    assert_eq!((&rows[0]["n"], &rows[0]["text"]), (&json!(1), &json!("=1+1")), "{rows}");
    let csv = ask(&promcast, sql, "format=csv");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=rows.csv");
    assert_eq!(Table::parse(&csv.text()).column("text"), ["'=1+1"]);
    let parquet = ask(&promcast, sql, "format=parquet");
    assert!(parquet.status == 200 && parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"));
}

#[test]
fn many_rows_are_streamed_whole() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let csv = ask(&promcast, "SELECT range AS n FROM range(300000)", "format=csv").text();
    assert_eq!((csv.lines().count(), csv.lines().last()), (300_001, Some("299999")));
}

#[test]
fn a_chart_is_a_picture() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql =
        "SELECT TIMESTAMP '2023-04-01' + INTERVAL (range) HOUR AS hour, range AS a, range * 2 AS b FROM range(48)";
    let svg = ask(&promcast, sql, "format=svg");
    assert_eq!((svg.status, svg.header("content-type")), (200, "image/svg+xml"), "{}", svg.text());
    assert_eq!(svg.header("content-disposition"), "attachment; filename=rows.svg");
    assert!(svg.text().contains("pc-line pc-s1") && svg.text().contains("pc-line pc-s2"));
    let part = ask(&promcast, sql, "format=svg&hide=a&theme=dark&zoom=1680310800~1680318000").text();
    assert!(!part.contains("pc-line pc-s1") && part.contains("pc-line pc-s2") && part.contains("#15191d"), "{part}");
    assert!(ask(&promcast, sql, "format=png&y=b").body.starts_with(b"\x89PNG"));
    let body = json!({ "q": sql, "format": "svg", "hide": ["b"] }).to_string();
    let posted = promcast.send("POST /api/v1/sql", &[("Content-Type", "application/json")], body.as_bytes());
    assert!(posted.status == 200 && !posted.text().contains("pc-line pc-s2"), "{}", posted.text());
    for (sql, more, status, words) in [
        ("SELECT 1 AS n", "", 422, "A chart needs a column of dates or timestamps"),
        (sql, "&y=nothing", 422, "There is no column `nothing` of numbers."),
        ("SELECT nothing", "", 400, "nothing"),
    ] {
        let refused = ask(&promcast, sql, &format!("format=png{more}"));
        assert_eq!(refused.status, status, "{sql}: {}", refused.text());
        assert!(refused.json()["error"].as_str().unwrap().contains(words), "{sql}: {}", refused.text());
    }
}

#[test]
fn a_statement_can_be_posted() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let body = json!({ "q": format!("SELECT length('{}') AS n", "a".repeat(30_000)) }).to_string();
    let answer = promcast.send("POST /api/v1/sql", &[("Content-Type", "application/json")], body.as_bytes());
    assert_eq!((answer.status, &answer.json()[0]["n"]), (200, &json!(30_000)), "{}", answer.text());
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
    let answer = promcast.send("POST /api/v1/sql", &form, b"q=SELECT+7+AS+n&format=csv");
    assert_eq!((answer.status, answer.text().as_str()), (200, "n\n7\n"));
}

#[test]
fn mistakes_have_a_status_and_a_place() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let wrong = ask(&promcast, "SELECT 1 +\nFROM nowhere", "");
    assert_eq!((wrong.status, &wrong.json()["errorType"]), (400, &json!("bad_data")));
    for (sql, status) in [
        ("SELECT nothing FROM metrics", 400),
        ("SELECT 'a'::INT", 400),
        ("SELECT 1; SELECT 2", 403),
        ("DROP VIEW metrics", 403),
        ("COPY (SELECT 1) TO 'x.csv'", 403),
        ("", 400),
        (" \n", 400),
        ("-- nothing", 403),
        ("SELECT '\0'", 403),
    ] {
        let answer = ask(&promcast, sql, "");
        assert_eq!(answer.status, status, "{sql}: {}", answer.text());
        assert_eq!(answer.json()["status"], "error");
    }
    assert_eq!(ask(&promcast, "SELECT 1", "format=xml").status, 400);
}

#[test]
fn bodies_that_make_no_sense() {
    let promcast = Promcast::start();
    let json = ("Content-Type", "application/json");
    for (headers, body, status) in [
        (vec![json], &b"{"[..], 400),
        (vec![json], b"[]", 400),
        (vec![json], br#"{"q": 1}"#, 400),
        (vec![json], br#"{"q": "SELECT 1", "more": 2}"#, 400),
        (vec![json], b"\xff", 400),
        (vec![], b"SELECT 1", 400),
        (vec![("Content-Type", "text/plain")], br#"{"q": "SELECT 1"}"#, 400),
        (vec![("Content-Type", "application/x-www-form-urlencoded")], b"q=SELECT+1", 400),
        (vec![json], &[b' '; 70_000], 422),
    ] {
        let answer = promcast.send("POST /api/v1/sql", &headers, body);
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.text());
        assert!(answer.json()["error"].is_string());
    }
}

#[test]
fn a_page_of_another_site_asks_nothing() {
    let promcast = Promcast::start();
    for site in ["cross-site", "same-site"] {
        let got = promcast.get_with("/api/v1/sql?q=SELECT+1", &[("Sec-Fetch-Site", site)]);
        let headers = [("Sec-Fetch-Site", site), ("Content-Type", "application/json")];
        let posted = promcast.send("POST /api/v1/sql", &headers, br#"{"q": "SELECT 1"}"#);
        assert_eq!((got.status, posted.status), (403, 403));
        assert_eq!(got.header("access-control-allow-origin"), "");
    }
}

#[test]
fn off_is_off_everywhere() {
    let promcast = Promcast::with_config("sql:\n  console: false\n");
    let answer = ask(&promcast, "SELECT 1", "");
    assert_eq!((answer.status, &answer.json()["errorType"]), (403, &json!("forbidden")));
    assert!(answer.json()["error"].as_str().unwrap().contains("turned off in the config"));
}

#[test]
fn every_statement_is_told_and_counted() {
    let Some(mut promcast) = Promcast::start().answering_sql() else { return };
    assert_eq!(ask(&promcast, "SELECT 'told\n' || chr(27) AS x", "").status, 200);
    let metrics = promcast.get("/metrics").text();
    assert!(metrics.contains("promcast_sql_statements_total{outcome=\"ok\"}"), "{metrics}");
    promcast.terminate();
    let log = promcast.log();
    let line = log.lines().find(|line| line.contains("told\\\\n") || line.contains("told\\n"));
    assert!(line.is_some_and(|line| line.contains("outcome=ok") && line.contains("rows=1")), "{log}");
}

#[test]
fn a_deadline_ends_what_has_none() {
    let config = "sql:\n  download_timeout_seconds: 1\n";
    let Some(promcast) = Promcast::with_config(config).answering_sql() else { return };
    let answer = ask(&promcast, "SELECT sum((a.range + b.range) % 7) FROM range(2000000) a, range(20000) b", "");
    let told: Value = answer.json();
    assert_eq!((answer.status, &told["errorType"]), (504, &json!("timeout")), "{told}");
    assert_eq!(ask(&promcast, "SELECT 1", "").status, 200);
}

#[test]
fn the_server_is_healthy_while_long_statements_run() {
    let config = "sql:\n  download_timeout_seconds: 3\n";
    let Some(promcast) = Promcast::with_config(config).answering_sql() else { return };
    let long = [
        "SELECT sum((a.range + b.range) % 7) FROM range(2000000) a, range(20000) b",
        "SELECT count(DISTINCT range) FROM range(150000000)",
        "SELECT length(string_agg(range::VARCHAR, ',')) FROM range(300000000)",
    ];
    thread::scope(|scope| {
        let running = long.map(|sql| scope.spawn(|| ask(&promcast, sql, "").status));
        let mut answers = 0;
        while running.iter().any(|asked| !asked.is_finished()) {
            assert_eq!(promcast.get("/-/healthy").status, 200);
            answers += 1;
            thread::sleep(Duration::from_millis(20));
        }
        // A server that one of them held up would answer once, when all of them have ended.
        assert!(answers > 2, "{answers}");
        for asked in running {
            assert!([422, 503, 504].contains(&asked.join().unwrap()));
        }
    });
}
