//! Tests of the contract with callers: shapes, errors, the choice, stale and short series.

use super::*;
use crate::{Model, Verdict};

#[test]
fn shapes_of_a_forecast() {
    let mut values = daily(240, &mut Noise(1), 5.0);
    values[0] = GAP;
    let series = hourly(&values);
    let forecast = auto(&series, 30).unwrap();
    assert_eq!((forecast.grid.start, forecast.grid.step, forecast.grid.len), (series.grid.end(), Duration::HOUR, 30));
    assert_eq!((forecast.yhat.len(), forecast.fitted.len()), (30, 240));
    let levels: Vec<String> = forecast.bands.iter().map(|band| band.level.to_string()).collect();
    assert_eq!(levels, ["80", "95"]);
    assert!(forecast.fitted_bands().all(|band| band.lower.len() == 240 && band.upper.len() == 240));
    assert_eq!(forecast.backtest.rows[forecast.backtest.chosen].candidate, forecast.candidate);
    assert_eq!((forecast.backtest.origins, forecast.backtest.horizon_steps), (3, 30));
}

#[test]
fn refusals() {
    let refused = |values: &[f64], horizon_steps| auto(&hourly(values), horizon_steps).unwrap_err();
    assert!(matches!(refused(&[1.0; 50], 0), ForecastError::ZeroHorizon));
    for nothing in [vec![], vec![GAP; 9], vec![f64::INFINITY; 9]] {
        assert!(matches!(refused(&nothing, 3), ForecastError::AllGaps));
    }
    assert!(matches!(refused(&[GAP, 1.0, GAP], 3), ForecastError::TooFewPoints { have: 1, need: 2 }));
    let seasonal = Spec { model: ModelChoice::Only(Model::SeasonalNaive), ..spec(3) };
    let refusal = forecast(&hourly(&[1.0; 20]), &seasonal, &Cancel::default()).unwrap_err();
    assert!(matches!(refusal, ForecastError::NoSeason { .. }));
    let sparse: Vec<f64> = (0..200).map(|index| if index % 3 == 0 { 1.0 } else { GAP }).collect();
    let mstl = Spec { model: ModelChoice::Only(Model::MstlEts), ..spec(3) };
    let refusal = forecast(&hourly(&sparse), &mstl, &Cancel::default()).unwrap_err();
    assert!(matches!(refusal, ForecastError::TooManyGaps { .. }));
}

#[test]
fn a_metric_stays_within_what_it_can_be() {
    let noisy: Vec<f64> = daily(480, &mut Noise(7), 40.0).iter().map(|value| (value - 60.0).clamp(0.0, 80.0)).collect();
    let seen = auto(&hourly(&noisy), 48).unwrap();
    assert_eq!(seen.bounds, Bounds { min: Some(0.0), ..Bounds::default() });
    assert!(seen.bands[1].lower.contains(&0.0) && seen.bands[1].lower.iter().all(|lower| *lower >= 0.0));
    let bounds = Bounds { min: Some(-1.0), max: Some(80.0), ..Bounds::default() };
    let given = forecast(&hourly(&noisy), &Spec { bounds, ..spec(48) }, &Cancel::default()).unwrap();
    assert!(given.bands[1].upper.iter().all(|upper| *upper <= 80.0) && given.bands[1].lower.contains(&-1.0));
    let shifted: Vec<f64> = noisy.iter().map(|value| value - 1.0).collect();
    assert_eq!(auto(&hourly(&shifted), 48).unwrap().bounds, Bounds::default());
    let bounds = Bounds { min: Some(1.0), max: Some(0.0), ..Bounds::default() };
    let refusal = forecast(&hourly(&noisy), &Spec { bounds, ..spec(48) }, &Cancel::default()).unwrap_err();
    assert_eq!(refusal.to_string(), "a metric cannot lie between 1 and 0: give numbers, the least of them first");
}

#[test]
fn nobody_waits_any_more() {
    let cancel = Cancel::default();
    cancel.clone().cancel();
    let outcome = forecast(&hourly(&daily(240, &mut Noise(1), 5.0)), &spec(24), &cancel);
    assert!(matches!(outcome, Err(ForecastError::Cancelled)));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let series = hourly(&daily(700, &mut Noise(2), 8.0));
    let bytes = || format!("{:?}", auto(&series, 48).unwrap());
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_constant_stays_constant() {
    let forecast = auto(&hourly(&[0.1; 400]), 24).unwrap();
    assert_eq!(forecast.candidate.model, Model::Naive);
    assert_eq!(forecast.yhat, [0.1; 24]);
    assert!(forecast.bands.iter().all(|band| band.lower == [0.1; 24] && band.upper == [0.1; 24]));
    assert_eq!(forecast.backtest.rows[0].mase, None);
    assert_eq!(forecast.backtest.verdict, Verdict::NoBetterThanRepetition);
}

#[test]
fn rare_spikes_do_not_explode_the_choice() {
    let mut values = vec![5.0; 480];
    values[200] = 900.0;
    values[430] = 900.0;
    let forecast = auto(&hourly(&values), 24).unwrap();
    assert_eq!(forecast.candidate.model, Model::Naive);
    assert_eq!(forecast.yhat, [5.0; 24]);
}

#[test]
fn the_day_is_found_and_noise_is_averaged() {
    let forecast = auto(&hourly(&daily(480, &mut Noise(3), 10.0)), 24).unwrap();
    assert_eq!(forecast.candidate.model, Model::Blend);
    let weights: Vec<f64> = forecast.backtest.rows.iter().filter_map(|row| row.weight).collect();
    assert!(weights.len() == forecast.backtest.rows.len() - 1 && (weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!(forecast.backtest.verdict, Verdict::Better);
    assert!(forecast.backtest.skill.unwrap() > 0.1);
}

#[test]
fn a_random_walk_stays_where_it_is() {
    let mut noise = Noise(4);
    let steps = (0..700).map(|_| noise.normal());
    let walk: Vec<f64> = steps
        .scan(0.0, |at, step| {
            *at += step;
            Some(*at)
        })
        .collect();
    let forecast = auto(&every(Duration::MINUTE, &walk), 30).unwrap();
    let band = &forecast.bands[0];
    for ((yhat, lower), upper) in forecast.yhat.iter().zip(&band.lower).zip(&band.upper) {
        assert!((yhat - walk[699]).abs() < (upper - lower) / 4.0, "{yhat} {}", walk[699]);
    }
    assert!(band.upper[29] - band.lower[29] > band.upper[0] - band.lower[0]);
}

#[test]
fn a_stale_series_is_forecast_from_its_last_sample() {
    let mut values = daily(600, &mut Noise(5), 5.0);
    values[570..].fill(GAP);
    let forecast = auto(&hourly(&values), 12).unwrap();
    assert_eq!(forecast.quality.stale_steps, 30);
    assert_eq!(forecast.backtest.horizon_steps, 42);
    let expected = daily(612, &mut Noise(0), 0.0);
    for (yhat, expected) in forecast.yhat.iter().zip(&expected[600..]) {
        assert!((yhat - expected).abs() < 15.0, "{yhat} {expected}");
    }
    assert!(forecast.fitted[570..].iter().all(|value| value.is_finite()));
}

#[test]
fn too_short_to_backtest_is_said() {
    for points in [2, 6] {
        let forecast = auto(&hourly(&daily(points, &mut Noise(6), 5.0)), 24).unwrap();
        assert_eq!(forecast.candidate.model, Model::Naive, "{points}");
        assert_eq!(forecast.backtest.verdict, Verdict::NotEnoughHistory);
        assert_eq!((forecast.backtest.origins, forecast.backtest.skill), (0, None));
        assert!(forecast.backtest.rows.iter().all(|row| row.coverage.is_empty() && row.mae.is_none()));
        assert!(forecast.bands[0].upper[23] > forecast.bands[0].upper[0] - 60.0);
        assert!(forecast.bands[0].upper[0] > forecast.yhat[0]);
    }
}

#[test]
fn two_days_are_enough_to_be_judged_by() {
    let forecast = auto(&hourly(&daily(49, &mut Noise(6), 5.0)), 24).unwrap();
    assert_eq!((forecast.backtest.origins, forecast.backtest.horizon_steps), (3, 8));
    assert_ne!(forecast.backtest.verdict, Verdict::NotEnoughHistory);
    assert!(forecast.backtest.rows.iter().any(|row| row.candidate.model == Model::SeasonalNaive && row.mae.is_some()));
}

#[test]
fn what_if_there_were_more() {
    let series = hourly(&daily(480, &mut Noise(7), 5.0));
    let of = |percent| {
        let spec = Spec { growth: Growth::new(percent).unwrap(), ..spec(24) };
        forecast(&series, &spec, &Cancel::default()).unwrap()
    };
    let (usual, more) = (of(0.0), of(25.0));
    for (index, yhat) in usual.yhat.iter().enumerate() {
        let width = |forecast: &Forecast| forecast.bands[1].upper[index] - forecast.bands[1].lower[index];
        assert!((more.yhat[index] - yhat * 1.25).abs() < 1e-9 && (width(&more) - width(&usual) * 1.25).abs() < 1e-9);
    }
    assert_eq!((more.fitted, more.backtest), (usual.fitted, usual.backtest));
}
