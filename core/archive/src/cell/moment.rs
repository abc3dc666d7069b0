//! Dates, times of day and timestamps as text, over all years DuckDB has.

use arrow::datatypes::TimeUnit;
use timeseries::CivilTime;

const MS_PER_DAY: i64 = 86_400_000;

/// `2023-04-01`. DuckDB's dates end at infinity.
pub(super) fn date(days: i32) -> String {
    match days {
        i32::MAX => "infinity".to_owned(),
        days if days <= -i32::MAX => "-infinity".to_owned(),
        days => day_text(CivilTime::from_unix_ms(i64::from(days) * MS_PER_DAY)),
    }
}

/// `2023-04-01 12:00:00.000`, with more digits only where there are any.
pub(super) fn timestamp(value: i64, unit: TimeUnit) -> String {
    match value {
        i64::MAX => return "infinity".to_owned(),
        value if value <= -i64::MAX => return "-infinity".to_owned(),
        _ => {}
    }
    let per_second = per_second(unit);
    let (seconds, below) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Seconds reach farther than milliseconds can count.
    let Some(day_ms) = days.checked_mul(MS_PER_DAY) else { return format!("{value} s since 1970") };
    format!("{} {}{}", day_text(CivilTime::from_unix_ms(day_ms)), clock(of_day), fraction(below, unit))
}

/// `2023-04-01T12:00:00Z`, with digits below the second only where there are any. Beyond the years 1 to 9999, and for infinity, it is
/// DuckDB's own text.
pub(crate) fn iso(value: i64, unit: TimeUnit) -> String {
    let per_second = per_second(unit);
    let (seconds, below) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let Some(day_ms) = days.checked_mul(MS_PER_DAY) else { return timestamp(value, unit) };
    let CivilTime { year, month, day, .. } = CivilTime::from_unix_ms(day_ms);
    if !(1..=9999).contains(&year) || value.unsigned_abs() == i64::MAX.unsigned_abs() {
        return timestamp(value, unit);
    }
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let fraction = if below == 0 { String::new() } else { fraction(below, unit) };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// `12:00:00.000`.
pub(super) fn time_of_day(value: i64, unit: TimeUnit) -> String {
    let per_second = per_second(unit);
    format!("{}{}", clock(value.div_euclid(per_second)), fraction(value.rem_euclid(per_second), unit))
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

fn day_text(civil: CivilTime) -> String {
    match civil.year {
        year if year > 0 => format!("{year:04}-{:02}-{:02}", civil.month, civil.day),
        // As DuckDB writes it, and reads it again.
        year => format!("{:04}-{:02}-{:02} (BC)", 1 - year, civil.month, civil.day),
    }
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Three digits, or as many more as it takes.
fn fraction(below: i64, unit: TimeUnit) -> String {
    let nanoseconds = below * (1_000_000_000 / per_second(unit));
    match nanoseconds {
        whole if whole % 1_000_000 == 0 => format!(".{:03}", whole / 1_000_000),
        finer if finer % 1_000 == 0 => format!(".{:06}", finer / 1_000),
        finest => format!(".{finest:09}"),
    }
}
