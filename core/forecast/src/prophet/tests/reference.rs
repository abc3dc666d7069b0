//! Comparison with Prophet 1.5.0 in Python on a made-up series, with options its own examples do not have.

use super::*;
use crate::tests::Noise;

const KNOWN: u64 = 600;
const AHEAD: u64 = 48;

/// A slope, a day, a week and noise of deviation 1.
fn series(points: u64) -> Vec<f64> {
    let mut noise = Noise(42);
    let cycle = |hour: u64, hours: f64| hour as f64 / hours * std::f64::consts::TAU;
    let clean =
        |hour| 50.0 + 0.02 * hour as f64 + 8.0 * libm::sin(cycle(hour, 24.0)) + 3.0 * libm::cos(cycle(hour, 168.0));
    (0..points).map(|hour| clean(hour) + noise.normal()).collect()
}

/// Python's answer: the logarithm of the posterior, and the first, the last and the mean of 48 forecast values.
struct Answer {
    log_posterior: f64,
    first: f64,
    last: f64,
    mean: f64,
}

/// Fits, and compares with what Python answers; the forecast may be off by 1 % of 30, the range of the series.
fn compare(prophet: &Prophet, known: &Table, values: &[f64], ahead: &Table, answer: &Answer) {
    let fitted = fit(prophet, known, values).unwrap();
    let yhat = fitted.predict(ahead).unwrap().yhat;
    let mean = yhat.iter().sum::<f64>() / yhat.len() as f64;
    let ours = [yhat[0], yhat[yhat.len() - 1], mean];
    println!("{} of Stan's {}: {ours:?}", fitted.log_posterior(), answer.log_posterior);
    assert!(fitted.log_posterior() >= answer.log_posterior - 1e-3);
    for (ours, theirs) in ours.iter().zip([answer.first, answer.last, answer.mean]) {
        assert!((ours - theirs).abs() < 0.3, "{ours} {theirs}");
    }
}

fn compare_hourly(prophet: &Prophet, values: &[f64], log_posterior: f64, first: f64, last: f64, mean: f64) {
    let known = values.len() as u64;
    let answer = Answer { log_posterior, first, last, mean };
    compare(prophet, &hours(0, known), values, &hours(known, AHEAD), &answer);
}

#[test]
fn the_default() {
    compare_hourly(&Prophet::default(), &series(KNOWN), 2263.9882, 59.0976, 62.3351, 61.7474);
}

#[test]
fn flat_growth() {
    let prophet = Prophet { growth: Growth::Flat, ..Prophet::default() };
    compare_hourly(&prophet, &series(KNOWN), 1503.997, 53.3092, 56.0577, 55.2245);
}

#[test]
fn scaled_by_the_range() {
    let prophet = Prophet { scaling: Scaling::MinMax, ..Prophet::default() };
    compare_hourly(&prophet, &series(KNOWN), 1785.2527, 59.1303, 62.3859, 61.7916);
}

#[test]
fn changepoints_that_are_free_and_none() {
    let free = Prophet { changepoint_prior_scale: 0.5, ..Prophet::default() };
    compare_hourly(&free, &series(KNOWN), 2264.8872, 58.9815, 62.0556, 61.4434);
    let none = Prophet { changepoints: Changepoints::Spread { count: 0, share: 0.8 }, ..Prophet::default() };
    compare_hourly(&none, &series(KNOWN), 2263.9678, 59.1285, 62.385, 61.79);
}

#[test]
fn holidays_with_days_around_them_as_a_share_of_the_trend() {
    let mode = Mode::Multiplicative;
    let days = ["2024-01-05", "2024-01-15", "2024-01-26"];
    let days = days.map(|day| Timestamp::parse(day, Timestamp::from_seconds(0)).unwrap()).to_vec();
    let holiday = Holiday { days_before: 1, days_after: 1, mode, ..Holiday::on(days) };
    let seasons = Seasons::Auto { mode, prior_scale: PRIOR_SCALE };
    let prophet = Prophet { seasons, holidays: vec![holiday], ..Prophet::default() };
    compare_hourly(&prophet, &series(KNOWN), 2227.8411, 58.9214, 62.6133, 61.8513);
}

#[test]
fn regressors_added_and_as_a_share_of_the_trend() {
    let smooth = |hour: u64| libm::sin(hour as f64 / 50.0) * 3.0 + 1.0;
    let switch = |hour: u64| if (hour / 37).is_multiple_of(2) { 1.0 } else { 0.0 };
    let table = |first, count| {
        let column = |of: &dyn Fn(u64) -> f64| (first..first + count).map(of).collect();
        Table { regressors: vec![column(&smooth), column(&switch)], ..hours(first, count) }
    };
    let share = Regressor { mode: Mode::Multiplicative, ..Regressor::default() };
    let prophet = Prophet { regressors: vec![Regressor::default(), share], ..Prophet::default() };
    let explained = |(hour, value): (usize, f64)| value + 2.0 * smooth(hour as u64) + 5.0 * switch(hour as u64);
    let values: Vec<f64> = series(KNOWN).into_iter().enumerate().map(explained).collect();
    let answer = Answer { log_posterior: 2306.1812, first: 63.2035, last: 66.1199, mean: 66.2072 };
    compare(&prophet, &table(0, KNOWN), &values, &table(KNOWN, AHEAD), &answer);
}

#[test]
fn between_a_floor_and_a_cap() {
    let within = |table: Table| {
        let rows = table.times.len();
        Table { cap: Some(vec![90.0; rows]), floor: Some(vec![20.0; rows]), ..table }
    };
    let prophet = Prophet { growth: Growth::Logistic, ..Prophet::default() };
    let answer = Answer { log_posterior: 2067.9865, first: 59.0892, last: 62.3066, mean: 61.7293 };
    compare(&prophet, &within(hours(0, KNOWN)), &series(KNOWN), &within(hours(KNOWN, AHEAD)), &answer);
}

#[test]
fn gaps_and_a_level_that_shifts() {
    let mut values = series(KNOWN);
    for hour in (0..KNOWN as usize).filter(|hour| hour % 7 == 0 || (100..=180).contains(hour)) {
        values[hour] = f64::NAN;
    }
    compare_hourly(&Prophet::default(), &values, 1670.475, 59.1088, 62.4256, 61.6986);
    let shifted: Vec<f64> =
        series(KNOWN).iter().enumerate().map(|(hour, value)| value + if hour < 300 { 0.0 } else { 40.0 }).collect();
    // Here Stan stops so far below the maximum that the forecasts differ.
    assert!(fit(&Prophet::default(), &hours(0, KNOWN), &shifted).unwrap().log_posterior() > 1617.9637);
}

#[test]
fn two_days() {
    compare_hourly(&Prophet::default(), &series(49), 182.8592, 51.6927, 43.9085, 47.3338);
}
