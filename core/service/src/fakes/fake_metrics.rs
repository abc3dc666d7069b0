//! Metrics that say what a test wants.

use crate::OwnMetrics;

/// A counter, and whatever text comes after it.
#[derive(Clone, Debug, Default)]
pub struct FakeMetrics(pub String);

impl OwnMetrics for FakeMetrics {
    fn as_scraped(&self, _queue_length: usize, counter: u64) -> String {
        format!(
            "# HELP cell_counter What the counter says.\n# TYPE cell_counter gauge\ncell_counter {counter}\n{}",
            self.0
        )
    }
}
