//! Tests of refused inputs, and of options that callers rely on.

use super::*;
use crate::Level;

fn refusal(prophet: &Prophet, table: &Table, values: &[f64]) -> String {
    fit(prophet, table, values).unwrap_err().to_string()
}

#[test]
fn tables_that_do_not_fit() {
    let (prophet, values) = (Prophet::default(), [1.0, 2.0, 3.0]);
    let table = hours(0, 3);
    assert_eq!(refusal(&prophet, &hours(0, 4), &values), "the series has 3 values where 4 are needed");
    let short_cap = Table { cap: Some(vec![1.0]), ..table.clone() };
    assert_eq!(refusal(&prophet, &short_cap, &values), "the cap has 1 values where 3 are needed");
    let gap_in_floor = Table { floor: Some(vec![0.0, f64::NAN, 0.0]), ..table.clone() };
    assert!(refusal(&prophet, &gap_in_floor, &values).starts_with("the floor has a value that is infinite, missing"));
    let unasked = Table { regressors: vec![vec![0.0; 3]], ..table.clone() };
    assert_eq!(refusal(&prophet, &unasked, &values), "the table of regressors has 1 values where 0 are needed");
    assert_eq!(
        refusal(&prophet, &Table::of_times(vec![table.times[0]; 3]), &values),
        "all values lie at one moment: a trend needs two"
    );
}

#[test]
fn a_future_that_does_not_fit() {
    let prophet = Prophet { regressors: vec![Regressor::default()], ..Prophet::default() };
    let table = |count| Table { regressors: vec![(0..count).map(|hour| hour as f64).collect()], ..hours(0, count) };
    let fitted = fit(&prophet, &table(20), &[1.0; 20]).unwrap();
    assert!(matches!(fitted.predict(&hours(20, 5)), Err(ForecastError::Length { have: 0, need: 1, .. })));
    assert!(fitted.predict(&table(25)).is_ok());
}

#[test]
fn logistic_growth_needs_room() {
    let prophet = Prophet { growth: Growth::Logistic, ..Prophet::default() };
    let values = [1.0, 2.0, 3.0];
    let refused = |table: &Table| matches!(fit(&prophet, table, &values), Err(ForecastError::NoRoom));
    assert!(refused(&hours(0, 3)));
    assert!(refused(&Table { cap: Some(vec![5.0, 0.0, 5.0]), ..hours(0, 3) }));
    assert!(refused(&Table { cap: Some(vec![5.0; 3]), floor: Some(vec![1.0, 5.0, 1.0]), ..hours(0, 3) }));
    assert!(!refused(&Table { cap: Some(vec![5.0; 3]), ..hours(0, 3) }));
}

#[test]
fn options_that_mean_nothing() {
    let values = [1.0, 2.0, 3.0];
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let prophet = Prophet { changepoint_prior_scale: scale, ..Prophet::default() };
        assert_eq!(refusal(&prophet, &hours(0, 3), &values), "a prior scale must be a number above zero");
        let seasons = Seasons::Auto { mode: Mode::Additive, prior_scale: scale };
        assert!(fit(&Prophet { seasons, ..Prophet::default() }, &hours(0, 3), &values).is_err());
    }
    let outside = Changepoints::At(vec![Timestamp::from_seconds(0)]);
    let prophet = Prophet { changepoints: outside, ..Prophet::default() };
    assert_eq!(refusal(&prophet, &hours(0, 3), &values), "a changepoint lies outside the history");
}

#[test]
fn a_turn_is_found_where_it_is_allowed() {
    let values: Vec<f64> = (0..100).map(|hour| if hour < 40 { 10.0 } else { 10.0 + f64::from(hour - 40) }).collect();
    let turn = hours(40, 1).times;
    let prophet = Prophet { changepoints: Changepoints::At(turn), ..Prophet::default() };
    let fitted = fit(&prophet, &hours(0, 100), &values).unwrap();
    let yhat = fitted.predict(&hours(100, 10)).unwrap().yhat;
    assert!((yhat[9] - 79.0).abs() < 0.1, "{yhat:?}");
}

#[test]
fn the_order_of_rows_says_nothing() {
    let values: Vec<f64> = (0..200).map(|hour| f64::from(hour % 24) + f64::from(hour) * 0.1).collect();
    let rows: Vec<usize> = (0..200).map(|index| index * 37 % 200).collect();
    let shuffled = hours(0, 200).rows(&rows);
    let of_shuffled = fit(&Prophet::default(), &shuffled, &rows.iter().map(|row| values[*row]).collect::<Vec<_>>());
    let of_sorted = fit(&Prophet::default(), &hours(0, 200), &values).unwrap();
    assert_eq!(of_shuffled.unwrap(), of_sorted);
    let future = hours(190, 30);
    let backwards: Vec<usize> = (0..30).rev().collect();
    let bands = |table: &Table| {
        let level = [Level::new(80.0).unwrap()];
        of_sorted.bands(table, &level, Sampling::default(), &Cancel::default()).unwrap()[0].upper.clone()
    };
    let mut reversed = bands(&future.rows(&backwards));
    reversed.reverse();
    assert_eq!(reversed, bands(&future));
}

#[test]
fn the_seed_decides_the_bands_and_nothing_else_does() {
    let values: Vec<f64> = (0..200).map(|hour| f64::from(hour % 31) + f64::from(hour / 60 * hour)).collect();
    let fitted = fit(&Prophet::default(), &hours(0, 200), &values).unwrap();
    let levels = [50.0, 95.0].map(|percent| Level::new(percent).unwrap());
    let bands = |seed| {
        let sampling = Sampling { paths: 200, seed };
        fitted.bands(&hours(150, 100), &levels, sampling, &Cancel::default()).unwrap()
    };
    assert_eq!(bands(1), bands(1));
    assert_ne!(bands(1), bands(2));
    assert_eq!(bands(1)[0].lower[..50], bands(2)[0].lower[..50]);
    for (narrow, wide) in bands(1)[0].upper.iter().zip(&bands(1)[1].upper) {
        assert!(narrow <= wide);
    }
}

#[test]
fn nobody_waits_any_more() {
    let cancel = Cancel::default();
    cancel.cancel();
    let values: Vec<f64> = (0..50).map(f64::from).collect();
    let refusal = Prophet::default().fit(&hours(0, 50), &values, &cancel).unwrap_err();
    assert!(matches!(refusal, ForecastError::Cancelled));
}
