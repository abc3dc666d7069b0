//! The rows of one metric of one proxy on one day, as a source answers them.

use promql::{RangeAnswer, RangeQuery, decode, request};
use timeseries::{Day, Duration, Grid, Labels, Series, TimeRange, Timestamp};

use super::CollectedMetric;
use super::retry::with_retries;
use crate::{MetricsSource, SourceError};

/// Answer of a source about a metric.
#[derive(Debug)]
pub(super) struct Read {
    /// Series of the day with the labels that are kept, each with a sample at least.
    pub(super) series: Vec<Series>,
    pub(super) warnings: Vec<String>,
    /// Set where a part of the source did not answer, so that rows may be missing.
    pub(super) is_partial: bool,
}

impl Read {
    /// Counts the samples.
    pub(super) fn samples(&self) -> usize {
        self.series.iter().map(|series| series.samples.len()).sum()
    }
}

/// A day, and the time of the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) day: Day,
    pub(super) now: Timestamp,
}

impl Moment {
    /// The part of the day that has been.
    pub(super) fn past(self) -> TimeRange {
        let TimeRange { start, end } = self.day.range();
        TimeRange { start, end: end.min(self.now) }
    }

    /// Time of the only value of a day: its last millisecond, or now if it is today.
    fn only_point(self) -> Timestamp {
        let last = self.day.range().end - Duration::from_ms(1);
        last.min(self.now)
    }

    /// Tells whether a row of the day lies behind all that is asked of a metric now.
    pub(super) fn is_before(self, row: Timestamp, metric: &CollectedMetric) -> bool {
        match metric.range_step {
            Some(_) => row >= self.past().end,
            None => row > self.only_point(),
        }
    }
}

/// Asks for the rows, again where that may help.
pub(super) async fn read(
    source: &dyn MetricsSource,
    metric: &CollectedMetric,
    query: &str,
    moment: Moment,
    retries: u32,
) -> Result<Read, SourceError> {
    let answer = match metric.range_step {
        None => with_retries(retries, query, || source.query(query, moment.only_point())).await?,
        Some(step) => on_grid(source, query, Grid::aligned(moment.past(), step), retries).await?,
    };
    let warnings = [answer.warnings.as_slice(), &answer.infos].concat();
    let is_partial = answer.is_partial;
    Ok(Read { series: kept_series(answer, metric, moment.day), warnings, is_partial })
}

/// The points of a day, in pieces that a Prometheus answers; each piece is asked again for itself.
async fn on_grid(
    source: &dyn MetricsSource,
    query: &str,
    grid: Grid,
    retries: u32,
) -> Result<RangeAnswer, SourceError> {
    if grid.len == 0 {
        return Ok(RangeAnswer::default());
    }
    let mut pieces = Vec::new();
    for piece in request::pieces(&RangeQuery { expr: query.to_owned(), grid }) {
        pieces.push(with_retries(retries, query, || source.query_range(&piece)).await?);
    }
    // The cap is the source's, on each piece.
    let limits = decode::Limits { max_series: usize::MAX, ..decode::Limits::default() };
    promql::join(pieces, limits).map_err(|error| SourceError::NotPrometheus { why: error.to_string() })
}

/// The samples of the day. Two series that differ only in labels that are not kept stay two series.
fn kept_series(answer: RangeAnswer, metric: &CollectedMetric, day: Day) -> Vec<Series> {
    let range = day.range();
    let mut kept = Vec::new();
    for Series { labels, mut samples } in answer.series {
        samples.retain(|sample| range.start <= sample.time && sample.time < range.end);
        if !samples.is_empty() {
            // What an answer reserved and did not need would be held with it.
            samples.shrink_to_fit();
            kept.push(Series { labels: kept_labels(&labels, &metric.labels), samples });
        }
    }
    kept
}

fn kept_labels(labels: &Labels, kept: &[String]) -> Labels {
    let is_kept = |name: &str| kept.is_empty() || kept.iter().any(|label| label == name);
    labels.without_metric_name().only(is_kept)
}
