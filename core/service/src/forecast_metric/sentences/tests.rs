//! Sentences of forecasts whose right words are known.

use forecast::{Cancel, Level, ModelChoice, Spec};
use timeseries::{Duration, Grid, Labels};

use super::*;

fn hourly(values: impl IntoIterator<Item = f64>) -> GridSeries {
    every(Duration::HOUR, values)
}

fn every(step: Duration, values: impl IntoIterator<Item = f64>) -> GridSeries {
    let values: Vec<f64> = values.into_iter().collect();
    let grid = Grid { start: Timestamp::from_seconds(1_699_920_000), step, len: values.len() };
    GridSeries { labels: Labels::default(), grid, values }
}

fn forecast_of(series: &GridSeries, horizon_steps: usize, model: &str) -> Forecast {
    let levels = [80.0, 95.0].map(|percent| Level::new(percent).unwrap()).to_vec();
    let spec = Spec::new(horizon_steps, levels, model.parse::<ModelChoice>().unwrap());
    forecast::forecast(series, &spec, &Cancel::default()).unwrap()
}

/// Noise in [-1, 1) from a mixed index.
fn noise(index: u64) -> f64 {
    let mixed =
        (index ^ 0x9e37_79b9).wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

fn said(series: &GridSeries, horizon_steps: usize, model: &str, unit: Unit) -> (String, String) {
    let forecast = forecast_of(series, horizon_steps, model);
    let now = series.grid.end();
    (answer(series, &forecast, forecast.bands.first(), None, unit, now), proof(&forecast))
}

#[test]
fn a_flat_forecast_away_from_the_last_value_settles() {
    let mut values: Vec<f64> = (0..400).map(|index| 0.21 + 0.02 * noise(index)).collect();
    values.push(0.086);
    let (answer, _) = said(&hourly(values), 24, "recent-median", Unit::None);
    assert!(answer.starts_with("Settles at about 0.2") && answer.ends_with("now."), "{answer}");
    assert!(!answer.contains("Peaks") && answer.contains("likely"), "{answer}");
}

#[test]
fn flat_at_the_last_value_stays() {
    let (answer, _) = said(&hourly((0..400).map(|index| 55e6 + 0.3e6 * noise(index))), 72, "naive", Unit::Bytes);
    assert!(answer.starts_with("Stays around 5") && answer.contains(" MB through "), "{answer}");
    assert!(!answer.contains("now"), "{answer}");
}

#[test]
fn a_constant_has_no_band_to_be_likely() {
    let (answer, proof) = said(&hourly([5.0; 200]), 24, "auto", Unit::None);
    assert!(answer.starts_with("Stays around 5 through ") && !answer.contains("likely"), "{answer}");
    assert!(proof.starts_with("Never changed in the past, so the last value is repeated."), "{proof}");
}

#[test]
fn young_data_are_too_early_to_tell() {
    let half_minutes = |points| every(Duration::from_seconds(30), (0..points).map(noise));
    for (points, length) in [(12, "6 minutes"), (5, "2 minutes 30 seconds")] {
        let (_, proof) = said(&half_minutes(points), 2_880, "auto", Unit::None);
        assert!(proof.starts_with(&format!("Too early to tell: {length} of history. Shown: the ")), "{proof}");
    }
}

#[test]
fn the_best_repetition_is_compared_with() {
    let weekly = hourly((0..24 * 7 * 8).map(|hour| {
        let is_working = hour / 24 % 7 < 5;
        (if is_working { 100.0 } else { 20.0 }) + 10.0 * (hour % 24) as f64 + 3.0 * noise(hour)
    }));
    let (_, proof) = said(&weekly, 48, "auto", Unit::None);
    assert!(proof.contains("repeating the last week (model: "), "{proof}");
    assert!(proof.contains("The 80% band covered "), "{proof}");
}

#[test]
fn certainty_is_unclear_where_bands_missed() {
    let series = hourly((0..400).map(|index| 50.0 + noise(index)));
    let mut forecast = forecast_of(&series, 24, "auto");
    let crossing = |is_clear| CrossingView {
        threshold: "85%".to_owned(),
        is_upwards: true,
        chance: 0.0,
        early: None,
        middle: None,
        late: None,
        chances: Vec::new(),
        is_clear,
    };
    let chosen = forecast.backtest.chosen;
    forecast.backtest.rows[chosen].coverage[1].share = 0.95;
    assert!(is_clear(&forecast));
    let words = |forecast: &Forecast, view: &CrossingView| {
        answer(&series, forecast, forecast.bands.first(), Some(view), Unit::None, series.grid.end())
    };
    assert_eq!(words(&forecast, &crossing(true)), "Stays below 85% for the next day: crossing is less than 1% likely.");
    let tested = std::mem::replace(&mut forecast.backtest.horizon_steps, 5);
    assert!(!is_clear(&forecast));
    assert_eq!(
        words(&forecast, &crossing(false)),
        "May stay below 85% for the next day, but that is unclear: backtests reach only 5 hours ahead."
    );
    forecast.backtest.horizon_steps = tested;
    forecast.backtest.rows[chosen].coverage[1].share = 0.83;
    assert!(!is_clear(&forecast));
    let unclear = words(&forecast, &crossing(false));
    assert_eq!(
        unclear,
        "May stay below 85% for the next day, but that is unclear: the 95% band held only 83% of the past."
    );
}

#[test]
fn a_crossing_is_told_by_the_time_left_and_the_moment() {
    let series = hourly((0..400).map(|index| 50.0 + noise(index)));
    let forecast = forecast_of(&series, 24 * 7, "auto");
    let at = |hours: usize| Some(forecast.grid.time(hours));
    let view = |early, middle, late| CrossingView {
        threshold: "95%".to_owned(),
        is_upwards: true,
        chance: 0.97,
        early: at(early),
        middle: at(middle),
        late: at(late),
        chances: Vec::new(),
        is_clear: true,
    };
    let words = |view: CrossingView| {
        answer(&series, &forecast, forecast.bands.first(), Some(&view), Unit::None, series.grid.end())
    };
    let day = words(view(73, 76, 78));
    assert!(
        day.starts_with("Reaches 95% in about 3 days, ") && day.contains(" UTC (likely ") && day.ends_with(")."),
        "{day}"
    );
    let later = words(view(20, 76, 120));
    assert!(later.matches("UTC").count() == 1 && later.contains(" to "), "{later}");
}
