//! Texts of the models page: amounts with their unit, scores, days, probabilities.

use regression::{Schema, Scores};
use timeseries::text::{counted, day, percent, significant};
use timeseries::{Day, Timestamp};

/// A value with as many digits as it deserves; `–` where there is none.
pub(super) fn short(value: f64) -> String {
    if value.is_finite() { significant(value, 3) } else { "–".to_owned() }
}

/// The same with its sign, `+1.2` or `-1.2`.
pub(super) fn signed(value: f64) -> String {
    match short(value.abs()) {
        text if !value.is_finite() || text == "0" => text,
        text if value < 0.0 => format!("-{text}"),
        text => format!("+{text}"),
    }
}

/// An amount of what a model predicts: `37.7 bikes an hour`.
pub(super) fn amount(value: f64, schema: &Schema) -> String {
    with_unit(&short(value), &schema.target_unit)
}

/// A text with a unit behind it, where there is one.
pub(super) fn with_unit(text: &str, unit: &str) -> String {
    if unit.is_empty() { text.to_owned() } else { format!("{text} {unit}") }
}

/// The unit of the target, `bikes an hour`, or its name if it has no unit.
pub(super) fn target(schema: &Schema) -> String {
    if schema.target_unit.is_empty() { schema.target.clone() } else { schema.target_unit.clone() }
}

/// Formats the ratio of two errors: `1.5 times`, `about as much as`, `not comparable with`.
pub(super) fn times(error: f64, reference: f64) -> String {
    let ratio = error / reference;
    match ratio {
        ratio if !ratio.is_finite() => "not comparable with".to_owned(),
        ratio if (0.95..1.05).contains(&ratio) => "about as much as".to_owned(),
        ratio => format!("{} times", significant(ratio, 2)),
    }
}

/// Formats the probability that chance alone explains a finding; `–` if it is not finite.
pub(super) fn chance(p: f64) -> String {
    match p {
        p if !p.is_finite() => "–".to_owned(),
        p if p > 0.0 && p < 0.001 => "< 0.001".to_owned(),
        p => significant(p, 2),
    }
}

/// RMSE, MAE, R2, MAPE and mean error, in this order.
pub(super) fn figures(scores: &Scores) -> [String; 5] {
    let in_percent = |value: f64| format!("{}%", short(value));
    [
        short(scores.rmse),
        short(scores.mae),
        // A share of a variance: what is beyond a thousandth of it is noise.
        scores.r2.map_or("–".to_owned(), |r2| short((r2 * 1000.0).round() / 1000.0)),
        scores.mape.map_or("–".to_owned(), in_percent),
        // What rounding alone leaves of a mean error is none.
        signed(if scores.mean_error.abs() < 1e-9 * scores.mae { 0.0 } else { scores.mean_error }),
    ]
}

/// From the first to the last day of rows; nothing where they do not say.
pub(super) fn days(span: Option<(Timestamp, Timestamp)>, now: Timestamp) -> String {
    let Some((first, last)) = span else { return String::new() };
    match Day::of(first) == Day::of(last) {
        true => day(first, now),
        false => format!("{} to {}", day(first, now), day(last, now)),
    }
}

/// From the first to the last day of rows with their years; nothing where they do not say.
pub(super) fn dates(span: Option<(Timestamp, Timestamp)>) -> String {
    span.map_or_else(String::new, |(first, last)| match (Day::of(first), Day::of(last)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first} to {last}"),
    })
}

/// `1 row`, `1,337 rows`.
pub(super) fn rows(count: usize) -> String {
    counted(count as u64, "row")
}

/// Formats the outcome of a drift test of rows or of a column.
pub(super) fn drift_word(is_drift: bool) -> &'static str {
    if is_drift { "drift" } else { "no drift" }
}

/// Promcast's own verdict in a few words.
pub(super) fn honest(is_drift: bool, severity: f64) -> String {
    format!("{}, expected error ×{}", drift_word(is_drift), significant(severity, 2))
}

/// The verdict by Evidently's rules in a few words.
pub(super) fn compatible(is_drift: bool, share: f64) -> String {
    format!("{}, {} of columns", drift_word(is_drift), percent(share))
}

/// Names in a sentence: `temp`, `temp and hum`, `temp, hum and 3 more`.
pub(super) fn listed(names: &[String]) -> String {
    const SHOWN: usize = 6;
    match names {
        [] => "none".to_owned(),
        [one] => one.clone(),
        many if many.len() > SHOWN => format!("{} and {} more", many[..SHOWN].join(", "), many.len() - SHOWN),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_digits_they_deserve() {
        assert_eq!([37.7496, 0.8854, 1234.5, 0.0, f64::NAN].map(short), ["37.7", "0.885", "1234", "0", "–"]);
        assert_eq!([1.24, -11.2, 0.0, -0.0, f64::NAN].map(signed), ["+1.24", "-11.2", "0", "0", "–"]);
        assert_eq!([0.0, 1e-9, 0.0123, 1.0, f64::NAN].map(chance), ["0", "< 0.001", "0.012", "1", "–"]);
    }

    #[test]
    fn errors_are_compared_in_words() {
        assert_eq!(times(37.0, 24.6), "1.5 times");
        assert_eq!(times(24.0, 24.6), "about as much as");
        assert_eq!(times(12.0, 24.6), "0.49 times");
        assert_eq!(times(12.0, 0.0), "not comparable with");
    }

    #[test]
    fn lists_have_an_end() {
        let names = |count: usize| (1..=count).map(|number| format!("x{number}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(0)), "none");
        assert_eq!(listed(&names(1)), "x1");
        assert_eq!(listed(&names(3)), "x1, x2 and x3");
        assert_eq!(listed(&names(9)), "x1, x2, x3, x4, x5, x6 and 3 more");
        assert_eq!([rows(0), rows(1), rows(1337)], ["0 rows", "1 row", "1,337 rows"]);
    }
}
