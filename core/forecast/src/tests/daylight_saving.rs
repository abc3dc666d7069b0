//! A day that begins an hour earlier than the one before: people live by their clocks, the grid by UTC.

use super::*;

/// A daily course in local time, which moves by an hour at hour `change` of the series.
fn local(points: usize, change: usize) -> Vec<f64> {
    let mut noise = Noise(11);
    let at = |index: usize| if index < change { index } else { index + 1 };
    let course = |index: usize| 100.0 + 60.0 * libm::sin(at(index) as f64 / 24.0 * std::f64::consts::TAU);
    (0..points).map(|index| course(index) + 2.0 * noise.normal()).collect()
}

fn missed(change: usize) -> (f64, f64) {
    let values = local(24 * 35, change);
    let (known, came) = values.split_at(24 * 34);
    let forecast = auto(&hourly(known), 24).unwrap();
    let apart = |yhat: f64, value: &f64| (yhat - value).abs();
    let ours: f64 = forecast.yhat.iter().zip(came).map(|(yhat, value)| apart(*yhat, value)).sum();
    let day_before = &known[24 * 33..];
    (ours / 24.0, day_before.iter().zip(came).map(|(before, value)| apart(*before, value)).sum::<f64>() / 24.0)
}

#[test]
fn two_days_after_the_clocks_changed_the_change_is_half_seen() {
    let (ours, repeated) = missed(24 * 32);
    // An hour late would be wrong by ten on average, noise alone by one and a half.
    assert!(ours < 8.0 && repeated < 4.0, "{ours} {repeated}");
}

#[test]
fn a_week_after_little_is_left_of_it() {
    let ((after, _), (never, _)) = (missed(24 * 27), missed(24 * 40));
    assert!(after < never + 2.0, "{after} {never}");
}
