//! Ticks at 1, 2 and 5 times a power of ten, and labels that tell them apart.

use timeseries::text;

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

/// One label a tick, no two alike: short SI numbers where they suffice, more digits where the ticks lie closer.
pub(super) fn labels(ticks: &[f64]) -> Vec<String> {
    let short: Vec<_> = ticks.iter().map(|tick| text::number(*tick)).collect();
    if all_differ(&short) && !mixes_units(ticks) {
        return short;
    }
    let longer = (4..=17).map(|digits| ticks.iter().map(|tick| text::significant(*tick, digits)).collect::<Vec<_>>());
    longer.into_iter().find(|labels| all_differ(labels)).unwrap_or(short)
}

fn all_differ(labels: &[String]) -> bool {
    labels.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether some ticks would be thousandths (`5m`) and others plain (`0.01`), which reads as two scales.
fn mixes_units(ticks: &[f64]) -> bool {
    let below = |tick: &f64| *tick != 0.0 && tick.abs() < 0.01;
    ticks.iter().any(below) && ticks.iter().any(|tick| tick.abs() >= 0.01)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labelled(low: f64, high: f64) -> Vec<String> {
        labels(&nice_ticks(low, high, 7))
    }

    #[test]
    fn labels_people_read() {
        assert_eq!(labelled(0.0, 1.0), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labelled(-0.3, 0.3), ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]);
        assert_eq!(labelled(0.0, 2.2e6), ["0", "500k", "1M", "1.5M", "2M"]);
        assert_eq!(labelled(0.0, 0.021), ["0", "0.005", "0.01", "0.015", "0.02"]);
        assert_eq!(labelled(0.0, 3e-6), ["0", "500n", "1µ", "1.5µ", "2µ", "2.5µ", "3µ"]);
        assert_eq!(labelled(1e12, 1e12 + 3.0).first().map(String::as_str), Some("1000000000000"));
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
            prop_assert!(all_differ(&labels(&ticks)));
        }
    }
}
