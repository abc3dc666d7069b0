//! `GET /download-csv`: the file of the old forecast API, by id or the newest, also after a restart.

use serde_json::json;

use crate::support::{Promcast, Table};

fn forecast(promcast: &Promcast, metric: &str) -> (String, String) {
    let told = promcast.run_script(&json!({ "endpoint": "demo", "metric": metric, "duration": "1d" })).json();
    let id = told["forecast_id"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned();
    let csv = promcast.get(&format!("/download-csv?id={id}")).text();
    (id, csv)
}

#[test]
fn none_yet() {
    let answer = Promcast::start().get("/download-csv");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.text(), r#"{"error":"CSV file not found. Please run the script first."}"#);
}

#[test]
fn a_file_to_keep() {
    let promcast = Promcast::start();
    let (_, csv) = forecast(&promcast, "demo_orders_per_minute");
    let answer = promcast.get("/download-csv");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=forecasted_data.csv");
    assert_eq!(answer.text(), csv);
    assert!(csv.starts_with("ds,yhat,yhat_lower,yhat_upper\n"));
    for ds in Table::parse(&csv).column("ds") {
        let shape: String = ds.chars().map(|char| if char.is_ascii_digit() { 'd' } else { char }).collect();
        assert_eq!(shape, "dddd-dd-dd dd:dd:dd");
    }
}

#[test]
fn the_newest_is_the_one_made_last() {
    let promcast = Promcast::start();
    // Many within one second: their ids must still sort by time.
    for metric in ["demo_orders_per_minute", "demo_queue_length", "demo_build_info"].into_iter().cycle().take(12) {
        let (_, csv) = forecast(&promcast, metric);
        assert_eq!(promcast.get("/download-csv").text(), csv, "{metric}");
    }
}

#[test]
fn a_restart_loses_none() {
    let storage = tempfile::tempdir().unwrap();
    let mut before = Promcast::on_storage(storage.path());
    let (first, first_csv) = forecast(&before, "demo_orders_per_minute");
    let (_, second_csv) = forecast(&before, "demo_queue_length");
    assert!(before.terminate().success());
    let after = Promcast::on_storage(storage.path());
    assert_eq!(after.get("/download-csv").text(), second_csv);
    assert_eq!(after.get(&format!("/download-csv?id={first}")).text(), first_csv);
}

#[test]
fn an_id_that_is_none() {
    let promcast = Promcast::start();
    forecast(&promcast, "demo_build_info");
    for id in ["20261120T120000Z-1a2b3c4d", "", "..", "..%2F..%2Fetc%2Fpasswd", "%00", "%FF", "a&id=b", "%"] {
        let answer = promcast.get(&format!("/download-csv?id={id}"));
        assert_eq!(answer.status, 404, "{id}: {}", answer.text());
        assert!(answer.json()["error"].as_str().unwrap().contains("forecast_id"), "{id}");
    }
}
