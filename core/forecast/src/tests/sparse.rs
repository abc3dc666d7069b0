//! Values further apart than the grid's points: a metric of every hour on a grid of five minutes, every other point without a value.

use super::*;

/// A daily course with noise on a fine grid, of which only points in `kept` of every `period` have a value.
fn sparse(step_minutes: u64, days: usize, period: usize, kept: &[usize], seed: u64, deviation: f64) -> GridSeries {
    let points = days * 24 * 60 / step_minutes as usize;
    let mut noise = Noise(seed);
    let course = |index: usize| {
        let hours = index as f64 * step_minutes as f64 / 60.0;
        100.0 + 20.0 * libm::sin(hours / 24.0 * std::f64::consts::TAU)
    };
    let mut value = |index: usize| course(index) + deviation * noise.normal();
    let values: Vec<f64> =
        (0..points).map(|index| if kept.contains(&(index % period)) { value(index) } else { GAP }).collect();
    every(Duration::from_seconds(60 * step_minutes), &values)
}

/// Returns the largest error against the course, and the number of actual values: inside the band of 95 %, and in all.
fn judged(whole: &GridSeries, horizon_steps: usize) -> (f64, usize, usize) {
    let (known, came) = whole.values.split_at(whole.values.len() - horizon_steps);
    let forecast = auto(&every(whole.grid.step, known), horizon_steps).unwrap();
    let minutes = whole.grid.step.ms() as f64 / 60_000.0;
    let course = |step: usize| {
        let hours = (known.len() + step) as f64 * minutes / 60.0;
        100.0 + 20.0 * libm::sin(hours / 24.0 * std::f64::consts::TAU)
    };
    let off = forecast.yhat.iter().enumerate().map(|(step, yhat)| (yhat - course(step)).abs()).fold(0.0, f64::max);
    (off, held(&forecast.bands[1], came), came.iter().filter(|value| value.is_finite()).count())
}

#[test]
fn phases_without_a_value_are_no_comb() {
    for (step_minutes, period, kept) in
        [(5, 12, vec![0]), (5, 12, vec![3, 4]), (5, 2, vec![1]), (10, 6, vec![0]), (30, 2, vec![0])]
    {
        for deviation in [0.0, 0.5] {
            let whole = sparse(step_minutes, 15, period, &kept, 2, deviation);
            let (off, ..) = judged(&whole, (24 * 60 / step_minutes) as usize);
            assert!(off < 4.0, "every {step_minutes} minutes, {kept:?} of {period}, noise {deviation}: off by {off}");
        }
    }
}

#[test]
fn bands_hold_at_the_moments_that_have_values() {
    for (step_minutes, period, kept) in [(5, 12, vec![0]), (10, 2, vec![0]), (60, 1, vec![0])] {
        let (mut inside, mut all) = (0, 0);
        for seed in 0..24 {
            let whole = sparse(step_minutes, 15, period, &kept, 31 * seed + 1, 3.0);
            let (_, held, came) = judged(&whole, (24 * 60 / step_minutes) as usize);
            (inside, all) = (inside + held, all + came);
        }
        let share = inside as f64 / all as f64;
        println!("every {step_minutes} minutes, {kept:?} of {period}: 95 % holds {share:.3} of {all}");
        assert!((0.93..=0.985).contains(&share), "every {step_minutes} minutes, {kept:?} of {period}: {share}");
    }
}
