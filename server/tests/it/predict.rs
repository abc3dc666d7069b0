//! `POST /predict`: one number for one record, a list for many, a table for a table, and the field of every mistake.

use serde_json::{Value, json};

use crate::support::{Promcast, one_hour};

fn with(key: &str, value: Value) -> Value {
    let mut body = one_hour();
    body[key] = value;
    body
}

fn without(key: &str) -> Value {
    let mut body = one_hour();
    body.as_object_mut().unwrap().remove(key);
    body
}

/// The places of the mistakes, such as `body.temp`, with their types.
fn mistakes(answer: &Value) -> Vec<(String, String)> {
    let place = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
    let of = |one: &Value| {
        let loc: Vec<String> = one["loc"].as_array().unwrap().iter().map(place).collect();
        assert!(one["msg"].as_str().unwrap().len() > 5, "{one}");
        (loc.join("."), one["type"].as_str().unwrap().to_owned())
    };
    assert!(answer["error"].as_str().unwrap().len() > 10, "{answer}");
    answer["detail"].as_array().unwrap().iter().map(of).collect()
}

fn one_mistake(place: &str, kind: &str) -> Vec<(String, String)> {
    vec![(place.to_owned(), kind.to_owned())]
}

#[test]
fn the_example_of_the_old_service() {
    let promcast = Promcast::start();
    let answer = promcast.post("/predict", &one_hour());
    let told = answer.json();
    let count = told["predicted_count"].as_f64().unwrap();
    assert!(answer.status == 200 && (16.0..=26.0).contains(&count), "{told}");
    assert_eq!(told.as_object().unwrap().len(), 1, "no other key");
    assert_eq!(promcast.post("/predict/bike-sharing", &one_hour()).json(), told);
    assert_eq!(promcast.counted("/predict", "POST", 200), 1);
    assert_eq!(promcast.counted("/predict/{model}", "POST", 200), 1);
    assert_eq!(promcast.metric("promcast_model_prediction_count{model=\"bike-sharing\"}"), Some(2.0));
}

#[test]
fn what_the_old_service_took_is_taken() {
    let promcast = Promcast::start();
    let plain = promcast.post("/predict", &one_hour()).json();
    for body in [
        with("more", json!({ "nested": [1] })),
        with("cnt", json!("unknown")),
        with("temp", json!("0.24")),
        with("hr", json!(0.0)),
        with("hr", json!(" 0 ")),
        with("holiday", json!(false)),
        with("dteday", json!("2011-01-01T00:00:00")),
        with("dteday", json!("2024-02-29")),
    ] {
        let answer = promcast.post("/predict", &body);
        assert_eq!((answer.status, answer.json()), (200, plain.clone()), "{body}");
    }
}

#[test]
fn an_explanation_sums_to_the_prediction() {
    let promcast = Promcast::start();
    let told = promcast.post("/predict?explain=1", &one_hour()).json();
    let parts = told["explanation"]["contributions"].as_object().unwrap();
    assert_eq!(parts.len(), 11);
    let sum: f64 = parts.values().map(|part| part.as_f64().unwrap()).sum();
    let whole = told["explanation"]["base"].as_f64().unwrap() + sum;
    assert!((whole - told["predicted_count"].as_f64().unwrap()).abs() < 1e-6, "{told}");
    assert!(promcast.post("/predict?explain=0", &one_hour()).json()["explanation"].is_null());
}

#[test]
fn an_interval_holds_the_prediction() {
    let promcast = Promcast::start();
    let told = promcast.post("/predict?interval=1", &one_hour()).json();
    let number = |value: &Value| value.as_f64().unwrap();
    let (interval, count) = (&told["interval"], number(&told["predicted_count"]));
    assert_eq!(interval["share"], json!(0.8));
    assert!(number(&interval["lower"]) < count && count < number(&interval["upper"]), "{told}");
    let many = promcast.post("/predict?interval=1", &json!([one_hour(), one_hour()])).json();
    assert_eq!(many["intervals"], json!([interval, interval]));
    let model = promcast.get("/api/v1/models/bike-sharing").json();
    let coverage = number(&model["data"]["trained"]["interval"]["coverage"]);
    assert!((0.78..0.83).contains(&coverage), "{model}");
}

#[test]
fn many_at_once_say_what_each_alone_says() {
    let promcast = Promcast::start();
    let hours: Vec<Value> = (0..24).map(|hour| with("hr", json!(hour))).collect();
    let alone: Vec<Value> =
        hours.iter().map(|hour| promcast.post("/predict", hour).json()["predicted_count"].clone()).collect();
    for body in [json!(hours), json!({ "data": hours })] {
        assert_eq!(promcast.post("/predict", &body).json(), json!({ "predictions": alone }));
    }
    // Large enough to be computed elsewhere.
    let thousand: Vec<&Value> = hours.iter().cycle().take(1000).collect();
    let told = promcast.post("/predict", &json!(thousand)).json();
    assert_eq!(told["predictions"].as_array().unwrap().len(), 1000);
    assert_eq!(told["predictions"][999], alone[999 % 24]);
    assert_eq!(promcast.post("/predict", &json!([])).json(), json!({ "predictions": [] }));
    let explained = promcast.post("/predict?explain=1", &json!(hours)).json();
    assert_eq!(explained["explanations"].as_array().unwrap().len(), 24);
}

#[test]
fn a_table_comes_back_with_a_column_more() {
    let promcast = Promcast::start();
    let table = "id,dteday,temp,atemp,hum,windspeed,mnth,hr,weekday,season,holiday,workingday,weathersit\r\n\
                 \"a,1\",2011-01-01,0.24,0.2879,0.81,0,1,0,6,1,0,0,1\r\n";
    let csv = [("Content-Type", "text/csv")];
    let answer = promcast.send("POST /predict", &csv, table.as_bytes());
    let count = &promcast.post("/predict", &one_hour()).json()["predicted_count"];
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().ends_with("weathersit,prediction"), "{text}");
    assert_eq!(lines.next().unwrap(), format!("\"a,1\",2011-01-01,0.24,0.2879,0.81,0,1,0,6,1,0,0,1,{count}"));
    let json = promcast.send("POST /predict", &[csv[0], ("Accept", "application/json")], table.as_bytes());
    assert_eq!(json.json(), json!({ "predictions": [count] }));
    for (table, words) in [
        ("", "names none of"),
        ("temp;hr\n1;2\n", "it is temp;hr"),
        ("temp,hr,temp\n1,2,3\n", "is there twice"),
        ("temp,hr\n1\n", "ine 2 of the CSV"),
    ] {
        let answer = promcast.send("POST /predict", &csv, table.as_bytes());
        assert_eq!((answer.status, mistakes(&answer.json())), (422, one_mistake("body", "csv_invalid")), "{table}");
        assert!(answer.json()["error"].as_str().unwrap().replace('`', "").contains(words), "{}", answer.text());
    }
    let others = promcast.send("POST /predict", &csv, b"a,b\n1,2\n");
    assert_eq!((others.status, mistakes(&others.json()).len()), (422, 12), "as of JSON without these keys");
    assert_eq!(others.json(), promcast.post("/predict", &json!([{ "a": 1, "b": 2 }])).json());
    let again = promcast.send("POST /predict", &csv, text.as_bytes());
    assert_eq!(
        (again.text(), again.header("x-promcast-left-out")),
        (text, "prediction"),
        "a table that was predicted before"
    );
    let answer = promcast.send("POST /predict", &csv, table.replace("0.81", "NaN").as_bytes());
    assert_eq!((answer.status, mistakes(&answer.json())), (422, one_mistake("body.0.hum", "finite_number")));
}

#[test]
fn a_mistake_names_its_field() {
    let promcast = Promcast::start();
    let cases = [
        (without("temp"), "body.temp", "missing"),
        (without("dteday"), "body.dteday", "missing"),
        (with("temp", json!(null)), "body.temp", "float_type"),
        (with("temp", json!(true)), "body.temp", "float_type"),
        (with("temp", json!([0.24])), "body.temp", "float_type"),
        (with("temp", json!("warm")), "body.temp", "float_parsing"),
        (with("temp", json!("")), "body.temp", "float_type"),
        (with("temp", json!("NaN")), "body.temp", "finite_number"),
        (with("temp", json!("-Infinity")), "body.temp", "finite_number"),
        (with("temp", json!("1e999")), "body.temp", "finite_number"),
        (with("temp", json!(1.5)), "body.temp", "less_than_equal"),
        (with("temp", json!(1e300)), "body.temp", "less_than_equal"),
        (with("temp", json!(-0.1)), "body.temp", "greater_than_equal"),
        (with("hr", json!(24)), "body.hr", "less_than_equal"),
        (with("hr", json!(1.5)), "body.hr", "int_from_float"),
        (with("hr", json!("noon")), "body.hr", "int_parsing"),
        (with("hr", json!({ "of": "day" })), "body.hr", "int_type"),
        (with("mnth", json!(true)), "body.mnth", "int_type"),
        (with("mnth", json!(0)), "body.mnth", "greater_than_equal"),
        (with("weathersit", json!(5)), "body.weathersit", "less_than_equal"),
        (with("weathersit", json!(9_007_199_254_740_993_u64)), "body.weathersit", "less_than_equal"),
        (with("dteday", json!("2011-02-30")), "body.dteday", "date_from_datetime_parsing"),
        (with("dteday", json!("yesterday")), "body.dteday", "date_from_datetime_parsing"),
        (with("dteday", json!(null)), "body.dteday", "date_from_datetime_parsing"),
        (with("dteday", json!(["2011-01-01"])), "body.dteday", "date_from_datetime_parsing"),
        (json!([one_hour(), with("hum", json!(2))]), "body.1.hum", "less_than_equal"),
        (json!({ "data": [one_hour(), 7] }), "body.data.1", "model_attributes_type"),
        (json!({ "data": 7 }), "body.data", "model_attributes_type"),
        (json!("text"), "body", "model_attributes_type"),
        (json!(null), "body", "model_attributes_type"),
    ];
    for (body, place, kind) in &cases {
        let answer = promcast.post("/predict", body);
        assert_eq!((answer.status, mistakes(&answer.json())), (422, one_mistake(place, kind)), "{body}");
    }
    assert_eq!(promcast.counted("/predict", "POST", 422), cases.len() as u64);
    assert_eq!(
        promcast.metric("promcast_model_prediction_count{model=\"bike-sharing\"}"),
        None,
        "nothing was predicted"
    );
}

#[test]
fn every_mistake_is_told_at_once() {
    let promcast = Promcast::start();
    let all = promcast.post("/predict", &json!({}));
    let told = mistakes(&all.json());
    assert_eq!((all.status, told.len()), (422, 12));
    assert!(told.iter().all(|(_, kind)| kind == "missing"), "{told:?}");
    let many: Vec<Value> = (0..1000).map(|_| json!({})).collect();
    let told = mistakes(&promcast.post("/predict", &json!(many)).json());
    assert_eq!(told.len(), 20, "but not thousands");
}

#[test]
fn what_is_no_json_has_a_place_too() {
    let promcast = Promcast::start();
    let nan = one_hour().to_string().replace("0.81", "NaN");
    let infinite = one_hour().to_string().replace("0.81", "-Infinity");
    let endless = one_hour().to_string().replace("0.81", "1e999");
    let cases = [
        ("", "body"),
        ("{", "body"),
        ("{\"temp\":}", "body.temp"),
        ("\u{feff}{}", "body"),
        (nan.as_str(), "body.hum"),
        (infinite.as_str(), "body.hum"),
        (endless.as_str(), "body.hum"),
    ];
    for (body, place) in cases {
        let answer = promcast.send("POST /predict", &[("Content-Type", "application/json")], body.as_bytes());
        assert_eq!((answer.status, mistakes(&answer.json())), (422, one_mistake(place, "json_invalid")), "{body}");
    }
    let binary = promcast.send("POST /predict", &[("Content-Type", "application/json")], b"\xff\xfe\x00");
    assert_eq!(binary.status, 422);
    let deep = "[".repeat(100_000);
    let answer = promcast.send("POST /predict", &[("Content-Type", "application/json")], deep.as_bytes());
    assert_eq!(answer.status, 422);
}

#[test]
fn the_wrong_kind_of_question() {
    let promcast = Promcast::start();
    let body = one_hour().to_string();
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("multipart/form-data")] {
        let headers: Vec<_> = kind.map(|kind| ("Content-Type", kind)).into_iter().collect();
        let answer = promcast.send("POST /predict", &headers, body.as_bytes());
        assert_eq!(answer.status, 415, "{kind:?}");
        assert!(answer.json()["error"].as_str().unwrap().contains("application/json"));
    }
    for method in ["GET", "PUT", "DELETE", "HEAD", "BREW"] {
        assert_eq!(promcast.send(&format!("{method} /predict"), &[], b"").status, 405, "{method}");
    }
    for name in ["other", "..%2f..%2fetc", "%00", "Bike-Sharing", &"x".repeat(5000)] {
        let answer = promcast.post(&format!("/predict/{name}"), &one_hour());
        assert_eq!(answer.status, 404, "{name}");
        assert!(answer.json()["error"].as_str().unwrap().contains("bike-sharing"), "{}", answer.text());
        assert!(answer.body.len() < 1000);
    }
    let large = format!("{{\"x\":\"{}\"}}", "a".repeat(10 * 1024 * 1024));
    let answer = promcast.send("POST /predict", &[("Content-Type", "application/json")], large.as_bytes());
    assert_eq!(answer.status, 413);
    assert!(answer.json()["detail"].as_str().unwrap().contains("8 MiB"));
    let counted = [("POST", 415, 4), ("GET", 405, 1), ("HEAD", 405, 1), ("other", 405, 1), ("POST", 413, 1)];
    for (method, status, count) in counted {
        assert_eq!(promcast.counted("/predict", method, status), count, "{method} {status}");
    }
    assert_eq!(promcast.counted("/predict/{model}", "POST", 404), 5);
    assert!(!promcast.get("/metrics").text().contains("status_code=\"5"), "nothing failed on our side");
}
