//! Words that several pages use: sizes, how long ago something was, and what was typed.

use timeseries::{Duration, Timestamp, text};

/// As much of a text as a sentence bears.
const SHOWN_CHARS: usize = 80;

/// Formats the time since `then`: whole seconds within the first minute, then minutes up to two days, then days.
pub(crate) fn ago(then: Timestamp, now: Timestamp) -> String {
    let length = now.since(then);
    let unit = match length.ms() {
        0..60_000 => Duration::SECOND,
        60_000..172_800_000 => Duration::MINUTE,
        _ => Duration::DAY,
    };
    text::length(unit.times(length.steps_of(unit)))
}

/// Bytes for people.
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)];
    match UNITS.into_iter().find(|(_, size)| count >= *size) {
        Some((unit, size)) => format!("{} {unit}", text::significant(count as f64 / size as f64, 3)),
        None => format!("{count} B"),
    }
}

/// Shortens typed text for a sentence, without control characters and backticks.
pub(crate) fn shown(text: &str) -> String {
    let text: String = text.trim().chars().filter(|c| !c.is_control() && *c != '`').collect();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_for_people() {
        assert_eq!([bytes(0), bytes(1500), bytes(2_340_000)], ["0 B", "1.5 KB", "2.34 MB"]);
    }
}
