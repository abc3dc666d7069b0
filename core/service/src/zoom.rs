//! The part of time that a link zooms to, as the pages with charts along time write it: `start~end`.

use timeseries::{TimeRange, Timestamp};

/// All of `whole` where the text is empty, or what of the zoom lies in it; nothing where that is no time, or none of it.
pub(crate) fn zoomed(text: &str, whole: TimeRange) -> Option<TimeRange> {
    let text = text.trim();
    if text.is_empty() {
        return Some(whole);
    }
    let zoom = moments(text, whole.start)?;
    let inside = TimeRange { start: zoom.start.max(whole.start), end: zoom.end.min(whole.end) };
    Some(inside).filter(|inside| inside.start < inside.end)
}

/// Two moments, in whichever order; `now` is what moments that are relative are relative to.
pub(crate) fn moments(text: &str, now: Timestamp) -> Option<TimeRange> {
    let moment = |text: &str| Timestamp::parse(text, now).ok();
    let (start, end) = text.split_once('~')?;
    Some(TimeRange { start: moment(start)?, end: moment(end)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_inside_or_nothing() {
        let range = |start, end| TimeRange { start: Timestamp::from_ms(start), end: Timestamp::from_ms(end) };
        let whole = range(1_000_000, 9_000_000);
        for (text, expected) in [
            (" ", Some(whole)),
            ("2000~3000", Some(range(2_000_000, 3_000_000))),
            ("0~3000", Some(range(1_000_000, 3_000_000))),
            ("3000~2000", None),
            ("9000~9999", None),
            ("2000", None),
            ("a~b", None),
        ] {
            assert_eq!(zoomed(text, whole), expected, "{text}");
        }
    }
}
