//! Series nobody should send, and somebody will.

use proptest::prelude::*;

use super::*;

fn value() -> impl Strategy<Value = f64> {
    let extreme = [
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN_POSITIVE,
        1e149,
        -1e149,
        1e12,
        1e-12,
        -1e12,
        5e-324,
        -0.0,
    ];
    prop_oneof![
        4 => -100.0..100.0_f64,
        2 => Just(GAP),
        2 => Just(7.0),
        1 => proptest::sample::select(extreme.to_vec()),
    ]
}

fn step() -> impl Strategy<Value = Duration> {
    // Hours, days and weeks of two steps and of many, and steps that fit no season.
    proptest::sample::select(
        ["5m", "15m", "30m", "7m", "12h", "1d", "84h", "1ms", "1w"].map(|text| text.parse().unwrap()).to_vec(),
    )
}

fn assert_sound(forecast: &Forecast) {
    assert!(forecast.yhat.iter().all(|value| value.is_finite()), "{forecast:?}");
    for band in &forecast.bands {
        assert_holds(&forecast.yhat, &band.lower, &band.upper);
    }
    for pair in forecast.bands.windows(2) {
        assert_holds(&pair[0].lower, &pair[1].lower, &pair[1].upper);
        assert_holds(&pair[0].upper, &pair[1].lower, &pair[1].upper);
    }
    for band in forecast.fitted_bands() {
        for ((lower, fitted), upper) in band.lower.iter().zip(&forecast.fitted).zip(&band.upper) {
            assert!(fitted.is_nan() == lower.is_nan() && (fitted.is_nan() || lower <= fitted && fitted <= upper));
        }
    }
    for coverage in forecast.backtest.rows.iter().flat_map(|row| &row.coverage) {
        assert!((0.0..=1.0).contains(&coverage.share) && coverage.points > 0);
    }
}

fn assert_holds(inner: &[f64], lower: &[f64], upper: &[f64]) {
    for ((inner, lower), upper) in inner.iter().zip(lower).zip(upper) {
        assert!(lower <= inner && inner <= upper && lower.is_finite() && upper.is_finite(), "{lower} {inner} {upper}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 200 } else { 10_000 }))]

    #[test]
    fn no_panic_no_gap_no_crossing(
        values in prop::collection::vec(value(), 0..60), step in step(), horizon_steps in 1_usize..40,
    ) {
        let usable = values.iter().filter(|value| value.abs() <= 1e150).count();
        match auto(&every(step, &values), horizon_steps) {
            Ok(forecast) => assert_sound(&forecast),
            Err(error) => prop_assert!(usable < 2, "{error}"),
        }
    }

    #[test]
    fn scaling_a_series_scales_its_forecast(
        values in prop::collection::vec(-100.0..100.0_f64, 2..60), power in -30_i32..30,
    ) {
        let factor = libm::exp2(f64::from(power));
        let scaled: Vec<f64> = values.iter().map(|value| value * factor).collect();
        let step: Duration = "30m".parse().unwrap();
        let (plain, scaled) = (auto(&every(step, &values), 10).unwrap(), auto(&every(step, &scaled), 10).unwrap());
        prop_assert_eq!(&plain.candidate, &scaled.candidate);
        for (plain, scaled) in plain.yhat.iter().zip(&scaled.yhat) {
            prop_assert!((plain * factor - scaled).abs() <= 1e-9 * factor * plain.abs().max(1.0));
        }
    }
}

#[test]
fn extreme_levels_and_one_spike() {
    let ramp: Vec<f64> = (0..500).map(|index| 1e12 + 1000.0 * f64::from(index)).collect();
    let forecast = auto(&hourly(&ramp), 24).unwrap();
    assert_sound(&forecast);
    assert!((forecast.yhat[23] - (1e12 + 523_000.0)).abs() < 3000.0, "{:?}", forecast.yhat);
    let mut spike = vec![0.0; 500];
    spike[250] = 1e12;
    assert_sound(&auto(&hourly(&spike), 24).unwrap());
    let tiny: Vec<f64> = daily(500, &mut Noise(9), 3.0).iter().map(|value| value * 1e-12).collect();
    assert_sound(&auto(&hourly(&tiny), 24).unwrap());
    let huge: Vec<f64> = daily(500, &mut Noise(9), 3.0).iter().map(|value| value * 1e145).collect();
    assert_sound(&auto(&hourly(&huge), 24).unwrap());
}
