//! Dates and times as programs write them, read from bytes: a file has millions.

use crate::CivilTime;

/// The rest of a text, not yet parsed.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// A number of exactly `width` digits.
    fn digits(&mut self, width: usize) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(width)?;
        let mut number = 0;
        for digit in digits {
            number = number * 10 + u16::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        }
        self.0 = rest;
        Some(number)
    }

    /// The same where it fits a byte.
    fn two_digits(&mut self) -> Option<u8> {
        self.digits(2).and_then(|number| u8::try_from(number).ok())
    }

    /// Takes the next byte where it is one of these.
    fn take(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }
}

/// `YYYY-MM-DD[(T| )HH:MM[:SS[.fff]][ ][Z|UTC|±HH[[:]MM]]]`, in milliseconds since the epoch; slashes may stand for the dashes.
/// Digits of the fraction beyond milliseconds are left out.
pub(crate) fn unix_ms(text: &[u8]) -> Option<i64> {
    let mut rest = Rest(text);
    let year = rest.digits(4)?;
    let dash = rest.take(b"-/")?;
    let month = rest.two_digits()?;
    rest.take(&[dash])?;
    let day = rest.two_digits()?;
    let date = CivilTime { year: year.into(), month, day, hour: 0, minute: 0, second: 0, millisecond: 0 };
    if rest.0.is_empty() {
        return date.to_unix_ms();
    }
    rest.take(b"Tt ")?;
    let hour = rest.two_digits()?;
    rest.take(b":")?;
    let minute = rest.two_digits()?;
    let second = if rest.take(b":").is_some() { Some(rest.two_digits()?) } else { None };
    let millisecond = match second.and_then(|_| rest.take(b".,")) {
        Some(_) => fraction(&mut rest)?,
        None => 0,
    };
    let local = CivilTime { hour, minute, second: second.unwrap_or(0), millisecond, ..date };
    Some(local.to_unix_ms()? - offset_ms(rest.0)?)
}

/// The first three digits of a fraction of a second.
fn fraction(rest: &mut Rest<'_>) -> Option<u16> {
    let count = rest.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.0.split_at_checked(count).filter(|(digits, _)| !digits.is_empty())?;
    rest.0 = after;
    let padded = digits.iter().map(|digit| u16::from(digit - b'0')).chain([0, 0]);
    Some(padded.take(3).fold(0, |number, digit| number * 10 + digit))
}

/// The offset from UTC at the end of a time; none where there is nothing.
fn offset_ms(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii_start();
    if text.is_empty() || [&b"Z"[..], b"UTC", b"GMT"].iter().any(|utc| text.eq_ignore_ascii_case(utc)) {
        return Some(0);
    }
    let mut rest = Rest(text);
    let sign = if rest.take(b"+-")? == b'-' { -1 } else { 1 };
    let hours = rest.two_digits().filter(|hours| *hours < 24)?;
    let has_colon = rest.take(b":").is_some();
    let minutes = match rest.0.is_empty() && !has_colon {
        true => 0,
        false => rest.two_digits().filter(|minutes| *minutes < 60)?,
    };
    rest.0.is_empty().then(|| sign * (i64::from(hours) * 60 + i64::from(minutes)) * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_every_common_form() {
        let noon = unix_ms(b"2026-01-01 12:00:00");
        for text in [
            "2026-01-01T12:00:00Z",
            "2026-01-01t12:00:00z",
            "2026-01-01 12:00",
            "2026/01/01 12:00",
            "2026-01-01 12:00:00+00",
            "2026-01-01 12:00:00 UTC",
            "2026-01-01 12:00:00.000000 +0000",
            "2026-01-01T14:00:00+02:00",
            "2026-01-01T14:00:00+0200",
            "2026-01-01 14:00+02",
            "2026-01-01 06:30:00,000-05:30",
            "2026-01-01T12:00:00.000999999Z",
        ] {
            assert_eq!(unix_ms(text.as_bytes()), noon, "{text}");
        }
        assert_eq!(unix_ms(b"2026-01-01 12:00:00.5").zip(noon).map(|(later, noon)| later - noon), Some(500));
        assert_eq!(unix_ms(b"2026-01-01").zip(noon).map(|(day, noon)| noon - day), Some(43_200_000));
    }

    #[test]
    fn offsets_that_are_none() {
        for text in ["+2", "+02:", "+02:0", "+24:00", "+02:60", "+020", "+02:000", " CET", "Zulu", "Z Z", "++02"] {
            assert_eq!(unix_ms(format!("2026-01-01 12:00:00{text}").as_bytes()), None, "{text}");
        }
        for text in
            ["2026-01/01", "2026-01-01 12", "2026-01-01 12:00:", "2026-01-01 12:00.5", "2026-01-01Z", "20260101"]
        {
            assert_eq!(unix_ms(text.as_bytes()), None, "{text}");
        }
    }
}
