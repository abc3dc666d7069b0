//! Breaks: jumps that may stay or go back, spikes that do not move the level, and a slope that is new.

use super::*;
use crate::Passage;

/// A level with noise of one, raised by 40 since `age` hours.
fn jumped(age: usize, seed: u64) -> Vec<f64> {
    let mut noise = Noise(seed);
    (0..480).map(|hour| 100.0 + if hour + age >= 480 { 40.0 } else { 0.0 } + noise.normal()).collect()
}

#[test]
fn after_a_jump_the_bands_span_that_it_stays_and_that_it_goes_back() {
    for age in 2..7 {
        let forecast = auto(&hourly(&jumped(age, age as u64)), 24).unwrap();
        assert!((forecast.yhat[0] - 140.0).abs() < 4.0 && (forecast.yhat[23] - 140.0).abs() < 4.0, "{age}");
        let wide = &forecast.bands[1];
        assert!(wide.lower[23] < 104.0 && wide.upper[23] > 138.0, "{age}: {wide:?}");
    }
}

#[test]
fn where_spikes_always_went_back_a_spike_does_not_move_the_level() {
    let mut noise = Noise(3);
    let is_up = |hour: usize| hour % 40 < 2 && hour > 20 || hour >= 478;
    let values: Vec<f64> = (0..480).map(|hour| 100.0 + if is_up(hour) { 40.0 } else { 0.0 } + noise.normal()).collect();
    let forecast = auto(&hourly(&values), 24).unwrap();
    // The day after, its echo is left in what repeats the day.
    assert!(forecast.yhat[3..22].iter().all(|yhat| *yhat < 110.0), "{:?}", forecast.yhat);
}

#[test]
fn a_runaway_disk_crosses() {
    let mut crossed = 0.0;
    for seed in 0..8 {
        let mut noise = Noise(seed + 1);
        let used = |hour: usize| 0.4 + 0.0002 * hour as f64 + 0.0012 * hour.saturating_sub(328) as f64;
        let values: Vec<f64> = (0..336).map(|hour| used(hour) + 0.0002 * noise.normal()).collect();
        let series = hourly(&values);
        let forecast = auto(&series, 48).unwrap();
        crossed += Passage::of(&forecast, &series, &[used(336 + 20); 48]).chance() / 8.0;
    }
    assert!(crossed > 0.7, "{crossed}");
}

#[test]
fn louder_than_ever_has_wider_bands() {
    let width = |loud: f64| {
        let mut noise = Noise(7);
        let values: Vec<f64> =
            (0..480).map(|hour| 100.0 + noise.normal() * if hour < 456 { 1.0 } else { loud }).collect();
        let forecast = auto(&hourly(&values), 6).unwrap();
        forecast.bands[0].upper[2] - forecast.bands[0].lower[2]
    };
    assert!(width(6.0) > 2.0 * width(1.0));
}

#[test]
fn two_days_without_samples_leave_the_day_as_it_was() {
    let mut values: Vec<f64> = daily(20 * 24, &mut Noise(4), 1.0);
    values[16 * 24..18 * 24].fill(GAP);
    let forecast = auto(&hourly(&values), 24).unwrap();
    let expected = daily(21 * 24, &mut Noise(0), 0.0);
    let off =
        forecast.yhat.iter().zip(&expected[20 * 24..]).map(|(yhat, value)| (yhat - value).abs()).fold(0.0, f64::max);
    assert!(off < 4.0, "{off}");
}
