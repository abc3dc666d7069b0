//! Tests of smoothing on series whose law is known, and of its refusals.

use timeseries::Duration;

use super::*;

fn history(values: &[f64]) -> History<'_> {
    History::of(Duration::HOUR, values)
}

fn daily(points: usize) -> Vec<f64> {
    (0..points).map(|index| 100.0 + 10.0 * libm::sin(index as f64 / 24.0 * std::f64::consts::TAU)).collect()
}

fn largest_error(expected: &[f64], forecast: &[f64]) -> f64 {
    expected.iter().zip(forecast).map(|(expected, forecast)| (expected - forecast).abs()).fold(0.0, f64::max)
}

#[test]
fn a_clean_day_is_continued_through_gaps() {
    let mut all = daily(240);
    all[150..170].fill(f64::NAN);
    for seasons_steps in [vec![24], vec![12, 24]] {
        let fit = Smoothing::boxed(seasons_steps).fit(&history(&all[..200]), 40).unwrap();
        assert!(largest_error(&all[200..], &fit.forecast) < 1e-9, "{:?}", fit.forecast);
        assert!(fit.fitted.len() == 200 && largest_error(&all[..150], &fit.fitted) < 1e-9);
    }
}

#[test]
fn a_new_level_is_followed() {
    let mut all = daily(480);
    all[240..].iter_mut().for_each(|value| *value += 50.0);
    let fit = Smoothing::boxed(vec![24]).fit(&history(&all[..432]), 48).unwrap();
    assert!(largest_error(&all[432..], &fit.forecast) < 4.0, "{:?}", fit.forecast);
}

#[test]
fn origins_in_one_pass_forecast_as_fits_of_their_own() {
    let mut values = daily(300);
    values[100] += 30.0;
    let member = Smoothing::boxed(vec![24]);
    let together = member.forecasts(&history(&values), &[200, 250], 24, &Cancel::default()).unwrap();
    for (points, forecast) in [200, 250].into_iter().zip(&together) {
        let alone = member.fit(&history(&values[..points]), 24).unwrap().forecast;
        assert!(largest_error(&alone, forecast) < 1e-9);
    }
}

#[test]
fn two_cycles_are_needed() {
    let refusal = Smoothing::boxed(vec![24]).fit(&history(&[1.0; 47]), 3);
    assert!(matches!(refusal, Err(ForecastError::TooFewPoints { have: 47, need: 48 })));
    assert_eq!(Smoothing::boxed(vec![24]).fit(&history(&[0.1; 48]), 2).unwrap().forecast, [0.1; 2]);
}
