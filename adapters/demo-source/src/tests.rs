//! The samples as a source: what PromQL they answer, what they refuse, and the shapes they promise.

mod evaluator;
mod hostile;
mod shapes;
mod windows;

use promql::{RangeAnswer, RangeQuery};
use service::SourceError;
use timeseries::{Duration, Grid, Series, Timestamp};

use crate::catalogue::Catalogue;
use crate::source::answer;

/// A Friday.
const FRIDAY: &str = "2026-11-20 12:00";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text, Timestamp::from_ms(0)).unwrap()
}

/// `len` points from `start` on.
fn grid(start: &str, step: &str, len: usize) -> Grid {
    Grid { start: at(start), step: step.parse().unwrap(), len }
}

fn ask(expr: &str, grid: Grid) -> Result<RangeAnswer, SourceError> {
    answer(&Catalogue::new(), &RangeQuery { expr: expr.to_owned(), grid })
}

/// The series of an expression that has some answer.
fn series(expr: &str, grid: Grid) -> Vec<Series> {
    ask(expr, grid).unwrap_or_else(|error| panic!("{expr}: {error}")).series
}

/// The values of an expression that has exactly one series.
fn values(expr: &str, grid: Grid) -> Vec<f64> {
    let series = series(expr, grid);
    assert_eq!(series.len(), 1, "{expr}");
    series[0].samples.iter().map(|sample| sample.value).collect()
}

/// The one value of an expression on Friday noon.
fn value(expr: &str) -> f64 {
    values(expr, noon())[0]
}

/// One point.
fn noon() -> Grid {
    Grid { start: at(FRIDAY), step: Duration::MINUTE, len: 1 }
}
