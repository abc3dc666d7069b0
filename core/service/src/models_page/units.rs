//! Values of a feature with their unit, and shares of a unit in the unit itself: `0.24 (9.8 °C)` where it says `of 41 °C`.

use regression::{Feature, Kind};
use timeseries::text::significant;

use super::words::{short, with_unit};

/// A value of a feature for people: the meaning of a code, or the number.
pub(super) fn value_text(feature: &Feature, value: f64) -> String {
    match feature.meaning(value) {
        Some(meaning) => regression::quoted(meaning),
        None => match natural(feature, value) {
            Some(natural) => format!("{} ({natural})", short(value)),
            None => short(value),
        },
    }
}

/// Range and unit in words.
pub(super) fn range(feature: &Feature) -> String {
    let limits = |text: &dyn Fn(f64) -> String| match (feature.min, feature.max) {
        (Some(min), Some(max)) => Some(format!("{} to {}", text(min), text(max))),
        (Some(min), None) => Some(format!("from {}", text(min))),
        (None, Some(max)) => Some(format!("up to {}", text(max))),
        (None, None) => None,
    };
    let any = if feature.values.is_empty() { "any number" } else { "one of the list" };
    let plain = limits(&short).unwrap_or_else(|| any.to_owned());
    match (share_of(feature), feature.unit.is_empty()) {
        (Some((whole, unit)), _) => match limits(&|value| significant(value * whole, 2)) {
            Some(limits) => format!("{plain} ({})", joined(&limits, unit)),
            None => format!("{plain}, {}", feature.unit),
        },
        (None, true) => plain,
        (None, false) => with_unit(&plain, &feature.unit),
    }
}

/// Formats a share of a unit in the unit itself, `9.8 °C`; `None` if the feature has no such unit or the value is not finite.
pub(super) fn natural(feature: &Feature, value: f64) -> Option<String> {
    let (whole, unit) = share_of(feature)?;
    value.is_finite().then(|| joined(&significant(value * whole, 2), unit))
}

/// The amount and the unit that a value is a share of, where the unit says `of 41 °C`.
fn share_of(feature: &Feature) -> Option<(f64, &str)> {
    let whole = feature.unit.strip_prefix("of ")?;
    let is_of_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let (amount, unit) = whole.split_at(whole.find(|letter| !is_of_number(letter))?);
    let amount = amount.parse::<f64>().ok().filter(|amount| amount.is_finite() && feature.kind == Kind::Number)?;
    Some((amount, unit.trim()))
}

fn joined(amount: &str, unit: &str) -> String {
    if unit == "%" { format!("{amount}%") } else { format!("{amount} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_unit_is_shown_in_the_unit() {
        let schema = regression::bike_sharing();
        let of = |name: &str| &schema.features[schema.position(name).unwrap()];
        assert_eq!(value_text(of("temp"), 0.24), "0.24 (9.8 °C)");
        assert_eq!(value_text(of("hum"), 0.81), "0.81 (81%)");
        assert_eq!(value_text(of("hr"), 8.0), "8");
        assert_eq!(value_text(of("mnth"), 7.0), "July");
        assert_eq!(range(of("temp")), "0 to 1 (0 to 41 °C)");
        assert_eq!(range(of("hr")), "0 to 23 o'clock");
        let open = Feature { min: None, max: None, ..of("windspeed").clone() };
        assert_eq!(range(&open), "any number, of 67 km/h");
        for unit in ["of 100 %", "of 100%"] {
            let share = Feature { unit: unit.to_owned(), ..of("hum").clone() };
            assert_eq!(
                (value_text(&share, 0.81), range(&share)),
                ("0.81 (81%)".to_owned(), "0 to 1 (0 to 100%)".to_owned())
            );
        }
        let odd = Feature { unit: "of wood".to_owned(), ..of("temp").clone() };
        assert_eq!((range(&odd), value_text(&odd, 0.5)), ("0 to 1 of wood".to_owned(), "0.5".to_owned()));
    }
}
