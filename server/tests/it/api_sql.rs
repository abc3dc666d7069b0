//! `/api/v1/sql`: rows for programs, and what is refused.

use serde_json::{Value, json};

use crate::support::{Answer, Promcast, Table, encoded};

fn ask(promcast: &Promcast, sql: &str, more: &str) -> Answer {
    promcast.get_with(&format!("/api/v1/sql?q={}&{more}", encoded(sql)), &[])
}

/// Whether statements can be run on this machine at all.
fn is_off(promcast: &Promcast) -> bool {
    let is_off = ask(promcast, "SELECT 1", "").status == 403;
    if is_off {
        println!("ignored: this kernel cannot confine a process");
    }
    is_off
}

#[test]
fn rows_come_in_every_format() {
    let promcast = Promcast::start();
    if is_off(&promcast) {
        return;
    }
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
    let promcast = Promcast::start();
    if is_off(&promcast) {
        return;
    }
    let csv = ask(&promcast, "SELECT range AS n FROM range(300000)", "format=csv").text();
    assert_eq!((csv.lines().count(), csv.lines().last()), (300_001, Some("299999")));
}

#[test]
fn a_statement_can_be_posted() {
    let promcast = Promcast::start();
    if is_off(&promcast) {
        return;
    }
    let body = json!({ "q": format!("SELECT length('{}') AS n", "a".repeat(30_000)) }).to_string();
    let answer = promcast.send("POST /api/v1/sql", &[("Content-Type", "application/json")], body.as_bytes());
    assert_eq!((answer.status, &answer.json()[0]["n"]), (200, &json!(30_000)), "{}", answer.text());
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
    let answer = promcast.send("POST /api/v1/sql", &form, b"q=SELECT+7+AS+n&format=csv");
    assert_eq!((answer.status, answer.text().as_str()), (200, "n\n7\n"));
}

#[test]
fn mistakes_have_a_status_and_a_place() {
    let promcast = Promcast::start();
    if is_off(&promcast) {
        return;
    }
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
    let mut promcast = Promcast::start();
    if is_off(&promcast) {
        return;
    }
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
    let promcast = Promcast::with_config("sql:\n  download_timeout_seconds: 1\n");
    if is_off(&promcast) {
        return;
    }
    let answer = ask(&promcast, "SELECT count(*) FROM range(1000000000) a, range(1000000) b", "");
    let told: Value = answer.json();
    assert_eq!((answer.status, &told["errorType"]), (504, &json!("timeout")), "{told}");
    assert_eq!(ask(&promcast, "SELECT 1", "").status, 200);
}
