//! Tests of kept evaluations: listed, opened, there after a restart, and skipped with a message where their file is damaged.

use serde_json::{Value, json};

use super::batch;
use crate::support::{Promcast, one_hour};

const LIST: &str = "/api/v1/models/bike-sharing/evaluations";

fn hour(count: i64) -> Value {
    let mut row = one_hour();
    row["cnt"] = json!(count);
    row
}

fn evaluated(promcast: &Promcast, count: i64) -> String {
    let told = promcast.post("/evaluate", &batch(&[hour(count), hour(count + 1)])).json();
    let id = told["evaluation_id"].as_str().unwrap().to_owned();
    assert_eq!(told["report_url"], json!(format!("/models?model=bike-sharing&tab=report&id={id}")));
    id
}

fn listed(promcast: &Promcast) -> Vec<String> {
    let list = promcast.get(LIST).json();
    let id = |evaluation: &Value| evaluation["id"].as_str().unwrap().to_owned();
    list["data"]["evaluations"].as_array().unwrap().iter().map(id).collect()
}

#[test]
fn the_newest_first_and_whole() {
    let promcast = Promcast::start();
    let (first, second) = (evaluated(&promcast, 16), evaluated(&promcast, 17));
    assert_eq!(listed(&promcast), [second.clone(), first.clone()]);
    let kept = promcast.get(&format!("{LIST}/{first}")).json();
    let kept = &kept["data"];
    assert_eq!((&kept["id"], &kept["period"]), (&json!(first), &json!("week")));
    assert_eq!(kept["rows"]["actual"], json!([16.0, 17.0]));
    assert_eq!(kept["rows"]["features"].as_array().unwrap().len(), 11);
    assert_eq!(kept["compatible"]["columns"].as_array().unwrap().len(), 11);
    assert_eq!(kept["honest"]["columns"].as_array().unwrap().len(), 11);
    for stranger in ["", "20260101T000000Z-00000000", "..%2f..%2fsecret", "%00"] {
        assert_eq!(promcast.get(&format!("{LIST}/{stranger}")).status, 404, "{stranger}");
    }
    assert_eq!(promcast.get("/api/v1/models/other/evaluations").status, 404);
    assert_eq!(promcast.get(&format!("/api/v1/models/other/evaluations/{first}")).status, 404);
    assert_eq!(listed(&promcast).len(), 2, "looking changes nothing");
}

#[test]
fn a_restart_finds_them_and_shows_the_newest() {
    let storage = tempfile::tempdir().unwrap();
    let promcast = Promcast::on_storage(storage.path());
    let ids = [evaluated(&promcast, 16), evaluated(&promcast, 40)];
    let rmse = promcast.metric("model_rmse_score").unwrap();
    drop(promcast);
    let promcast = Promcast::on_storage(storage.path());
    assert_eq!(listed(&promcast), [ids[1].clone(), ids[0].clone()]);
    assert_eq!(promcast.metric("model_rmse_score"), Some(rmse));
    assert_eq!(promcast.metric("promcast_model_rmse{model=\"bike-sharing\"}"), Some(rmse));
    drop(promcast);
    let file = storage.path().join("evaluations").join(format!("{}.json", ids[1]));
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() - 10]).unwrap();
    let promcast = Promcast::on_storage(storage.path());
    let list = promcast.get(LIST).json();
    assert_eq!(list["data"]["damaged"], json!([ids[1]]));
    assert_eq!(listed(&promcast), [ids[0].clone()]);
    assert!(promcast.log().contains("skipped a damaged evaluation"), "{}", promcast.log());
    assert_eq!(promcast.get(&format!("{LIST}/{}", ids[1])).status, 409);
}

#[test]
fn the_oldest_beyond_the_bound_go() {
    let promcast = Promcast::with_config("storage: {keep_evaluations: 2}");
    let ids: Vec<String> = (0..4).map(|count| evaluated(&promcast, count)).collect();
    assert_eq!(listed(&promcast), [ids[3].clone(), ids[2].clone()]);
}
