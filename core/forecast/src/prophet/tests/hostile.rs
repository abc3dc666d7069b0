//! Series nobody should send, and somebody will: an error in words or finite numbers, never a panic.

use proptest::prelude::*;

use super::*;
use crate::{Band, Level};

/// The forecast of 20 hours and its bands, where there are any.
fn answer(prophet: &Prophet, table: &Table, values: &[f64]) -> Result<(Vec<f64>, Vec<Band>), ForecastError> {
    let fitted = fit(prophet, table, values)?;
    let rows = table.times.len() as u64;
    let last = hours(rows, 20);
    let ahead = Table { cap: table.cap.as_ref().map(|cap| vec![cap[0]; 20]), ..last };
    let levels = [80.0, 95.0].map(|percent| Level::new(percent).unwrap());
    let sampling = Sampling { paths: 50, seed: 3 };
    Ok((fitted.predict(&ahead)?.yhat, fitted.bands(&ahead, &levels, sampling, &Cancel::default())?))
}

fn assert_sound((yhat, bands): &(Vec<f64>, Vec<Band>)) {
    assert!(yhat.iter().all(|value| value.is_finite()), "{yhat:?}");
    for (index, value) in yhat.iter().enumerate() {
        let edges = [&bands[1].lower, &bands[0].lower, yhat, &bands[0].upper, &bands[1].upper].map(|edge| edge[index]);
        assert!(edges.iter().all(|edge| edge.is_finite()), "{value}: {edges:?}");
        assert!(edges.windows(2).all(|pair| pair[0] <= pair[1]), "{value}: {edges:?}");
    }
}

fn sound(values: &[f64]) -> (Vec<f64>, Vec<Band>) {
    let answer = answer(&Prophet::default(), &hours(0, values.len() as u64), values).unwrap();
    assert_sound(&answer);
    answer
}

#[test]
fn constants_stay_what_they_are() {
    for level in [0.0, 5.0, 0.1, -3e9, 1e-12, 1e12, 1e149] {
        let (yhat, bands) = sound(&[level; 60]);
        assert_eq!(yhat, [level; 20]);
        assert!((bands[1].upper[0] - level).abs() <= if level == 0.0 { 1e-8 } else { level.abs() * 1e-8 });
    }
}

#[test]
fn next_to_nothing() {
    let refused = |values: &[f64]| fit(&Prophet::default(), &hours(0, values.len() as u64), values).unwrap_err();
    assert!(matches!(refused(&[]), ForecastError::TooFewPoints { have: 0, need: 2 }));
    assert!(matches!(refused(&[f64::NAN, 7.0, f64::NAN]), ForecastError::TooFewPoints { have: 1, need: 2 }));
    assert!(matches!(refused(&[1.0, f64::INFINITY]), ForecastError::NotFinite { .. }));
    assert!(matches!(refused(&[1.0, f64::MAX]), ForecastError::NotFinite { .. }));
    let (yhat, _) = sound(&[1.0, 2.0]);
    assert!((yhat[0] - 3.0).abs() < 1e-3 && (yhat[19] - 22.0).abs() < 1e-2, "{yhat:?}");
    sound(&[1.0, f64::NAN, -1.0]);
}

#[test]
fn extreme_levels() {
    let wave = |hour: i32| libm::sin(f64::from(hour) / 24.0 * std::f64::consts::TAU);
    for factor in [1e-12, 1.0, 1e12, 1e140] {
        let values: Vec<f64> = (0..240).map(|hour| factor * (100.0 + 10.0 * wave(hour))).collect();
        let (yhat, _) = sound(&values);
        for (hour, yhat) in yhat.iter().enumerate() {
            let expected = factor * (100.0 + 10.0 * wave(240 + hour as i32));
            assert!((yhat - expected).abs() < factor * 0.5, "{factor}: {yhat} {expected}");
        }
    }
}

#[test]
fn a_slope_on_a_level_a_billion_times_as_high() {
    let values: Vec<f64> = (0..500).map(|hour| 1e12 + 1000.0 * f64::from(hour)).collect();
    let (yhat, _) = sound(&values);
    assert!((yhat[19] - (1e12 + 519_000.0)).abs() < 1000.0, "{yhat:?}");
}

#[test]
fn many_values_of_few_moments() {
    let hours = hours(0, 3).times;
    let times: Vec<Timestamp> = (0..90).map(|row| hours[row * 7 % 3]).collect();
    let values: Vec<f64> = (0..90).map(f64::from).collect();
    assert_sound(&answer(&Prophet::default(), &Table::of_times(times), &values).unwrap());
}

#[test]
fn a_future_a_million_times_as_long_as_the_history() {
    let at = |ms: u64| Timestamp::from_seconds(START_SECONDS) + Duration::from_ms(ms);
    let known = Table::of_times((0..60).map(at).collect());
    let values: Vec<f64> = (0..60).map(|row| f64::from(row % 20) + f64::from(row / 20 * row)).collect();
    let fitted = fit(&Prophet::default(), &known, &values).unwrap();
    let ahead = Table::of_times((1..50).map(|day| at(86_400_000 * day)).collect());
    let levels = [80.0, 95.0].map(|percent| Level::new(percent).unwrap());
    let bands = fitted.bands(&ahead, &levels, Sampling::default(), &Cancel::default()).unwrap();
    assert_sound(&(fitted.predict(&ahead).unwrap().yhat, bands));
}

#[test]
fn a_cap_beyond_reach() {
    for tiny in [5e-324, 1e-200] {
        let table = Table { cap: Some(vec![1.0; 2]), ..hours(0, 2) };
        let logistic = Prophet { growth: Growth::Logistic, ..Prophet::default() };
        assert_sound(&answer(&logistic, &table, &[tiny, tiny]).unwrap());
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -100.0..100.0_f64,
        2 => Just(f64::NAN),
        2 => Just(7.0),
        1 => proptest::sample::select(vec![1e149, -1e149, 1e12, 1e-12, -1e12, 5e-324, f64::MIN_POSITIVE, -0.0, 0.0]),
    ]
}

fn prophet() -> impl Strategy<Value = Prophet> {
    let growth = proptest::sample::select(vec![Growth::Linear, Growth::Logistic, Growth::Flat]);
    let scaling = proptest::sample::select(vec![Scaling::AbsMax, Scaling::MinMax]);
    let mode = proptest::sample::select(vec![Mode::Additive, Mode::Multiplicative]);
    (growth, scaling, mode, 0_usize..40).prop_map(|(growth, scaling, mode, count)| Prophet {
        growth,
        scaling,
        changepoints: Changepoints::Spread { count, share: 0.8 },
        seasons: Seasons::Auto { mode, prior_scale: PRIOR_SCALE },
        ..Prophet::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 50 } else { 500 }))]

    #[test]
    fn no_panic_no_gap_no_crossing(
        prophet in prophet(), values in prop::collection::vec(value(), 0..120), order in 1_u64..50, cap in 1.0..1e3_f64,
    ) {
        let rows = values.len() as u64;
        let times = (0..rows).map(|row| Timestamp::from_seconds(START_SECONDS) + Duration::HOUR.times(row * order % 60));
        let table = Table { cap: Some(vec![cap; values.len()]), ..Table::of_times(times.collect()) };
        match answer(&prophet, &table, &values) {
            Ok(answer) => assert_sound(&answer),
            Err(error) => prop_assert!(matches!(
                error,
                ForecastError::TooFewPoints { .. } | ForecastError::OneMoment | ForecastError::NoRoom
            ), "{error}"),
        }
    }
}
