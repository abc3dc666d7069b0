//! Events in series whose anomalies are known.

use super::*;
use crate::tests::{Noise, auto, daily, hourly};

fn found(values: &[f64]) -> Anomalies {
    let series = hourly(values);
    Anomalies::of(&series, &auto(&series, 24).unwrap(), AlarmBudget::ONE_A_WEEK)
}

#[test]
fn a_spike_and_an_outage_are_two_events() {
    let mut values = daily(24 * 28, &mut Noise(1), 2.0);
    values[400] += 60.0;
    values[500..504].fill(0.0);
    let anomalies = found(&values);
    let series = hourly(&values);
    let named: Vec<(Timestamp, bool)> = anomalies.events.iter().map(|event| (event.onset, event.is_above())).collect();
    assert!(named.contains(&(series.grid.time(400), true)), "{:?}", anomalies.events);
    assert!(named.contains(&(series.grid.time(500), false)), "{:?}", anomalies.events);
    assert!(anomalies.events.len() <= anomalies.allowed && anomalies.allowed == 4);
    let spike = anomalies.events.iter().find(|event| event.onset == series.grid.time(400)).unwrap();
    assert!(spike.score > 1.0 && spike.peak == spike.onset && spike.value == values[400] && !spike.is_current);
}

#[test]
fn the_newest_sample_may_be_one() {
    let mut values = daily(24 * 14, &mut Noise(2), 2.0);
    values.push(400.0);
    assert!(found(&values).events.last().unwrap().is_current);
}

#[test]
fn quiet_series_keep_the_budget() {
    let events: usize = (0..20).map(|seed| found(&daily(24 * 14, &mut Noise(seed), 5.0)).events.len()).sum();
    assert!(events <= 40, "{events} in 40 weeks");
}

#[test]
fn constants_gaps_and_next_to_nothing() {
    assert!(found(&[5.0; 100]).events.is_empty());
    let mut gappy = daily(300, &mut Noise(4), 1.0);
    gappy[100..160].fill(f64::NAN);
    let anomalies = found(&gappy);
    assert!(anomalies.scores[100..160].iter().all(|score| score.is_nan()) && anomalies.scores.len() == 300);
    let one_spike: Vec<f64> = (0..200).map(|index| if index == 120 { 9.0 } else { 1.0 }).collect();
    let anomalies = found(&one_spike);
    assert!(anomalies.events.iter().any(|event| event.value == 9.0) && anomalies.events.len() <= 2);
    found(&[1.0, 2.0]);
}
