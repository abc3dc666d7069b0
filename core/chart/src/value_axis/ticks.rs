//! Ticks at 1, 2 and 5 times a power of ten, and labels that tell them apart.

use timeseries::{Scale, text};

/// The multiples of the smallest nice step that come to at most `max_ticks` between `low` and `high`.
pub(super) fn nice_ticks(low: f64, high: f64, max_ticks: usize) -> Vec<f64> {
    let least_step = (high - low) / max_ticks.max(1) as f64;
    let steps = nice_steps(exponent(least_step));
    // A tick on the very edge counts, whichever way its quotient was rounded.
    let counted = steps.map(|step| ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor(), step));
    let fitting = counted.into_iter().find(|(first, last, _)| last - first < max_ticks.max(1) as f64);
    let Some((first, last, step)) = fitting else {
        return Vec::new();
    };
    // Adding zero turns the -0 of a rounded-up negative into 0.
    (0..)
        .map(|index| first + f64::from(index))
        .take_while(|count| *count <= last)
        .map(|count| count * step + 0.0)
        .collect()
}

/// Nice steps around a power of ten, ascending.
fn nice_steps(exponent: i32) -> [f64; 6] {
    [(1, 0), (2, 0), (5, 0), (1, 1), (2, 1), (5, 1)].map(|(digit, up)| {
        // Read from text: the nearest double to the decimal, the same on every machine.
        format!("{digit}e{}", exponent + up).parse().unwrap_or(f64::MAX)
    })
}

/// The power of ten of a number's first digit.
fn exponent(value: f64) -> i32 {
    let text = format!("{value:e}");
    text.rsplit('e').next().and_then(|exponent| exponent.parse().ok()).unwrap_or(0)
}

/// One label a tick in the one multiple of the axis, no two alike: few digits where they suffice, more where the ticks lie
/// closer. The ticks are in that multiple already.
pub(super) fn labels(scaled: &[f64], scale: Scale) -> Vec<String> {
    let suffix = scale.suffix();
    let is_word = suffix.is_empty() || suffix.starts_with(' ') || suffix.starts_with('%');
    let label = |tick: f64, digits: i32| match text::significant(tick, digits) {
        // `0`, for `0k` is no number.
        zero if zero == "0" && !is_word => zero,
        number => format!("{number}{suffix}"),
    };
    let longer = (4..=17).map(|digits| scaled.iter().map(|tick| label(*tick, digits)).collect::<Vec<_>>());
    longer.into_iter().find(|labels| all_differ(labels)).unwrap_or_default()
}

fn all_differ(labels: &[String]) -> bool {
    labels.windows(2).all(|pair| pair[0] != pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use timeseries::Unit;

    fn labelled(low: f64, high: f64) -> Vec<String> {
        labelled_in(Unit::None, low, high)
    }

    fn labelled_in(unit: Unit, low: f64, high: f64) -> Vec<String> {
        let scale = unit.scale_of([low, high]);
        labels(&nice_ticks(scale.scaled(low), scale.scaled(high), 7), scale)
    }

    #[test]
    fn labels_people_read() {
        assert_eq!(labelled(0.0, 1.0), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labelled(-0.3, 0.3), ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]);
        assert_eq!(labelled(0.0, 2.2e6), ["0", "0.5M", "1M", "1.5M", "2M"]);
        assert_eq!(labelled(0.0, 0.021), ["0", "0.005", "0.01", "0.015", "0.02"]);
        assert_eq!(labelled(0.0, 3e-6), ["0", "0.5e-6", "1e-6", "1.5e-6", "2e-6", "2.5e-6", "3e-6"]);
        assert_eq!(labelled(1e12, 1e12 + 3.0).first().map(String::as_str), Some("1T"));
        assert_eq!(labelled(8e3, 12e3), ["8k", "9k", "10k", "11k", "12k"]);
    }

    #[test]
    fn an_axis_has_one_unit() {
        assert_eq!(labelled_in(Unit::Bytes, 0.0, 24e9), ["0 GB", "5 GB", "10 GB", "15 GB", "20 GB"]);
        assert_eq!(
            labelled_in(Unit::Bytes, 600e6, 1.2e9),
            ["0.6 GB", "0.7 GB", "0.8 GB", "0.9 GB", "1 GB", "1.1 GB", "1.2 GB"]
        );
        assert_eq!(
            labelled_in(Unit::Seconds, 0.0, 0.3),
            ["0 ms", "50 ms", "100 ms", "150 ms", "200 ms", "250 ms", "300 ms"]
        );
        assert_eq!(labelled_in(Unit::Seconds, 0.0, 7200.0), ["0 h", "0.5 h", "1 h", "1.5 h", "2 h"]);
        assert_eq!(labelled_in(Unit::Ratio, 0.0, 1.0), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert_eq!(labelled_in(Unit::PerSecond, 0.0, 2500.0), ["0", "0.5k/s", "1k/s", "1.5k/s", "2k/s", "2.5k/s"]);
        assert_eq!(labelled_in(Unit::Bytes, 0.0, 0.0), ["0 B"]);
    }

    #[test]
    fn levels_far_from_one_keep_labels_apart() {
        for level in [1e12_f64, 1e-12, -1e12, 1.7e9, 1e15, 1e200, 1e-200] {
            let labels = labelled(level - level.abs() * 1e-9, level + level.abs() * 1e-9);
            assert!(labels.len() >= 2 && all_differ(&labels), "{level}: {labels:?}");
        }
    }

    proptest! {
        #[test]
        fn few_even_ticks_inside(low in -1e9..1e9_f64, exponent in -6_i32..9, max_ticks in 5_usize..9) {
            let high = low + format!("3.7e{exponent}").parse::<f64>().unwrap().max(low.abs() * 1e-9);
            let ticks = nice_ticks(low, high, max_ticks);
            prop_assert!((2..=max_ticks).contains(&ticks.len()), "{:?}", ticks);
            let slack = (high - low) * 1e-6;
            prop_assert!(ticks.iter().all(|tick| (low - slack..=high + slack).contains(tick)));
            prop_assert!(all_differ(&labels(&ticks, Unit::None.scale(0.0))));
        }
    }
}
