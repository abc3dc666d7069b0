//! Tells an answer to the question that was asked from one to another question, which a cache or a proxy between may send.

use std::io::Read;

use timeseries::{Grid, Series};

use super::{AnswerError, Limits, range_answer};
use crate::RangeAnswer;
use crate::selector::metric_of;

/// Reads the answer to a range query of `expr` on `grid`.
///
/// # Errors
/// Those of [`range_answer`]; none of the samples is on the grid, or the series are of another metric than the one that was named.
pub fn answer_on_grid(body: impl Read, expr: &str, grid: Grid, limits: Limits) -> Result<RangeAnswer, AnswerError> {
    let answer = range_answer(body, expr, limits)?;
    if is_elsewhere(&answer.series, grid) {
        return Err(AnswerError::OffTheGrid);
    }
    match is_of_another_metric(&answer.series, expr) {
        true => Err(AnswerError::OtherMetric),
        false => Ok(answer),
    }
}

/// Some samples may lie outside: a source may begin earlier than it was asked to.
fn is_elsewhere(series: &[Series], grid: Grid) -> bool {
    let mut samples = series.iter().flat_map(|one| &one.samples).peekable();
    samples.peek().is_some() && samples.all(|sample| grid.index_of(sample.time).is_none())
}

/// A name that is left out, as some sources do, is no other one.
fn is_of_another_metric(series: &[Series], expr: &str) -> bool {
    let mut names = series.iter().filter_map(|one| one.labels.metric_name()).peekable();
    names.peek().is_some() && metric_of(expr).is_some_and(|asked| names.any(|name| name != asked))
}

#[cfg(test)]
mod tests {
    use timeseries::{Duration, Timestamp};

    use super::*;

    fn told(expr: &str, series: &str) -> Result<usize, AnswerError> {
        let body = format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{series}]}}}}"#);
        let grid = Grid { start: Timestamp::from_seconds(600), step: Duration::MINUTE, len: 3 };
        answer_on_grid(body.as_bytes(), expr, grid, Limits::default()).map(|answer| answer.series.len())
    }

    fn series(name: &str, seconds: &[&str]) -> String {
        let samples: Vec<String> = seconds.iter().map(|second| format!(r#"[{second},"1"]"#)).collect();
        format!(r#"{{"metric":{{{name}}},"values":[{}]}}"#, samples.join(","))
    }

    #[test]
    fn times_that_nobody_asked_for() {
        for times in [&["540"][..], &["780"], &["601", "661"], &["0", "60"], &["-600"], &["600.5"], &["600000"]] {
            assert_eq!(told("up", &series("", times)), Err(AnswerError::OffTheGrid), "{times:?}");
        }
        for times in [&["600"][..], &["720"], &["540", "600"], &["600", "615", "630"], &["600.0004"], &[]] {
            assert!(told("up", &series("", times)).is_ok(), "{times:?}");
        }
    }

    #[test]
    fn another_metric_than_the_one_that_was_named() {
        let down = series(r#""__name__":"down","job":"x""#, &["600"]);
        for expr in ["up", "up{job=\"x\"}", "{__name__=\"up\"}", "(up)", "up offset 1h"] {
            assert_eq!(told(expr, &down), Err(AnswerError::OtherMetric), "{expr}");
        }
        for expr in ["down", "{__name__=~\"up|down\"}", "up or down", "last_over_time(up[5m])", "-up", "up ++ {"] {
            assert_eq!(told(expr, &down), Ok(1), "{expr}");
        }
        assert_eq!(told("up", &series("", &["600"])), Ok(1));
    }
}
