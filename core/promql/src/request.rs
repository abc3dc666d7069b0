//! The text of requests to the Prometheus HTTP API: paths and forms.

mod pieces;
mod split;

use timeseries::{Grid, Timestamp};

use crate::Limits;
pub use pieces::{pieces, with_moments};
pub use split::{MAX_POINTS_PER_REQUEST, split};

/// Names and values, as they go into a POST body or a query string, not yet percent-encoded.
pub type Form = Vec<(&'static str, String)>;

/// Path of range queries.
pub const QUERY_RANGE_PATH: &str = "/api/v1/query_range";
/// Path of instant queries.
pub const QUERY_PATH: &str = "/api/v1/query";
/// Path of the names of all metrics.
pub const METRIC_NAMES_PATH: &str = "/api/v1/label/__name__/values";
/// Path of the names of labels.
pub const LABELS_PATH: &str = "/api/v1/labels";
/// Path of the types and help texts of metrics.
pub const METADATA_PATH: &str = "/api/v1/metadata";

/// The form of a range query for the points of `grid`, whose end Prometheus takes as a point too, and for one series more than
/// are read: enough to know that there are too many. A source that does not know the limit sends all.
#[must_use]
pub fn query_range_form(expr: &str, grid: Grid, limits: Limits) -> Form {
    let last = grid.time(grid.len.saturating_sub(1));
    vec![
        ("query", expr.to_owned()),
        ("start", time_text(grid.start)),
        ("end", time_text(last)),
        ("step", seconds_text(grid.step.ms_i64())),
        series_limit(limits),
    ]
}

/// The form of an instant query at `at`.
#[must_use]
pub fn query_form(expr: &str, at: Timestamp, limits: Limits) -> Form {
    vec![("query", expr.to_owned()), ("time", time_text(at)), series_limit(limits)]
}

fn series_limit(limits: Limits) -> (&'static str, String) {
    ("limit", (limits.max_series.min(1_000_000_000) + 1).to_string())
}

/// The form of a request for at most `limit` names; a Prometheus before 2.54 does not know the limit and sends all.
#[must_use]
pub fn metric_names_form(limit: usize) -> Form {
    vec![("limit", limit.to_string())]
}

/// Returns the path of a label's values; `None` for a name that has to be quoted, which not every source supports.
#[must_use]
pub fn label_values_path(label: &str) -> Option<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_plain = !label.is_empty() && label.chars().all(is_word) && !label.starts_with(|c: char| c.is_ascii_digit());
    is_plain.then(|| format!("/api/v1/label/{label}/values"))
}

/// The form of a request for at most `limit` names or values of labels, of the series of a selector where there is one.
#[must_use]
pub fn labels_form(selector: &str, start: Timestamp, end: Timestamp, limit: usize) -> Form {
    let of = (!selector.is_empty()).then(|| ("match[]", selector.to_owned()));
    let rest = [("start", time_text(start)), ("end", time_text(end)), ("limit", limit.to_string())];
    of.into_iter().chain(rest).collect()
}

fn time_text(time: Timestamp) -> String {
    seconds_text(time.ms())
}

/// Milliseconds as decimal seconds: exact, no exponent, no zeros at the end.
fn seconds_text(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let (whole, fraction) = (ms.unsigned_abs() / 1000, ms.unsigned_abs() % 1000);
    let text = format!("{sign}{whole}.{fraction:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    #[test]
    fn labels_are_asked_of_a_selector_or_of_all() {
        let (start, end) = (Timestamp::from_seconds(10), Timestamp::from_seconds(20));
        let names =
            |selector| labels_form(selector, start, end, 5).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("up"), ["match[]", "start", "end", "limit"]);
        assert_eq!(names(""), ["start", "end", "limit"]);
        assert_eq!(label_values_path("job").as_deref(), Some("/api/v1/label/job/values"));
        for label in ["", "a/b", "service.name", "1a", "../x"] {
            assert_eq!(label_values_path(label), None, "{label}");
        }
    }

    #[test]
    fn seconds_are_decimal_and_exact() {
        let cases = [
            (0, "0"),
            (1000, "1"),
            (10_000, "10"),
            (1_300_000_000_500, "1300000000.5"),
            (1_300_000_000_123, "1300000000.123"),
            (5, "0.005"),
            (-1, "-0.001"),
            (-1500, "-1.5"),
            (-62_135_596_800_000, "-62135596800"),
        ];
        for (ms, text) in cases {
            assert_eq!(seconds_text(ms), text);
        }
    }

    #[test]
    fn the_end_is_the_last_point() {
        let grid = Grid { start: Timestamp::from_ms(60_000), step: Duration::from_ms(15_500), len: 3 };
        let limits = Limits { max_series: 10, ..Limits::default() };
        let form = query_range_form("up > 1 & x", grid, limits);
        let expected = [("query", "up > 1 & x"), ("start", "60"), ("end", "91"), ("step", "15.5"), ("limit", "11")];
        assert_eq!(form, expected.map(|(name, value)| (name, value.to_owned())));
        let form = query_form("up", grid.start, limits);
        assert_eq!(form[1..], [("time", "60".to_owned()), ("limit", "11".to_owned())]);
        assert_eq!(metric_names_form(7), [("limit", "7".to_owned())]);
    }
}
