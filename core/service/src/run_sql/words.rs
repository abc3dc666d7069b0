//! Duration of an answer in words.

use std::time::Duration;

/// Formats a duration: `12 ms`, `1.2 s`.
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
    fn lengths_are_legible() {
        let times = [(0, "less than 1 ms"), (12, "12 ms"), (999, "999 ms"), (1240, "1.2 s"), (30_000, "30.0 s")];
        for (ms, text) in times {
            assert_eq!(took(Duration::from_millis(ms)), text);
        }
    }
}
