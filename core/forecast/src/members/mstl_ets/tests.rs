//! The traps of augurs: gaps, single precision, short and constant series.

use timeseries::Duration;

use super::*;

fn fit(values: &[f64], seasons_steps: &[usize], horizon_steps: usize) -> Result<Fit, ForecastError> {
    let history = History::of(Duration::HOUR, values);
    MstlEts::boxed(seasons_steps.to_vec()).fit(&history, horizon_steps)
}

/// A level, a slope and a day with two harmonics, without noise.
fn daily(points: usize, level: f64, slope: f64, height: f64) -> Vec<f64> {
    let value = |index: usize| {
        let angle = index as f64 / 24.0 * std::f64::consts::TAU;
        level + slope * index as f64 + height * (libm::sin(angle) + 0.3 * libm::cos(2.0 * angle))
    };
    (0..points).map(value).collect()
}

fn largest_error(expected: &[f64], forecast: &[f64]) -> f64 {
    expected.iter().zip(forecast).map(|(expected, forecast)| (expected - forecast).abs()).fold(0.0, f64::max)
}

#[test]
fn a_clean_day_is_continued() {
    let all = daily(240 + 48, 100.0, 0.0, 10.0);
    let fit = fit(&all[..240], &[24], 48).unwrap();
    assert!(largest_error(&all[240..], &fit.forecast) < 0.5, "{:?}", fit.forecast);
}

#[test]
fn a_large_level_keeps_its_slope() {
    let all = daily(400 + 24, 1e12, 1000.0, 0.0);
    let fit = fit(&all[..400], &[24], 24).unwrap();
    // In single precision a step of 1e12 is 65,536: more than the slope of a day.
    assert!(largest_error(&all[400..], &fit.forecast) < 2000.0, "{:?}", fit.forecast);
}

#[test]
fn gaps_are_filled() {
    let mut all = daily(240 + 24, 100.0, 0.0, 10.0);
    for index in (0..240).filter(|index| index % 7 == 3 || (100..110).contains(index)) {
        all[index] = f64::NAN;
    }
    let fit = fit(&all[..240], &[24], 24).unwrap();
    assert!(largest_error(&all[240..], &fit.forecast) < 1.0, "{:?}", fit.forecast);
    assert_eq!(fit.fitted.len(), 240);
}

#[test]
fn a_long_history_is_cut_but_keeps_its_length() {
    let all = daily(WINDOW_POINTS + 100, 100.0, 0.0, 10.0);
    let fit = fit(&all, &[24, 168], 24).unwrap();
    assert_eq!(fit.fitted.len(), all.len());
    assert!(fit.fitted[..100].iter().all(|value| value.is_nan()));
    assert!(fit.fitted[102..].iter().all(|value| value.is_finite()));
}

#[test]
fn constants_stay_what_they_are() {
    for level in [0.0, 5.0, 0.1, -3e9, 1e-12] {
        let forecast = fit(&[level; 96], &[24], 24).unwrap().forecast;
        let tolerance = (level.abs() * 1e-9).max(1e-60);
        assert!(largest_error(&[level; 24], &forecast) <= tolerance, "{level}: {forecast:?}");
    }
}

#[test]
fn what_is_too_little() {
    let mut sparse = vec![f64::NAN; 100];
    sparse[0] = 1.0;
    sparse[99] = 2.0;
    assert!(matches!(fit(&sparse, &[24], 3), Err(ForecastError::TooManyGaps { present: 2, points: 100 })));
    assert!(matches!(fit(&[1.0; 47], &[24], 3), Err(ForecastError::TooFewPoints { have: 47, need: 48 })));
    assert!(matches!(fit(&[1.0; 11], &[2], 3), Err(ForecastError::TooFewPoints { have: 11, need: 12 })));
}
