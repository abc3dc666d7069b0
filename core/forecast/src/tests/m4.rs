//! The hourly series of the M4 competition: our scores against those computed elsewhere, `auto` against seasonal naive.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::*;
use crate::history::History;
use crate::members::SeasonalNaive;
use crate::scores::{mae, seasonal_scale, smape};

const DAY_STEPS: usize = 24;
const HORIZON_STEPS: usize = 48;

/// A series' past and the two days that followed.
struct Competition {
    id: String,
    train: Vec<f64>,
    test: Vec<f64>,
}

fn rows(path: PathBuf) -> BTreeMap<String, Vec<f64>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let numbers = |record: &csv::StringRecord| record.iter().skip(1).filter_map(|field| field.parse().ok()).collect();
    let records = reader.records().map(Result::unwrap);
    records.map(|record| (record[0].to_owned(), numbers(&record))).collect()
}

fn competition(folder: &Path) -> Vec<Competition> {
    let mut test = rows(folder.join("m4/hourly-test.csv"));
    let with_test = |(id, train)| {
        let test = test.remove(&id).unwrap();
        Competition { id, train, test }
    };
    rows(folder.join("m4/hourly-train.csv")).into_iter().map(with_test).collect()
}

impl Competition {
    fn mase(&self, yhat: &[f64]) -> f64 {
        mae(&self.test, yhat).unwrap() / seasonal_scale(&self.train, DAY_STEPS).unwrap()
    }

    fn seasonal_naive(&self) -> Vec<f64> {
        let history = History::of(Duration::HOUR, &self.train);
        SeasonalNaive::boxed(vec![DAY_STEPS]).fit(&history, HORIZON_STEPS).unwrap().forecast
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn seasonal_naive_scores_as_statsforecast_does() {
    let Some(folder) = shared_data() else { return };
    let series = competition(&folder);
    let mut reader = csv::Reader::from_path(folder.join("golden/statsforecast/m4_hourly20_scores.csv")).unwrap();
    let golden = reader.records().map(Result::unwrap).filter(|record| &record[0] == "SeasonalNaive");
    let mut compared = 0;
    for record in golden {
        let Some(series) = series.iter().find(|series| series.id == record[1]) else {
            continue;
        };
        let yhat = series.seasonal_naive();
        let (expected_smape, expected_mase): (f64, f64) = (record[4].parse().unwrap(), record[5].parse().unwrap());
        assert!((smape(&series.test, &yhat).unwrap() - expected_smape).abs() < 1e-6, "{}", series.id);
        assert!((series.mase(&yhat) - expected_mase).abs() < 1e-6, "{}", series.id);
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn auto_beats_seasonal_naive_and_its_band_holds() {
    let Some(folder) = shared_data() else { return };
    let every_nth = if cfg!(debug_assertions) { 20 } else { 4 };
    let (mut ours, mut naive, mut inside) = (Vec::new(), Vec::new(), 0);
    let started = Instant::now();
    for series in competition(&folder).iter().step_by(every_nth) {
        let forecast = auto(&hourly(&series.train), HORIZON_STEPS).unwrap();
        ours.push(series.mase(&forecast.yhat));
        naive.push(series.mase(&series.seasonal_naive()));
        inside += held(&forecast.bands[0], &series.test);
    }
    let (ours_mean, naive_mean) = (mean(&ours), mean(&naive));
    let covered = inside as f64 / (ours.len() * HORIZON_STEPS) as f64;
    let ms = started.elapsed().as_millis() as f64 / ours.len() as f64;
    println!(
        "{} series: MASE {ours_mean:.3}, seasonal naive {naive_mean:.3}; 80 % holds {:.1} %; {ms:.0} ms a series",
        ours.len(),
        covered * 100.0
    );
    assert!(ours_mean < naive_mean, "{ours_mean} {naive_mean}");
    assert!((0.7..=0.9).contains(&covered), "{covered}");
}
