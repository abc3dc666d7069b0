//! Figures of an answer in words.

use std::time::Duration;

use timeseries::text::grouped;

/// A count with its noun: `1 row`, `43,200 rows`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// How long something took: `12 ms`, `1.2 s`.
pub(super) fn took(duration: Duration) -> String {
    match duration.as_millis() {
        0 => "less than 1 ms".to_owned(),
        ms if ms < 1000 => format!("{ms} ms"),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_legible() {
        let counts = [(0, "0"), (999, "999"), (1000, "1,000"), (43_200, "43,200"), (7_800_000, "7,800,000")];
        for (count, text) in counts {
            assert_eq!(grouped(count), text);
        }
        assert_eq!((counted(1, "row"), counted(2, "row")), ("1 row".into(), "2 rows".into()));
        let times = [(0, "less than 1 ms"), (12, "12 ms"), (999, "999 ms"), (1240, "1.2 s"), (30_000, "30.0 s")];
        for (ms, text) in times {
            assert_eq!(took(Duration::from_millis(ms)), text);
        }
    }
}
