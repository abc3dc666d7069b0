//! Models that a config declares, and model files that cannot be used: said in the API and in the log, and the rest serves.

use serde_json::json;

use crate::support::{Promcast, one_hour};

const TWO_MODELS: &str = "
models:
  - name: rent
    target: price
    time: day
    features:
      - {name: size, min: 0, unit: m²}
      - {name: rooms, kind: integer, min: 1, max: 9}
      - {name: city, kind: category}
";

#[test]
fn a_model_nobody_trained_says_how_to() {
    let promcast = Promcast::with_config(TWO_MODELS);
    let all = promcast.get("/api/v1/models").json();
    assert_eq!((&all["data"][0]["state"], &all["data"][1]["state"]), (&json!("ready"), &json!("untrained")));
    for path in ["/predict/rent", "/evaluate/rent", "/trigger-drift/rent"] {
        let answer = promcast.post(path, &json!({ "size": 50, "rooms": 2, "city": "Paris", "day": "2026-01-01" }));
        assert_eq!(answer.status, 409, "{path}");
        assert!(answer.json()["error"].as_str().unwrap().contains("promcast train --model rent"), "{}", answer.text());
    }
    assert_eq!(promcast.post("/predict", &one_hour()).status, 200, "the rest serves");
    assert!(promcast.log().contains("a model cannot be used"), "{}", promcast.log());
    assert_eq!(promcast.counted("/predict/{model}", "POST", 409), 1);
}

#[test]
fn a_file_that_cannot_be_used_is_said() {
    let built_in = std::fs::read(crate::support::root().join("models/bike-sharing.model")).unwrap();
    let mut flipped = built_in.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let mut other_version = built_in.clone();
    // The version follows the magic.
    other_version["promcast model\n".len()] ^= 0x40;
    for (what, file) in [
        ("empty", Vec::new()),
        ("truncated", built_in[..built_in.len() - 1].to_vec()),
        ("half", built_in[..built_in.len() / 2].to_vec()),
        ("flipped", flipped),
        ("other version", other_version),
        ("longer", [&built_in[..], b"x"].concat()),
        ("another thing", b"PK\x03\x04 a zip".to_vec()),
    ] {
        let storage = tempfile::tempdir().unwrap();
        std::fs::create_dir(storage.path().join("models")).unwrap();
        std::fs::write(storage.path().join("models/bike-sharing.model"), file).unwrap();
        let promcast = Promcast::on_storage(storage.path());
        let answer = promcast.post("/predict", &one_hour());
        assert_eq!(answer.status, 409, "{what}: {}", answer.text());
        assert!(answer.json()["error"].as_str().unwrap().contains("promcast train"), "{what}: {}", answer.text());
        let told = promcast.get("/api/v1/models/bike-sharing").json();
        assert_eq!(told["data"]["state"], json!("unusable"), "{what}");
        assert!(promcast.log().contains("a model cannot be used"), "{what}");
        assert_eq!(promcast.get("/-/ready").status, 200, "the rest serves");
    }
}

#[test]
fn a_trained_file_wins_over_the_built_in_one() {
    let storage = tempfile::tempdir().unwrap();
    std::fs::create_dir(storage.path().join("models")).unwrap();
    let built_in = crate::support::root().join("models/bike-sharing.model");
    std::fs::copy(built_in, storage.path().join("models/bike-sharing.model")).unwrap();
    let promcast = Promcast::on_storage(storage.path());
    assert_eq!(promcast.post("/predict", &one_hour()).status, 200);
}
