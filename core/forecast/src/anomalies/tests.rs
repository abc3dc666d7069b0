//! Events in series whose anomalies are known.

use super::*;
use crate::tests::{Noise, auto, daily, hourly, spec};
use crate::{Cancel, Model, ModelChoice, Spec, forecast};

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

fn found_by(model: Model, values: &[f64]) -> Anomalies {
    let series = hourly(values);
    let spec = Spec { model: ModelChoice::Only(model), ..spec(24) };
    Anomalies::of(&series, &forecast(&series, &spec, &Cancel::default()).unwrap(), AlarmBudget::ONE_A_WEEK)
}

#[test]
fn the_event_of_one_wild_sample_is_the_sample_itself() {
    let mut ramp: Vec<f64> = (0..120).map(|index| 0.001 * f64::from(index)).collect();
    ramp[60] = 1_000.0;
    for anomalies in [found(&ramp), found_by(Model::Naive, &ramp), found_by(Model::Drift, &ramp)] {
        let peaks: Vec<(Timestamp, f64)> = anomalies.events.iter().map(|event| (event.peak, event.value)).collect();
        assert_eq!(peaks, [(hourly(&ramp).grid.time(60), 1_000.0)], "{anomalies:?}");
    }
    for seed in 0..20 {
        let mut noise = Noise(seed);
        let mut gauge: Vec<f64> = (0..900).map(|_| 50.0 + noise.normal()).collect();
        let at = 400 + 9 * seed as usize;
        gauge[at] += if seed % 2 == 0 { 40.0 } else { -40.0 };
        for model in [Model::Naive, Model::Drift, Model::SeasonalNaive, Model::RecentMedian, Model::Autoregression] {
            let anomalies = found_by(model, &gauge);
            let peak = anomalies.events.iter().max_by(|left, right| left.score.total_cmp(&right.score)).unwrap();
            assert_eq!(
                (peak.peak, peak.onset),
                (hourly(&gauge).grid.time(at), hourly(&gauge).grid.time(at)),
                "{model}"
            );
            assert!(!peak.is_chance && !anomalies.are_chance(), "{model}");
            let far = anomalies.events.iter().filter(|event| (event.value - event.expected).abs() > 20.0).count();
            assert_eq!(far, 1, "neither return nor echo: {model} {seed} {:?}", anomalies.events);
        }
    }
}

#[test]
fn what_chance_brings_is_called_chance() {
    let quiet: Vec<Anomalies> = (0..20).map(|seed| found(&daily(24 * 28, &mut Noise(seed), 5.0))).collect();
    let with_events = quiet.iter().filter(|anomalies| !anomalies.events.is_empty()).count();
    let beyond = quiet.iter().filter(|anomalies| anomalies.events.iter().any(|event| !event.is_chance)).count();
    assert!(with_events > 5 && beyond <= 3, "{beyond} of {with_events}");
    assert!(!found(&[5.0; 100]).are_chance(), "nothing is no chance");
}
