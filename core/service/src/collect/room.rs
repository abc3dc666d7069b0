//! Room for samples: what a run holds at once is bounded, whatever the source has.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use promql::decode;
use timeseries::Grid;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::CollectedMetric;
use super::reading::Moment;

/// Samples that are asked for or held at once. One takes some 70 bytes while its answer is read, so this is about 200 MB.
const MOST_SAMPLES: u32 = 3_000_000;

/// Room that questions take by what their answers are expected to have.
#[derive(Debug)]
pub(super) struct Room {
    samples: Semaphore,
    /// The most that a metric had in this run, by its place in the plan.
    seen: Mutex<BTreeMap<usize, usize>>,
}

impl Room {
    pub(super) fn new() -> Self {
        Self { samples: Semaphore::new(MOST_SAMPLES as usize), seen: Mutex::default() }
    }

    /// Waits for the room of a question. A metric that was not seen yet may have as many series as are read of any; one that needs
    /// more than there is gets all of it.
    pub(super) async fn take(
        &self,
        index: usize,
        metric: &CollectedMetric,
        moment: Moment,
    ) -> Option<SemaphorePermit<'_>> {
        let points = metric.range_step.map_or(1, |step| Grid::aligned(moment.past(), step).len);
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&index).copied();
        let most = points.saturating_mul(decode::Limits::default().max_series);
        // A little more than was seen: series come and go.
        let expected = seen.map_or(most, |seen| seen.saturating_add(seen / 4).saturating_add(points)).max(1);
        self.samples
            .acquire_many(u32::try_from(expected).map_or(MOST_SAMPLES, |needed| needed.min(MOST_SAMPLES)))
            .await
            .ok()
    }

    /// Notes how many samples a metric had.
    pub(super) fn has_seen(&self, index: usize, samples: usize) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let most = seen.entry(index).or_default();
        *most = samples.max(*most);
    }
}
