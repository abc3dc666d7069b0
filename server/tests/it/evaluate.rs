//! `POST /evaluate` and `POST /trigger-drift`: what the old service's unchanged client gets, and every bad batch.

mod bad_batches;
mod kept;

use serde_json::{Value, json};

use crate::support::{Bikes, Promcast};

/// The client's three weeks, with their rows, and what scikit-learn's forest scores on them: RMSE, MAE, R2, MAPE in percent.
const WEEKS: [(&str, &str, &str, usize, [f64; 4]); 3] = [
    ("week1_february", "2011-01-29", "2011-02-07", 235, [17.5, 10.5, 0.885, 29.4]),
    ("week2_february", "2011-02-08", "2011-02-14", 163, [20.2, 13.9, 0.882, 30.6]),
    ("week3_february", "2011-02-15", "2011-02-21", 165, [37.3, 24.5, 0.734, 39.1]),
];

fn batch(rows: &[Value]) -> Value {
    json!({ "data": rows, "evaluation_period_name": "week" })
}

#[test]
fn the_unchanged_client_gets_its_three_weeks() {
    let Some(bikes) = Bikes::read() else { return };
    let promcast = Promcast::start();
    for (name, first, last, rows, scikit_learn) in WEEKS {
        let data = bikes.days(first, last);
        let answer = promcast.post("/evaluate", &json!({ "data": data, "evaluation_period_name": name }));
        let told = answer.json();
        assert_eq!((answer.status, &told["evaluated_items"]), (200, &json!(rows)), "{told}");
        assert_eq!(told["message"], json!(format!("Evaluation for {name} completed.")));
        assert_eq!(told["drift_detected"], json!(1), "Evidently's default cries drift in each of them");
        let scores = ["rmse", "mae", "r2score", "mape"].map(|key| told[key].as_f64().unwrap());
        for (ours, theirs) in scores.into_iter().zip(scikit_learn) {
            assert!((ours / theirs - 1.0).abs() < 0.08, "{name}: {scores:?} beside {scikit_learn:?}");
        }
        assert!(
            (scores[0] / scikit_learn[0] - 1.0).abs() < 0.05,
            "{name}: RMSE {} beside {}",
            scores[0],
            scikit_learn[0]
        );
        assert!(told["baseline_rmse"].as_f64().unwrap() > scores[0], "{told}");
    }
    let newest = |name: &str| promcast.metric(name).unwrap();
    assert!((newest("model_rmse_score") / 37.3 - 1.0).abs() < 0.05);
    assert_eq!(newest("evidently_data_drift_detected_status"), 1.0);
    assert!((newest("evidently_drifted_columns_share") - 7.0 / 11.0).abs() < 1e-9);
    assert_eq!(promcast.counted("/evaluate", "POST", 200), 3);
}

#[test]
fn training_rows_are_counted_and_named() {
    let Some(bikes) = Bikes::read() else { return };
    let promcast = Promcast::start();
    let told = promcast.post("/evaluate", &batch(&bikes.days("2011-01-29", "2011-02-07"))).json();
    let leaked = bikes.days("2011-01-29", "2011-01-31").len();
    assert_eq!(told["training_rows"], json!(leaked));
    let warning = told["warnings"][0].as_str().unwrap();
    assert!(
        warning.contains(&format!("{leaked} of 235 rows are known from training (2011-01-29 to 2011-01-31)")),
        "{warning}"
    );
    let told = promcast.post("/evaluate", &batch(&bikes.days("2011-02-08", "2011-02-14"))).json();
    assert_eq!((&told["training_rows"], &told["warnings"]), (&json!(0), &json!([])));
}

#[test]
fn before_the_first_evaluation_there_is_no_score() {
    let promcast = Promcast::start();
    let text = promcast.get("/metrics").text();
    for name in ["model_rmse_score", "model_mae_score", "model_r2_score", "model_mape_score"] {
        assert!(text.contains(&format!("\n{name} NaN\n")), "{name}: a rule takes zero for a very good or bad model");
    }
    assert!(text.contains("evidently_data_drift_detected_status NaN") && !text.contains("promcast_model_rmse"));
    assert!(text.contains("promcast_model_out_of_bag_rmse{model=\"bike-sharing\"} 15.9"), "{text}");
}

#[test]
fn a_table_is_evaluated_as_its_rows_are() {
    let Some(bikes) = Bikes::read() else { return };
    let promcast = Promcast::start();
    let rows = bikes.days("2011-02-08", "2011-02-09");
    let columns: Vec<String> = rows[0].as_object().unwrap().keys().cloned().collect();
    let mut table = columns.join(",") + "\n";
    for row in &rows {
        let cells: Vec<String> = columns.iter().map(|column| row[column].to_string().replace('"', "")).collect();
        table += &(cells.join(",") + "\n");
    }
    let path = "POST /evaluate/bike-sharing?evaluation_period_name=two%20days";
    let of_table = promcast.send(path, &[("Content-Type", "text/csv")], table.as_bytes()).json();
    let of_rows = promcast.post("/evaluate", &batch(&rows)).json();
    assert_eq!(of_table["message"], json!("Evaluation for two days completed."));
    for key in ["rmse", "mae", "r2score", "mape", "drift_detected", "evaluated_items", "drift_severity"] {
        assert_eq!(of_table[key], of_rows[key], "{key}");
    }
}

#[test]
fn a_drift_that_was_made_up_is_found() {
    let promcast = Promcast::start();
    let answer = promcast.send("POST /trigger-drift", &[], b"");
    let told = answer.json();
    assert_eq!((answer.status, &told["drift_detected"]), (200, &json!(1)), "{told}");
    assert_eq!(told["evaluated_items"], json!(168));
    assert!(told["drifted_columns_share"].as_f64().unwrap() >= 0.5 && told["rmse"].as_f64().unwrap() > 20.0, "{told}");
    assert_eq!(told["training_rows"], json!(0), "changed rows are no training rows");
    assert_eq!(promcast.metric("evidently_data_drift_detected_status"), Some(1.0));
    assert_eq!(promcast.post("/trigger-drift/bike-sharing", &json!({ "any": "body" })).status, 200);
    assert_eq!(promcast.post("/trigger-drift/other", &json!({})).status, 404);
    assert_eq!(promcast.get("/trigger-drift").status, 405);
    assert_eq!(promcast.counted("/trigger-drift", "GET", 405), 1);
}

#[test]
fn no_other_site_may_evaluate() {
    let promcast = Promcast::start();
    for path in ["/evaluate", "/trigger-drift", "/trigger-drift/bike-sharing"] {
        for foreign in [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
            let headers = [("Content-Type", "application/json"), foreign];
            assert_eq!(promcast.send(&format!("POST {path}"), &headers, b"{}").status, 403, "{path}");
        }
    }
    assert_eq!(promcast.get("/api/v1/models/bike-sharing/evaluations").json()["data"]["evaluations"], json!([]));
}
