//! Text for people: numbers, moments and lengths of time. The one place where a value becomes words.

use crate::{Duration, Timestamp, Unit};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A number with four significant digits, and from ten thousand on an SI suffix: `1234`, `0.9`, `12.3M`; `–` where there is
/// none. Small numbers stay decimals, so that a column has one scale.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let (scale, suffix) = si(value.abs());
    format!("{}{suffix}", significant(value / scale, 4))
}

/// The SI step that leaves 1 to 999 before the point. Values below ten thousand stay as they are.
fn si(magnitude: f64) -> (f64, &'static str) {
    const STEPS: [(f64, &str); 5] = [(1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];
    // 999.95 thousand would be shown as 1000k: what rounds up to the next step belongs to it.
    let rounded_up = magnitude * 1.000_05;
    if !(10_000.0..1e18).contains(&rounded_up) {
        return (1.0, "");
    }
    STEPS.into_iter().find(|(scale, _)| rounded_up >= *scale).unwrap_or((1.0, ""))
}

/// `value` with at most `digits` significant digits and no trailing zeros.
#[must_use]
pub fn significant(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(-6..=15).contains(&exponent(value)) {
        let mantissa = usize::try_from(digits - 1).unwrap_or(0);
        let text = format!("{value:.mantissa$e}");
        return match text.split_once('e') {
            Some((mantissa, exponent)) => format!("{}e{exponent}", without_trailing_zeros(mantissa)),
            None => text,
        };
    }
    fixed(value, decimals_of(value, digits))
}

/// The decimals that leave so many significant digits of a value.
pub(crate) fn decimals_of(value: f64, digits: i32) -> usize {
    usize::try_from(digits - 1 - exponent(value)).unwrap_or(0)
}

/// A number with at most so many decimals, no trailing zeros and no minus before a zero. One of very many digits is written
/// with an exponent.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    let exponent = exponent(value);
    if value != 0.0 && !(-9..=15).contains(&exponent) && exponent + i32::try_from(decimals).unwrap_or(0) >= 0 {
        return significant(value, 3);
    }
    let text = format!("{value:.decimals$}");
    match without_trailing_zeros(&text) {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// The power of ten of a number's first digit.
fn exponent(value: f64) -> i32 {
    let text = format!("{:e}", value.abs());
    text.rsplit('e').next().and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn without_trailing_zeros(text: &str) -> &str {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    }
}

/// A share of one as percent: `81%`, `0.4%`. What is neither nothing nor all does not read so: `<0.1%`, `>99.9%`.
#[must_use]
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let percent = share * 100.0;
    if 0.0 < percent && percent < 0.05 {
        return "<0.1%".to_owned();
    }
    if (99.95..100.0).contains(&percent) {
        return ">99.9%".to_owned();
    }
    let decimals =
        usize::from(percent != 0.0 && (percent.abs() < 1.0 || (99.0 < percent.abs() && percent.abs() < 100.0)));
    format!("{}%", fixed(percent, decimals))
}

/// A moment in a sentence: `Sat 28 Nov 14:00 UTC`, with the year where it is not the year of `now`.
#[must_use]
pub fn moment(time: Timestamp, now: Timestamp) -> String {
    format!("{} {} UTC", day(time, now), clock(time))
}

/// A day in a sentence: `Sat 28 Nov`, with the year where it is not the year of `now`.
#[must_use]
pub fn day(time: Timestamp, now: Timestamp) -> String {
    let c = time.civil();
    let year = if c.year == now.civil().year { String::new() } else { format!(" {}", c.year) };
    format!("{} {} {}{year}", WEEKDAYS[c.weekday_from_monday()], c.day, month(c.month))
}

/// The short name of a month, 1 to 12.
#[must_use]
pub fn month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("–")
}

/// A time of day: `14:00`, with seconds only where there are any.
#[must_use]
pub fn clock(time: Timestamp) -> String {
    let c = time.civil();
    match c.second {
        0 => format!("{:02}:{:02}", c.hour, c.minute),
        second => format!("{:02}:{:02}:{second:02}", c.hour, c.minute),
    }
}

/// A moment in a table: `2026-11-28 14:00:00`, in UTC, as `ds` of a forecast file.
#[must_use]
pub fn ds(time: Timestamp) -> String {
    let c = time.civil();
    format!("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
}

/// A length of time in words, its two longest units: `2 days 4 hours`, `45 seconds`.
#[must_use]
pub fn length(duration: Duration) -> String {
    const UNITS: [(&str, u64); 5] =
        [("week", 604_800_000), ("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1000)];
    if let Some(months) = duration.whole_months() {
        return if months.is_multiple_of(12) { counted(months / 12, "year") } else { counted(months, "month") };
    }
    let mut rest = duration.ms();
    let mut words = Vec::new();
    for (name, unit_ms) in UNITS {
        let count = rest / unit_ms;
        // "1 week 6 days" reads worse than "13 days".
        let use_unit = count > 0 && !(name == "week" && !rest.is_multiple_of(unit_ms));
        if use_unit && words.len() < 2 {
            words.push(counted(count, name));
            rest %= unit_ms;
        }
    }
    match words.is_empty() {
        true => format!("{} ms", duration.ms()),
        false => words.join(" "),
    }
}

/// A count with its noun: `1 series` stays for the caller, `1 gap`, `43,200 rows`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// A count with its thousands apart: `43,200`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Last, smallest, largest and mean of a line's values in one unit, gaps left out; empty where there are none.
#[must_use]
pub fn figures(values: &[f64], unit: Unit) -> String {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let (Some(last), Some(min), Some(max)) =
        (present.last(), present.iter().copied().reduce(f64::min), present.iter().copied().reduce(f64::max))
    else {
        return String::new();
    };
    let mean: f64 = present.iter().map(|value| value / present.len() as f64).sum();
    let scale = unit.scale_of([min, max]);
    let [last, min, max, mean] = [*last, min, max, mean].map(|value| match unit {
        Unit::None => number(value),
        _ => scale.format_within(value, max - min),
    });
    format!("last {last} · min {min} · max {max} · mean {mean}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_their_noun_and_their_thousands_apart() {
        let cases =
            [(0, "0 rows"), (1, "1 row"), (999, "999 rows"), (43_200, "43,200 rows"), (7_800_000, "7,800,000 rows")];
        for (count, words) in cases {
            assert_eq!(counted(count, "row"), words);
        }
    }

    #[test]
    fn figures_leave_gaps_out() {
        assert_eq!(figures(&[1.0, f64::NAN, 3.0], Unit::None), "last 3 · min 1 · max 3 · mean 2");
        assert_eq!(figures(&[f64::NAN], Unit::Bytes), "");
    }

    #[test]
    fn figures_share_one_unit() {
        let figures = figures(&[900.0, 2.5e6, 1e6], Unit::Bytes);
        assert_eq!(figures, "last 1 MB · min 0 MB · max 2.5 MB · mean 1.2 MB");
    }

    #[test]
    fn numbers_have_no_more_digits_than_they_deserve() {
        let cases = [
            (0.0, "0"),
            (0.9, "0.9"),
            (1.0, "1"),
            (1234.0, "1234"),
            (12_345.0, "12.35k"),
            (-12_345.0, "-12.35k"),
            (999_999.0, "1M"),
            (1_234_567.0, "1.235M"),
            (0.001_234, "0.001234"),
            (0.05, "0.05"),
            (1e-9, "1e-9"),
            (1e20, "1e20"),
            (1e-15, "1e-15"),
            (f64::NAN, "–"),
            (99.5, "99.5"),
            (9_999.9, "10k"),
            (-0.0, "0"),
            (883.3e-6, "0.0008833"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn moments_name_their_zone_and_year() {
        let now = Timestamp::from_seconds(1_763_600_000);
        assert_eq!(moment(Timestamp::from_seconds(1_764_338_400), now), "Fri 28 Nov 14:00 UTC");
        assert_eq!(moment(Timestamp::from_seconds(1_300_000_000), now), "Sun 13 Mar 2011 07:06:40 UTC");
        assert_eq!(ds(Timestamp::from_seconds(1_300_000_000)), "2011-03-13 07:06:40");
    }

    #[test]
    fn lengths_in_words() {
        let cases = [
            ("7d", "1 week"),
            ("13d", "13 days"),
            ("1d4h5m", "1 day 4 hours"),
            ("90s", "1 minute 30 seconds"),
            ("5ms", "5 ms"),
            ("1h", "1 hour"),
        ];
        for (text, words) in cases {
            assert_eq!(length(text.parse().unwrap()), words);
        }
    }

    #[test]
    fn percents() {
        assert_eq!(percent(0.812), "81%");
        assert_eq!(percent(0.004), "0.4%");
        assert_eq!(percent(0.997), "99.7%");
        assert_eq!((percent(0.999_8), percent(1.0)), (">99.9%".to_owned(), "100%".to_owned()));
        assert_eq!((percent(0.000_1), percent(0.0)), ("<0.1%".to_owned(), "0%".to_owned()));
        assert_eq!(percent(-0.000_1), "0%", "no minus before a zero");
        assert_eq!(percent(f64::NAN), "–");
    }
}
