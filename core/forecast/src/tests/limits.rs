//! Tests of bounds: falling through zero, shares that stay shares.

use super::*;

#[test]
fn a_temperature_that_falls_falls_through_zero() {
    for (deviation, horizon_steps) in [(0.0, 24), (0.0, 96), (0.3, 48)] {
        let mut noise = Noise(3);
        let values: Vec<f64> = (0..240).map(|hour| 25.0 - 0.1 * f64::from(hour) + deviation * noise.normal()).collect();
        assert!(values.iter().all(|value| *value > 0.0), "it never was negative");
        let forecast = auto(&hourly(&values), horizon_steps).unwrap();
        let (yhat, expected) = (forecast.yhat[horizon_steps - 1], 25.0 - 0.1 * (239 + horizon_steps) as f64);
        assert!((yhat - expected).abs() < 1.0 + 5.0 * deviation, "{yhat} for {expected}");
        assert_eq!(forecast.bounds.min, None);
        assert!(
            deviation == 0.0 || forecast.bands[1].upper[horizon_steps - 1] > forecast.bands[1].lower[horizon_steps - 1]
        );
    }
}

#[test]
fn a_share_stays_a_share_ahead_and_behind() {
    let mut noise = Noise(5);
    let share: Vec<f64> = daily(480, &mut Noise(6), 0.0)
        .iter()
        .map(|value| (0.9 + (value - 100.0) / 300.0 + 0.05 * noise.normal()).clamp(0.0, 1.0))
        .collect();
    let bounds = Bounds { min: Some(0.0), max: Some(1.0), ..Bounds::default() };
    let forecast = forecast(&hourly(&share), &Spec { bounds, ..spec(48) }, &Cancel::default()).unwrap();
    let bands: Vec<Band> = forecast.bands.iter().cloned().chain(forecast.fitted_bands()).collect();
    for band in &bands {
        for limit in band.lower.iter().chain(&band.upper).filter(|limit| limit.is_finite()) {
            assert!((0.0..=1.0).contains(limit), "{limit}");
        }
    }
    assert!(forecast.fitted.iter().all(|value| value.is_nan() || (0.0..=1.0).contains(value)));
}

#[test]
fn limits_of_what_is_to_come_leave_the_history_alone() {
    let values = daily(480, &mut Noise(7), 2.0);
    let bounds = Bounds { max: Some(110.0), ..Bounds::default() };
    let forecast = forecast(&hourly(&values), &Spec { bounds, ..spec(24) }, &Cancel::default()).unwrap();
    assert!(forecast.yhat.iter().all(|yhat| *yhat <= 110.0));
    assert!(forecast.fitted.iter().any(|fitted| *fitted > 120.0), "the history was above");
}
