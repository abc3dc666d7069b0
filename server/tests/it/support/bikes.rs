//! The rows of the bike-sharing data, as the old service's client sends them.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::prometheus::shared_data;

/// The features of the model, in the order of the data's README.
const FEATURES: [&str; 11] =
    ["temp", "atemp", "hum", "windspeed", "mnth", "hr", "weekday", "season", "holiday", "workingday", "weathersit"];

/// The example of the old service's documentation.
pub(crate) fn one_hour() -> Value {
    json!({
        "temp": 0.24, "atemp": 0.2879, "hum": 0.81, "windspeed": 0.0, "mnth": 1, "hr": 0, "weekday": 6,
        "season": 1, "holiday": 0, "workingday": 0, "weathersit": 1, "dteday": "2011-01-01",
    })
}

/// Path of the data's CSV file, which need not exist.
pub(crate) fn hour_csv() -> PathBuf {
    shared_data().join("bike/hour.csv")
}

/// All hours of the data.
#[derive(Debug)]
pub(crate) struct Bikes(Vec<Value>);

impl Bikes {
    /// The shared data; says why where it is not there.
    pub(crate) fn read() -> Option<Self> {
        let path = hour_csv();
        if !path.exists() {
            println!("ignored: no shared data");
            return None;
        }
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let records = reader.records().map(|record| row(&header, &record.unwrap())).collect();
        Some(Self(records))
    }

    /// The hours from one day to another, both included.
    pub(crate) fn days(&self, first: &str, last: &str) -> Vec<Value> {
        let lies_within = |row: &&Value| (first..=last).contains(&row["dteday"].as_str().unwrap());
        self.0.iter().filter(lies_within).cloned().collect()
    }
}

fn row(header: &csv::StringRecord, record: &csv::StringRecord) -> Value {
    let cell = |name: &str| &record[header.iter().position(|column| column == name).unwrap()];
    let mut row = json!({ "dteday": cell("dteday") });
    for name in FEATURES.into_iter().chain(["cnt"]) {
        row[name] = serde_json::from_str(cell(name)).unwrap();
    }
    row
}
