//! Words for the change from one figure to the next.

use timeseries::text::percent;

/// `+12% more (before: 1.07M)`. The figure before is written by `write`.
pub(super) fn change(now: f64, before: f64, write: impl Fn(f64) -> String) -> String {
    if !before.is_finite() || !now.is_finite() {
        return "No earlier data".to_owned();
    }
    let was = write(before);
    let share = (now - before) / before.abs();
    if share.abs() < 0.0005 || now == before {
        return format!("the same as before ({was})");
    }
    match (before == 0.0, now > before) {
        (true, true) => "more (before: 0)".to_owned(),
        (true, false) => "less (before: 0)".to_owned(),
        (false, true) => format!("+{} more (before: {was})", percent(share)),
        (false, false) => format!("-{} less (before: {was})", percent(share.abs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_change_has_its_sign_and_its_word() {
        let cases = [
            (112.0, 100.0, "+12% more (before: 100)"),
            (88.0, 100.0, "-12% less (before: 100)"),
            (-50.0, -100.0, "+50% more (before: -100)"),
            (100.0, 100.0, "the same as before (100)"),
            (5.0, 0.0, "more (before: 0)"),
            (0.0, 0.0, "the same as before (0)"),
            (5.0, f64::NAN, "No earlier data"),
            (f64::NAN, 5.0, "No earlier data"),
        ];
        for (now, before, words) in cases {
            assert_eq!(change(now, before, |value| value.to_string()), words, "{now} {before}");
        }
    }
}
