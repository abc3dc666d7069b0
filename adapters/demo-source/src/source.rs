//! The port `MetricsSource` on the samples.

use std::sync::Arc;

use async_trait::async_trait;
use promql::evaluate::{SeriesSamples, evaluate};
use promql::{MetricInfo, RangeAnswer, RangeQuery};
use service::{MetricsSource, SourceError};
use timeseries::{Grid, Timestamp};
use tokio::task;

use crate::catalogue::Catalogue;
use crate::tick::{self, SCRAPE_INTERVAL};

/// Numbers of scrape intervals searched for the newest sample: the latest one, two hours for a gap, a day for a filter.
const LOOK_BACK_TICKS: [usize; 3] = [1, 480, 5760];

/// Sample metrics of a small shop, made up on the spot: the same at every start, on every machine, for ever.
#[derive(Clone, Debug)]
pub struct DemoSource {
    catalogue: Arc<Catalogue>,
}

impl DemoSource {
    /// The samples.
    #[must_use]
    pub fn new() -> Self {
        Self { catalogue: Arc::new(Catalogue::new()) }
    }

    /// Evaluates where computing holds up nobody else.
    async fn answer(&self, query: RangeQuery) -> Result<RangeAnswer, SourceError> {
        let catalogue = Arc::clone(&self.catalogue);
        let evaluation = task::spawn_blocking(move || answer(&catalogue, &query));
        evaluation
            .await
            .map_err(|stopped| SourceError::Unreachable { at: "the samples".to_owned(), why: stopped.to_string() })?
    }
}

impl Default for DemoSource {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl MetricsSource for DemoSource {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        self.answer(query.clone()).await
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        Ok(self.catalogue.metrics().map(|metric| metric.info.clone()).collect())
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        for ticks in LOOK_BACK_TICKS {
            let query = RangeQuery { expr: expr.to_owned(), grid: ticks_until(before, ticks) };
            let newest = match self.answer(query).await {
                Err(SourceError::TooLarge { .. }) => return Ok(None),
                answer => {
                    answer?.series.iter().filter_map(|series| series.samples.last()).map(|sample| sample.time).max()
                }
            };
            if newest.is_some() {
                return Ok(newest);
            }
        }
        Ok(None)
    }
}

/// The last `len` moments with samples until `before`.
fn ticks_until(before: Timestamp, len: usize) -> Grid {
    let back = SCRAPE_INTERVAL.times(len as u64 - 1);
    Grid { start: tick::aligned(before) - back, step: SCRAPE_INTERVAL, len }
}

/// The answer of the samples to a query.
pub(crate) fn answer(catalogue: &Catalogue, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
    let series: Vec<_> = catalogue.series().map(|series| series as &dyn SeriesSamples).collect();
    evaluate(&series, query).map_err(|error| SourceError::of_evaluation(error, "the sample metrics"))
}
