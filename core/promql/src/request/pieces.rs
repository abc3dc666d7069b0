//! The cutting of one query into as many requests as a source wants, none of which means anything else than the whole.

use std::borrow::Cow;

use timeseries::Grid;

use super::split::{MAX_POINTS_PER_REQUEST, split};
use super::{seconds_text, time_text};
use crate::RangeQuery;
use crate::expression::tokens::{Kind, Token, significant};

/// Functions of MetricsQL whose value at one point depends on all others: no piece knows the rest.
const OF_WHOLE_RANGE: [&str; 9] = [
    "interpolate",
    "keep_last_value",
    "keep_next_value",
    "limit_offset",
    "outliers_iqr",
    "outliers_mad",
    "outliersk",
    "remove_resets",
    "smooth_exponential",
];
/// Beginnings of the names of others.
const OF_WHOLE_RANGE_PREFIXES: [&str; 4] = ["range_", "running_", "topk_", "bottomk_"];

/// The requests for a query: pieces of at most [`MAX_POINTS_PER_REQUEST`] points, in which `start()`, `end()` and `range()` are
/// those of the whole. One request, however long, for a function that looks at the whole range.
#[must_use]
pub fn pieces(query: &RangeQuery) -> Vec<RangeQuery> {
    if query.grid.len <= MAX_POINTS_PER_REQUEST || looks_at_whole_range(&query.expr) {
        return if query.grid.len == 0 { Vec::new() } else { vec![query.clone()] };
    }
    let expr = with_moments(&query.expr, query.grid).into_owned();
    let grids = split(query.grid, MAX_POINTS_PER_REQUEST);
    grids.into_iter().map(|grid| RangeQuery { expr: expr.clone(), grid }).collect()
}

/// The expression with the moments of `grid` in the place of `start()`, `end()` and `range()`, so that it means the same on any
/// part of the grid.
#[must_use]
pub fn with_moments(expr: &str, grid: Grid) -> Cow<'_, str> {
    let tokens = significant(expr);
    let mut pinned = String::new();
    let mut done = 0;
    for window in tokens.windows(3) {
        let [word, open, close] = window else { continue };
        if let Some(moment) = moment_of(word, grid).filter(|_| open.is_sign("(") && close.is_sign(")")) {
            pinned.push_str(&expr[done..word.start]);
            pinned.push_str(&moment);
            done = close.span().end;
        }
    }
    match done {
        0 => Cow::Borrowed(expr),
        done => Cow::Owned(pinned + &expr[done..]),
    }
}

/// The number that a word stands for where it is called, in seconds. Prometheus reads these words in any case.
fn moment_of(word: &Token<'_>, grid: Grid) -> Option<String> {
    let last = grid.time(grid.len.saturating_sub(1));
    match word.text.to_ascii_lowercase().as_str() {
        "start" => Some(time_text(grid.start)),
        "end" => Some(time_text(last)),
        "range" => Some(seconds_text(last.ms() - grid.start.ms())),
        _ => None,
    }
}

fn looks_at_whole_range(expr: &str) -> bool {
    significant(expr).windows(2).any(|pair| {
        let [word, open] = pair else { return false };
        let name = word.text.to_ascii_lowercase();
        let is_one = OF_WHOLE_RANGE.contains(&name.as_str())
            || OF_WHOLE_RANGE_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
        word.kind == Kind::Word && is_one && open.is_sign("(")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Timestamp};

    fn grid(len: usize) -> Grid {
        Grid { start: Timestamp::from_seconds(1_300_000_000), step: Duration::from_ms(1500), len }
    }

    fn asked(expr: &str, len: usize) -> Vec<(String, usize)> {
        let query = RangeQuery { expr: expr.to_owned(), grid: grid(len) };
        pieces(&query).into_iter().map(|piece| (piece.expr, piece.grid.len)).collect()
    }

    #[test]
    fn a_split_range_keeps_its_start_and_end() {
        let cases = [
            ("x - (x @ end())", "x - (x @ 1300030000)"),
            ("x - (x @ START ( ))", "x - (x @ 1300000000)"),
            ("topk(1, x @ start())", "topk(1, x @ 1300000000)"),
            ("max_over_time(x[30d] @ end())", "max_over_time(x[30d] @ 1300030000)"),
            (
                "avg_over_time(rate(x[5m])[1d:5m] @ end() offset 1h)",
                "avg_over_time(rate(x[5m])[1d:5m] @ 1300030000 offset 1h)",
            ),
            ("x @ # end()\n end # of all\n ()", "x @ # end()\n 1300030000"),
            ("x * (time() - start()) / range()", "x * (time() - 1300000000) / 30000"),
            ("x{a=\"@ end()\"} # @ start()", "x{a=\"@ end()\"} # @ start()"),
            ("sum by (start, end) (x{end='()'})", "sum by (start, end) (x{end='()'})"),
            ("my_end() + backend() + end:x", "my_end() + backend() + end:x"),
        ];
        for (expr, whole) in cases {
            let pieces = asked(expr, 20_001);
            assert_eq!(pieces, [(whole.to_owned(), 11_000), (whole.to_owned(), 9_001)]);
            assert_eq!(asked(expr, 11_000), [(expr.to_owned(), 11_000)], "one request is sent as it was typed");
        }
    }

    #[test]
    fn what_looks_at_the_whole_range_is_asked_whole() {
        for expr in ["x - range_avg(x)", "Keep_Last_Value (x)", "topk_max(1, x)", "running_sum(x)"] {
            assert_eq!(asked(expr, 12_000), [(expr.to_owned(), 12_000)]);
        }
        for expr in ["range_avg", "topk(1, x)", "x{range_avg=\"(\"}", "interpolate + (x)"] {
            assert_eq!(asked(expr, 12_000).len(), 2, "{expr}");
        }
        assert!(asked("x", 0).is_empty());
    }
}
