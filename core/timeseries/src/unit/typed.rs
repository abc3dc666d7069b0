//! Values as people type them: a number, or numbers with what they are counted in.

use super::Unit;

/// A text that is no value of a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{shown}` is not {}", wanted(*.unit))]
pub struct UnitError {
    shown: String,
    unit: Unit,
}

impl UnitError {
    /// The advice that goes with it.
    #[must_use]
    pub fn advice(&self) -> String {
        let unknown = if self.unit == Unit::None { "; the metric's unit is not known" } else { "" };
        format!("Give one such as {}{unknown}", self.unit.examples())
    }
}

fn wanted(unit: Unit) -> &'static str {
    match unit {
        Unit::None => "a number",
        Unit::Bytes => "a number of bytes",
        Unit::BytesPerSecond => "a number of bytes a second",
        Unit::Bits => "a number of bits",
        Unit::BitsPerSecond => "a number of bits a second",
        Unit::Seconds => "a length of time",
        Unit::Ratio => "a share",
        Unit::Percent => "a percentage",
        Unit::PerSecond => "a number a second",
        Unit::Celsius => "a temperature",
    }
}

/// Characters shown of a text that is none of these.
const SHOWN: usize = 60;

/// The value of a text, in the base unit.
pub(super) fn parse(unit: Unit, text: &str) -> Result<f64, UnitError> {
    let refusal = || UnitError { shown: text.trim().chars().take(SHOWN).collect(), unit };
    // People paste the sign that a page shows.
    let text = text.trim().replace('−', "-");
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1.0, size.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(&text).trim_start()),
    };
    if !size.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Err(refusal());
    }
    let value = size.parse().ok().or_else(|| with_suffix(unit, size)).filter(|value: &f64| value.is_finite());
    value.map(|value| sign * value).ok_or_else(refusal)
}

/// One number with its suffix, or lengths of time one after the other.
fn with_suffix(unit: Unit, text: &str) -> Option<f64> {
    let (number, suffix, rest) = first_part(text)?;
    if !rest.is_empty() {
        return may_be_time(unit).then(|| lengths(text)).flatten();
    }
    match unit {
        Unit::None => multiple(suffix).or_else(|| amount(suffix)).or_else(|| length(suffix)).map(|by| number * by),
        Unit::Bytes => amount(suffix).or_else(|| multiple(suffix)).map(|by| number * by),
        Unit::BytesPerSecond => {
            let amount_of = without_second(suffix);
            amount(amount_of).or_else(|| multiple(amount_of)).map(|by| number * by)
        }
        Unit::Bits => bits(suffix).map(|by| number * by),
        Unit::BitsPerSecond => bits(without_second(suffix)).map(|by| number * by),
        Unit::Seconds => length(suffix).map(|by| number * by),
        Unit::Ratio if suffix == "%" => Some(number / 100.0),
        Unit::Percent if suffix == "%" => Some(number),
        Unit::PerSecond => rate(suffix).map(|by| number * by),
        Unit::Celsius if matches!(suffix, "°C" | "°" | "C") => Some(number),
        Unit::Ratio | Unit::Percent | Unit::Celsius => None,
    }
}

fn may_be_time(unit: Unit) -> bool {
    matches!(unit, Unit::None | Unit::Seconds)
}

/// The first number of a text, its suffix, and what follows.
fn first_part(text: &str) -> Option<(f64, &str, &str)> {
    // An `e` belongs to a number only before its exponent.
    let digits = |text: &str| text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let mut end = digits(text);
    if let Some(exponent) = text[end..].strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        let length = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
        if length > 0 {
            end += 1 + (exponent.len() - unsigned.len()) + length;
        }
    }
    let (number, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let after = rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len());
    let (suffix, rest) = rest.split_at(after);
    Some((number.parse().ok()?, suffix.trim_end(), rest))
}

/// `1h30m`, as a duration is written everywhere else: from the longest to the shortest.
fn lengths(text: &str) -> Option<f64> {
    let (mut sum, mut rest, mut longest) = (0.0, text, f64::INFINITY);
    while !rest.is_empty() {
        let (number, suffix, after) = first_part(rest)?;
        let by = length(suffix).filter(|by| *by < longest)?;
        (sum, rest, longest) = (sum + number * by, after, by);
    }
    Some(sum)
}

/// A multiple of a thousand, or of 1024.
fn multiple(prefix: &str) -> Option<f64> {
    let powers = ["k", "m", "g", "t", "p", "e"];
    let (letter, base) = match prefix.strip_suffix('i') {
        Some(letter) => (letter, 1024.0_f64),
        None => (prefix, 1000.0),
    };
    // Of a plain number `m` is no mega: it may be minutes, or a thousandth.
    if prefix == "m" {
        return None;
    }
    let power = powers.iter().position(|power| letter.eq_ignore_ascii_case(power))?;
    Some(base.powi(i32::try_from(power).ok()? + 1))
}

/// An amount of bytes: `B`, `kB`, `MB`, `MiB`, `mb`, `bytes`. Bits are spelled out.
fn amount(suffix: &str) -> Option<f64> {
    if let Some(bits) = suffix.strip_suffix("bits").or_else(|| suffix.strip_suffix("bit")) {
        return Some(prefix(bits)? / 8.0);
    }
    let bytes = ["bytes", "byte", "Bytes", "Byte", "B", "b"].iter().find_map(|word| suffix.strip_suffix(word))?;
    prefix(bytes)
}

/// An amount of bits: `bit`, `Mbit`, `Mb`, and bytes by a large `B`.
fn bits(suffix: &str) -> Option<f64> {
    if let Some(bytes) = suffix.strip_suffix('B') {
        return Some(prefix(bytes)? * 8.0);
    }
    let bits = ["bits", "bit", "b"].iter().find_map(|word| suffix.strip_suffix(word));
    prefix(bits.unwrap_or(suffix))
}

/// A prefix of an amount, where there is one: here `m` is mega, for a thousandth of a byte is nothing.
fn prefix(prefix: &str) -> Option<f64> {
    match prefix.trim() {
        "" => Some(1.0),
        "m" => Some(1e6),
        prefix => multiple(prefix),
    }
}

/// The seconds of a unit of time.
fn length(suffix: &str) -> Option<f64> {
    let by = match suffix {
        "ns" => 1e-9,
        "us" | "µs" | "μs" => 1e-6,
        "ms" => 1e-3,
        "s" | "sec" | "second" | "seconds" => 1.0,
        "m" | "min" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3_600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "week" | "weeks" => 604_800.0,
        "y" | "year" | "years" => 31_536_000.0,
        _ => return None,
    };
    Some(by)
}

fn without_second(suffix: &str) -> &str {
    suffix.strip_suffix("/s").or_else(|| suffix.strip_suffix("ps")).unwrap_or(suffix)
}

/// Events a second: `/s`, `k/s`, `/min`, `/h`.
fn rate(suffix: &str) -> Option<f64> {
    let (by, seconds) = match suffix.split_once('/') {
        Some((by, time)) => (by.trim(), length(time.trim())?),
        None => (suffix, 1.0),
    };
    let by = if by.is_empty() { 1.0 } else { multiple(by)? };
    Some(by / seconds)
}
