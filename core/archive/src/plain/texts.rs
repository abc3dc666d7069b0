//! DuckDB's bytes for its own types, as DuckDB writes them as text.

use arrow::datatypes::IntervalMonthDayNano;

/// Number of decimal digits that fit a limb.
const LIMB_DIGITS: usize = 18;
const LIMB: u128 = 1_000_000_000_000_000_000;
/// The farthest offset of a time of day, in seconds; offsets are kept as what lacks to it.
const MOST_OFFSET: i64 = 15 * 3600 + 59 * 60 + 59;

/// `'1010'`: the first byte says how many bits of the second one are none.
pub(super) fn bits(bytes: &[u8]) -> String {
    let Some((padding, rest)) = bytes.split_first() else { return String::new() };
    let all = rest.iter().flat_map(|byte| (0..8).rev().map(move |bit| if byte >> bit & 1 == 1 { '1' } else { '0' }));
    all.skip(usize::from(*padding)).collect()
}

/// A whole number of any length: three bytes of length and sign, then its digits in base 256; all bits of a negative one are turned.
pub(super) fn big_number(bytes: &[u8]) -> String {
    const HEADER: usize = 3;
    let is_negative = bytes.first().is_some_and(|first| first & 0x80 == 0);
    let digits = bytes.iter().skip(HEADER).map(|byte| if is_negative { !byte } else { *byte });
    let mut limbs: Vec<u64> = Vec::new();
    for digit in digits {
        let mut carry = u128::from(digit);
        for limb in &mut limbs {
            let sum = u128::from(*limb) * 256 + carry;
            (*limb, carry) = ((sum % LIMB) as u64, sum / LIMB);
        }
        if carry > 0 {
            limbs.push(carry as u64);
        }
    }
    let Some((first, rest)) = limbs.split_last() else { return "0".to_owned() };
    let rest: String = rest.iter().rev().map(|limb| format!("{limb:0LIMB_DIGITS$}")).collect();
    format!("{}{first}{rest}", if is_negative { "-" } else { "" })
}

/// `12:00:00+02:30`: microseconds in the upper 40 bits, what lacks to the farthest offset in the lower 24.
pub(super) fn zoned_time(bytes: &[u8]) -> String {
    let Ok(bytes) = bytes.try_into() else { return String::new() };
    let both = u64::from_le_bytes(bytes);
    let offset = MOST_OFFSET - i64::from(u32::try_from(both & 0x00ff_ffff).unwrap_or(0));
    let time = clock(i64::try_from(both >> 24).unwrap_or(0));
    let (hours, minutes, seconds) = (offset.abs() / 3600, offset.abs() / 60 % 60, offset.abs() % 60);
    let sign = if offset < 0 { '-' } else { '+' };
    match (minutes, seconds) {
        (0, 0) => format!("{time}{sign}{hours:02}"),
        (_, 0) => format!("{time}{sign}{hours:02}:{minutes:02}"),
        _ => format!("{time}{sign}{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// `0c0c8575-acc2-43a9-960f-3d32bcf2ac6b`.
pub(super) fn uuid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// `1 year 2 months 3 days 04:05:06.5`.
pub(super) fn interval(of: IntervalMonthDayNano) -> String {
    let mut parts = Vec::new();
    for (count, unit) in [(of.months / 12, "year"), (of.months % 12, "month"), (of.days, "day")] {
        if count != 0 {
            parts.push(format!("{count} {unit}{}", if count.abs() == 1 { "" } else { "s" }));
        }
    }
    let micros = of.nanoseconds / 1000;
    if micros != 0 || parts.is_empty() {
        let sign = if micros < 0 { "-" } else { "" };
        parts.push(format!("{sign}{}", clock(i64::try_from(micros.unsigned_abs()).unwrap_or(i64::MAX))));
    }
    parts.join(" ")
}

/// `04:05:06.5`: digits below the second only where there are any.
fn clock(micros: i64) -> String {
    let (seconds, below) = (micros / 1_000_000, micros % 1_000_000);
    let whole = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if below == 0 { whole } else { format!("{whole}.{}", format!("{below:06}").trim_end_matches('0')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_numbers_of_any_length() {
        assert_eq!(bits(b"\x04\xf5"), "0101");
        assert_eq!(bits(b"\x07\xff\x55"), "101010101");
        for (bytes, number) in [
            (&b"\x7f\xff\xfe\xfe"[..], "-1"),
            (b"\x80\x00\x01\x00", "0"),
            (b"\x80\x00\x01\xff", "255"),
            (b"\x80\x00\x02\x01\x00", "256"),
            (b"\x80\x00\x11\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "340282366920938463463374607431768211456"),
        ] {
            assert_eq!(big_number(bytes), number);
        }
    }

    #[test]
    fn a_time_of_day_keeps_its_offset() {
        let time = |micros: u64, offset: i64| {
            zoned_time(&((micros << 24) | u64::try_from(MOST_OFFSET - offset).unwrap()).to_le_bytes())
        };
        assert_eq!(time(43_200_000_000, 9000), "12:00:00+02:30");
        assert_eq!(time(43_200_500_000, 7200), "12:00:00.5+02");
        assert_eq!(time(43_200_000_000, -9015), "12:00:00-02:30:15");
        assert_eq!(time(1, 0), "00:00:00.000001+00");
    }

    #[test]
    fn intervals_as_duckdb_writes_them() {
        let text = |months, days, micros: i64| interval(IntervalMonthDayNano::new(months, days, micros * 1000));
        for ((months, days, micros), words) in [
            ((14, 0, 0), "1 year 2 months"),
            ((-14, 0, 0), "-1 year -2 months"),
            ((0, -1, 0), "-1 day"),
            ((0, 0, 0), "00:00:00"),
            ((0, 0, -1_500_000), "-00:00:01.5"),
            ((12, 2, 10_804_500_000), "1 year 2 days 03:00:04.5"),
            ((0, 0, 93_600_000_000), "26:00:00"),
        ] {
            assert_eq!(text(months, days, micros), words);
        }
    }
}
