//! `GET /api/v1/models`: which models there are, and what each reads.

use serde_json::json;

use crate::support::Promcast;

#[test]
fn the_built_in_one_is_there_offline() {
    let promcast = Promcast::start();
    let all = promcast.get("/api/v1/models").json();
    let bikes = &all["data"][0];
    assert_eq!(
        (&all["status"], &bikes["name"], &bikes["state"]),
        (&json!("success"), &json!("bike-sharing"), &json!("ready"))
    );
    assert_eq!((&bikes["trained"]["rows"], &bikes["trained"]["trees"]), (&json!(688), &json!(100)));
    assert_eq!(bikes["problem"], json!(null));
    let one = promcast.get("/api/v1/models/bike-sharing").json();
    let features = one["data"]["features"].as_array().unwrap();
    assert_eq!(features.len(), 11);
    let hour = features.iter().find(|feature| feature["name"] == "hr").unwrap();
    assert_eq!((&hour["kind"], &hour["min"], &hour["max"]), (&json!("integer"), &json!(0.0), &json!(23.0)));
    for stranger in ["other", "..%2f", "%00", "Bike-Sharing"] {
        let answer = promcast.get(&format!("/api/v1/models/{stranger}"));
        assert_eq!((answer.status, &answer.json()["errorType"]), (404, &json!("not_found")), "{stranger}");
    }
    assert_eq!(promcast.send("POST /api/v1/models", &[], b"").status, 405);
}
