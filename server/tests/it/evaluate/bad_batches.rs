//! Batches that cannot be evaluated, or only in part: the right status, the field, and no wrong count.

use serde_json::{Value, json};

use super::batch;
use crate::support::{Promcast, one_hour};

/// So many hours, each with its count.
fn hours(count: usize) -> Vec<Value> {
    let hour = |hour: usize| {
        let mut row = one_hour();
        row["hr"] = json!(hour % 24);
        row["dteday"] = json!(format!("2011-03-{:02}", 1 + hour / 24));
        row["cnt"] = json!(10 + hour % 24);
        row
    };
    (0..count).map(hour).collect()
}

fn every(key: &str, value: &Value) -> Vec<Value> {
    let mut rows = hours(48);
    rows.iter_mut().for_each(|row| row[key] = value.clone());
    rows
}

fn second(key: &str, value: Value) -> Vec<Value> {
    let mut rows = hours(48);
    rows[1][key] = value;
    rows
}

#[test]
fn nothing_to_evaluate() {
    let promcast = Promcast::start();
    let answer = promcast.post("/evaluate", &batch(&[]));
    assert_eq!((answer.status, &answer.json()["detail"]), (400, &json!("No data provided for evaluation.")));
    let answer = promcast.send("POST /evaluate", &[("Content-Type", "text/csv")], b"temp,hr\n");
    assert_eq!((answer.status, &answer.json()["detail"]), (400, &json!("No data provided for evaluation.")));
    let answer = promcast.post("/evaluate", &json!({}));
    assert_eq!((answer.status, &answer.json()["detail"][0]["loc"]), (422, &json!(["body", "data"])));
    assert_eq!((promcast.counted("/evaluate", "POST", 400), promcast.counted("/evaluate", "POST", 422)), (2, 1));
}

#[test]
fn missing_columns_are_named_as_before() {
    let promcast = Promcast::start();
    let mut rows = hours(2);
    for row in &mut rows {
        row.as_object_mut().unwrap().remove("cnt");
        row.as_object_mut().unwrap().remove("hum");
    }
    let answer = promcast.post("/evaluate", &batch(&rows));
    let words = "Missing columns in evaluation data: ['hum', 'cnt']";
    assert_eq!((answer.status, &answer.json()["detail"]), (400, &json!(words)));
    assert_eq!(promcast.post("/evaluate", &json!({ "data": [{}] })).status, 400);
}

#[test]
fn a_mistake_has_its_row_and_field() {
    let promcast = Promcast::start();
    let cases = [
        (second("temp", json!("warm")), json!(["body", "data", 1, "temp"]), "float_parsing"),
        (second("temp", json!(true)), json!(["body", "data", 1, "temp"]), "float_type"),
        (second("temp", json!({})), json!(["body", "data", 1, "temp"]), "float_type"),
        (second("temp", json!("inf")), json!(["body", "data", 1, "temp"]), "finite_number"),
        (second("hr", json!(1.5)), json!(["body", "data", 1, "hr"]), "int_from_float"),
        (second("cnt", json!("many")), json!(["body", "data", 1, "cnt"]), "float_parsing"),
        (second("cnt", json!([])), json!(["body", "data", 1, "cnt"]), "float_type"),
        (second("dteday", json!("soon")), json!(["body", "data", 1, "dteday"]), "date_from_datetime_parsing"),
        (second("dteday", json!({})), json!(["body", "data", 1, "dteday"]), "date_from_datetime_parsing"),
        (every("hum", &json!(null)), json!(["body", "data", "hum"]), "missing"),
        (every("cnt", &json!(null)), json!(["body", "data", "cnt"]), "missing"),
    ];
    for (rows, loc, kind) in &cases {
        let answer = promcast.post("/evaluate", &batch(rows));
        let told = answer.json();
        assert_eq!(
            (answer.status, &told["detail"][0]["loc"], &told["detail"][0]["type"]),
            (422, loc, &json!(kind)),
            "{told}"
        );
        assert!(told["error"].as_str().unwrap().contains(loc.as_array().unwrap().last().unwrap().as_str().unwrap()));
    }
    for period in [json!(7), json!("x".repeat(201)), json!("a\u{0}b"), json!([])] {
        let answer = promcast.post("/evaluate", &json!({ "data": hours(2), "evaluation_period_name": period }));
        assert_eq!((answer.status, &answer.json()["detail"][0]["loc"][1]), (422, &json!("evaluation_period_name")));
    }
    let refused = cases.len() as u64 + 4;
    assert_eq!(promcast.counted("/evaluate", "POST", 422), refused);
    assert_eq!(promcast.get("/api/v1/models/bike-sharing/evaluations").json()["data"]["evaluations"], json!([]));
    assert_eq!(promcast.metric("promcast_model_rmse{model=\"bike-sharing\"}"), None, "nothing was evaluated");
}

#[test]
fn what_is_odd_is_reported_and_not_refused() {
    let promcast = Promcast::start();
    let cases = [
        (second("hum", json!(null)), "`hum` is missing in 1 row of 48"),
        (second("hum", json!("NaN")), "`hum` is missing in 1 row of 48"),
        (second("cnt", json!(null)), "1 of 48 rows is not scored"),
        (second("temp", json!(1e300)), "`temp` is outside 0 to 1 in 1 row"),
        (second("temp", json!("1e300")), "`temp` is outside 0 to 1 in 1 row"),
        (second("prediction", json!(12.5)), "The column `prediction` was there already and is ignored"),
        (every("temp", &json!(3)), "`temp` is outside 0 to 1 in 48 rows"),
        (second("weathersit", json!(9)), "`weathersit` is outside 1 to 4 in 1 row"),
    ];
    for (rows, words) in cases {
        let answer = promcast.post("/evaluate", &batch(&rows));
        let told = answer.json();
        assert_eq!(answer.status, 200, "{told}");
        let warnings = told["warnings"].as_array().unwrap();
        assert!(warnings.iter().any(|warning| warning.as_str().unwrap().contains(words)), "{words} in {told}");
        assert_eq!(told["evaluated_items"], json!(48));
    }
    let far = promcast.post("/evaluate", &batch(&second("cnt", json!(-1e300))));
    assert_eq!(far.status, 200, "{}", far.text());
    assert!(far.json()["rmse"].as_f64().unwrap() > 1e298, "{}", far.text());
    for day in [json!(null), json!(1_296_518_400_000_i64), json!("2011-02-01 00:00:00"), json!("")] {
        assert_eq!(promcast.post("/evaluate", &batch(&every("dteday", &day))).status, 200, "{day}");
    }
    let mut rows = hours(48);
    rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("dteday")));
    assert_eq!(promcast.post("/evaluate", &batch(&rows)).status, 200, "days may be absent");
}

#[test]
fn one_row_and_zeros_have_scores_where_there_are_any() {
    let promcast = Promcast::start();
    let one = promcast.post("/evaluate", &batch(&hours(1)));
    let told = one.json();
    assert_eq!((one.status, &told["r2score"], &told["evaluated_items"]), (200, &Value::Null, &json!(1)), "{told}");
    assert!(told["rmse"].is_f64() && told["mape"].is_f64());
    assert!(promcast.get("/metrics").text().contains("\nmodel_r2_score NaN\n"));
    let zeros = promcast.post("/evaluate", &batch(&every("cnt", &json!(0))));
    let told = zeros.json();
    assert_eq!((zeros.status, &told["mape"], &told["r2score"]), (200, &Value::Null, &Value::Null), "{told}");
    assert!(told["mae"].as_f64().unwrap() > 0.0);
    assert!(promcast.get("/metrics").text().contains("\nmodel_mape_score NaN\n"));
}

#[test]
fn the_wrong_kind_of_question() {
    let promcast = Promcast::start();
    let body = batch(&hours(2)).to_string();
    assert_eq!(promcast.send("POST /evaluate", &[("Content-Type", "text/plain")], body.as_bytes()).status, 415);
    assert_eq!(promcast.send("GET /evaluate", &[], b"").status, 405);
    assert_eq!(promcast.post("/evaluate/other", &batch(&hours(2))).status, 404);
    assert_eq!(promcast.send("POST /evaluate", &[("Content-Type", "application/json")], b"{\"data\":").status, 422);
    let large = format!("{{\"data\":[],\"x\":\"{}\"}}", "a".repeat(10 * 1024 * 1024));
    let answer = promcast.send("POST /evaluate", &[("Content-Type", "application/json")], large.as_bytes());
    assert_eq!(answer.status, 413);
    for (method, status) in [("POST", 415), ("GET", 405), ("POST", 422), ("POST", 413)] {
        assert_eq!(promcast.counted("/evaluate", method, status), 1, "{method} {status}");
    }
    assert_eq!(promcast.counted("/evaluate/{model}", "POST", 404), 1);
    assert!(!promcast.get("/metrics").text().contains("status_code=\"5"), "nothing failed on our side");
}
