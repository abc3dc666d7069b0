//! Bands on series whose future is known hold what they promise, and measured coverage is what the future brings.

use super::*;

const SERIES: u64 = if cfg!(debug_assertions) { 12 } else { 60 };
const HORIZON_STEPS: usize = 24;

/// The share of future points inside the band of 80 %, and the mean of the coverages the backtests claim.
fn future_and_claimed() -> (f64, f64) {
    let (mut inside, mut claimed) = (0_usize, 0.0);
    for seed in 0..SERIES {
        let values = daily(336 + HORIZON_STEPS, &mut Noise(seed * 7919 + 1), 10.0);
        let forecast = auto(&hourly(&values[..336]), HORIZON_STEPS).unwrap();
        inside += held(&forecast.bands[0], &values[336..]);
        claimed += forecast.backtest.rows[forecast.backtest.chosen].coverage[0].share;
    }
    (inside as f64 / (SERIES as usize * HORIZON_STEPS) as f64, claimed / SERIES as f64)
}

#[test]
fn eighty_percent_means_eighty_percent() {
    let (future, claimed) = future_and_claimed();
    println!("80 % band: {:.1} % of the future inside, {:.1} % claimed", future * 100.0, claimed * 100.0);
    assert!((future - 0.8).abs() < 0.06, "{future}");
    assert!((claimed - future).abs() < 0.06, "{claimed} {future}");
}
