//! Tests of the regression on series whose law is known, and of its refusals.

use timeseries::Duration;

use super::*;

fn fit(member: &dyn Member, values: &[f64], horizon_steps: usize) -> Result<Fit, ForecastError> {
    member.fit(&History::of(Duration::HOUR, values), horizon_steps)
}

/// A level, a slope, and a day with two harmonics.
fn daily(points: usize, slope: f64) -> Vec<f64> {
    let value = |index: usize| {
        let angle = index as f64 / 24.0 * std::f64::consts::TAU;
        1e6 + slope * index as f64 + 10.0 * (libm::sin(angle) + 0.3 * libm::cos(2.0 * angle))
    };
    (0..points).map(value).collect()
}

fn largest_error(expected: &[f64], forecast: &[f64]) -> f64 {
    expected.iter().zip(forecast).map(|(expected, forecast)| (expected - forecast).abs()).fold(0.0, f64::max)
}

#[test]
fn a_clean_day_is_continued_by_values_and_by_differences() {
    let all = daily(400, 0.01);
    for member in [Autoregression::boxed(vec![24]), Autoregression::boxed_of_differences(vec![24])] {
        let fit = fit(member.as_ref(), &all[..352], 48).unwrap();
        assert!(largest_error(&all[352..], &fit.forecast) < 0.1, "{:?}", fit.forecast);
        assert_eq!(fit.fitted.len(), 352);
        assert!(largest_error(&all[200..352], &fit.fitted[200..]) < 0.1);
    }
}

#[test]
fn gaps_are_borne() {
    let mut all = daily(400, 0.0);
    for index in (0..352).filter(|index| index % 5 == 3 || (200..260).contains(index)) {
        all[index] = f64::NAN;
    }
    for member in [Autoregression::boxed(vec![24]), Autoregression::boxed_of_differences(vec![24])] {
        let fit = fit(member.as_ref(), &all[..352], 48).unwrap();
        assert!(largest_error(&all[352..], &fit.forecast) < 3.0, "{:?}", fit.forecast);
    }
}

#[test]
fn origins_in_one_pass_forecast_as_fits_of_their_own() {
    let values = daily(400, 0.05);
    let history = History::of(Duration::HOUR, &values);
    for member in [Autoregression::boxed(vec![24]), Autoregression::boxed_of_differences(vec![24])] {
        let together = member.forecasts(&history, &[250, 300], 24, &Cancel::default()).unwrap();
        let alone = member.fit(&history.until(300), 24).unwrap().forecast;
        assert!(largest_error(&together[1], &alone) < 0.1);
        let changed: Vec<f64> =
            values.iter().enumerate().map(|(index, v)| if index < 250 { *v } else { -*v }).collect();
        let history = History::of(Duration::HOUR, &changed);
        let unseen = member.forecasts(&history, &[250, 300], 24, &Cancel::default()).unwrap();
        assert!(largest_error(&together[0], &unseen[0]) < 1.0, "an origin does not see its future");
    }
}

#[test]
fn constants_and_too_little() {
    for member in [Autoregression::boxed(vec![24]), Autoregression::boxed_of_differences(vec![24])] {
        assert_eq!(fit(member.as_ref(), &[7.25; 200], 3).unwrap().forecast, [7.25; 3]);
        assert!(matches!(fit(member.as_ref(), &[1.0; 60], 3), Err(ForecastError::TooFewPoints { .. })));
    }
}
