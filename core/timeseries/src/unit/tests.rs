//! Values with their units, by tables.

use super::Unit::{self, *};

const NAN: f64 = f64::NAN;

#[test]
fn a_value_is_shown_in_the_multiple_people_read() {
    let cases = [
        (Bytes, 22.82e9, "22.8 GB"),
        (Bytes, 0.0, "0 B"),
        (Bytes, 512.0, "512 B"),
        (Bytes, 999_950.0, "1 MB"),
        (Bytes, -1.5e6, "-1.5 MB"),
        (Bytes, 3.2e19, "32 EB"),
        (Bytes, -0.0, "0 B"),
        (Bytes, NAN, "–"),
        (Bytes, f64::INFINITY, "–"),
        (BytesPerSecond, 2.107e6, "2.11 MB/s"),
        (BitsPerSecond, 100e6, "100 Mbit/s"),
        (Bits, 1234.0, "1.23 kbit"),
        (Seconds, 0.2546, "255 ms"),
        (Seconds, 0.0, "0 s"),
        (Seconds, 883.3e-6, "883 µs"),
        (Seconds, 3e-9, "3 ns"),
        (Seconds, 2e-12, "0.002 ns"),
        (Seconds, 90.0, "1.5 min"),
        (Seconds, 259_200.0, "3 d"),
        (Seconds, 1e9, "31.7 y"),
        (Seconds, -0.5, "-500 ms"),
        (Ratio, 0.4328, "43%"),
        (Ratio, 0.0, "0%"),
        (Ratio, 0.043_28, "4.3%"),
        (Ratio, 0.000_04, "0.004%"),
        (Ratio, 0.995, "99.5%"),
        (Ratio, 1.0, "100%"),
        (Ratio, 1.07, "107%"),
        (Percent, 79.6, "80%"),
        (Percent, -0.0, "0%"),
        (PerSecond, 12.34, "12.3/s"),
        (PerSecond, 1234.0, "1.23k/s"),
        (PerSecond, 0.05, "0.05/s"),
        (Celsius, 21.46, "21.5 °C"),
        (None, 1234.0, "1234"),
        (None, 12_345.0, "12.35k"),
    ];
    for (unit, value, text) in cases {
        assert_eq!(unit.format(value), text, "{unit:?} {value}");
    }
}

#[test]
fn digits_follow_the_width_of_the_band() {
    let cases = [
        (Bytes, 54.99e6, 122.9e6, "55 MB"),
        (Bytes, 54.99e6, 0.4e6, "54.99 MB"),
        (Bytes, 22.82e9, 22e9, "23 GB"),
        (None, 138.4, 40.0, "138"),
        (None, 0.2076, 0.0614, "0.208"),
        (Ratio, 0.4328, 0.02, "43.3%"),
        (Ratio, 0.4328, 0.5, "43%"),
        // A spread that is far wider than the value leaves no digit of it, and no minus either.
        (None, -0.4, 1000.0, "0"),
        (None, 3.0, 0.0, "3"),
        (None, 1_000_123.0, 1e-9, "1.00012M"),
        (Seconds, 0.2546, NAN, "254.6 ms"),
    ];
    for (unit, value, spread, text) in cases {
        assert_eq!(unit.format_within(value, spread), text, "{unit:?} {value} within {spread}");
    }
}

#[test]
fn a_band_has_one_unit() {
    assert_eq!(Bytes.format_range(0.0, 122.9e6), "0 to 123 MB");
    assert_eq!(Bytes.format_range(900.0, 2.5e6), "0 to 2.5 MB");
    assert_eq!(Ratio.format_range(0.1769, 0.2383), "17.7 to 23.8%");
    assert_eq!(Seconds.format_range(0.0005, 0.25), "0 to 250 ms");
    assert_eq!(None.format_range(-3.0, 3.0), "-3 to 3");
    assert_eq!(Bytes.format_range(NAN, 5.0), "– to 5 B");
}

#[test]
fn a_column_has_one_scale() {
    let scale = Bytes.scale_of([1e3, f64::INFINITY, 2.5e6, NAN]);
    assert_eq!((scale.divisor(), scale.suffix().as_str()), (1e6, " MB"));
    assert_eq!(scale.format_fixed(1e3, 3), "0.001 MB");
    assert_eq!(Seconds.scale_of([0.0]).suffix(), " s");
    assert_eq!(Ratio.scale_of([]).suffix(), "%");
}

#[test]
fn what_is_typed_is_understood_in_the_unit_of_the_metric() {
    let cases = [
        (Bytes, "200MB", 200e6),
        (Bytes, "200 MiB", 209_715_200.0),
        (Bytes, "200mb", 200e6),
        (Bytes, "200M", 200e6),
        (Bytes, "1.5 GiB", 1_610_612_736.0),
        (Bytes, "1Gi", 1_073_741_824.0),
        (Bytes, "200e6", 200e6),
        (Bytes, "8 kbit", 1000.0),
        (Bytes, "10 bytes", 10.0),
        (BytesPerSecond, "2.1MB/s", 2.1e6),
        (BytesPerSecond, "2.1MBps", 2.1e6),
        (BytesPerSecond, "80Mbit/s", 10e6),
        (BytesPerSecond, "3k", 3e3),
        (BitsPerSecond, "100Mbit/s", 100e6),
        (BitsPerSecond, "100Mbps", 100e6),
        (BitsPerSecond, "1MB/s", 8e6),
        (Seconds, "250ms", 0.25),
        (Seconds, "250 ms", 0.25),
        (Seconds, "5m", 300.0),
        (Seconds, "1h30m", 5400.0),
        (Seconds, "1.5h", 5400.0),
        (Seconds, "0.25", 0.25),
        (Seconds, "2d", 172_800.0),
        (Ratio, "80%", 0.8),
        (Ratio, "80 %", 0.8),
        (Ratio, "0.8", 0.8),
        (Percent, "80%", 80.0),
        (Percent, "80", 80.0),
        (PerSecond, "12/s", 12.0),
        (PerSecond, "1.5k/s", 1500.0),
        (PerSecond, "90/min", 1.5),
        (Celsius, "-4°C", -4.0),
        (None, "1.5k", 1500.0),
        (None, "-2M", -2e6),
        (None, "−3", -3.0),
        (None, "+.5", 0.5),
        (None, "2e6", 2e6),
        (None, "200MB", 200e6),
        (None, "5m", 300.0),
    ];
    for (unit, text, value) in cases {
        let parsed = unit.parse_value(text).unwrap_or(NAN);
        assert!((parsed - value).abs() <= value.abs() * 1e-12, "{unit:?} {text}: {parsed}");
    }
}

#[test]
fn what_is_no_value_of_the_unit_is_refused_with_what_is_understood() {
    let cases = [
        (Bytes, "80%"),
        (Bytes, "5m30s"),
        (Seconds, "200MB"),
        (Seconds, "30m1h"),
        (Ratio, "200MB"),
        (None, "80%"),
        (None, "capacity"),
        (None, "1/0"),
        (None, ""),
        (None, "inf"),
        (None, "NaN"),
        (None, "1e999"),
        (PerSecond, "12 MB"),
    ];
    for (unit, text) in cases {
        let error = unit.parse_value(text).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{text}` is not ")), "{error}");
        assert!(error.advice().contains(unit.examples()), "{error}");
    }
    assert_eq!(Seconds.parse_value("200MB").unwrap_err().to_string(), "`200MB` is not a length of time");
}

#[test]
fn every_unit_says_what_it_understands() {
    let all = [None, Bytes, BytesPerSecond, Bits, BitsPerSecond, Seconds, Ratio, Percent, PerSecond, Celsius];
    for unit in all {
        for example in unit.examples().split('`').skip(1).step_by(2) {
            assert!(unit.parse_value(example).is_ok(), "{unit:?} {example}");
        }
        let shown = unit.format(12.0);
        assert!(unit.parse_value(&shown).is_ok(), "{unit:?} reads what it shows: {shown}");
    }
    let text = serde_json::to_string(&Unit::BytesPerSecond).unwrap();
    assert_eq!(serde_json::from_str::<Unit>(&text).unwrap(), Unit::BytesPerSecond);
}
