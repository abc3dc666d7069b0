//! The metric of simulated uploads, as the old demo had it.

use std::time::Duration;

use prometheus::{Histogram, HistogramOpts, Registry};

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct UploadTelemetry(Histogram);

impl UploadTelemetry {
    /// Registers it, with buckets of 1 to 10 seconds.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let options = HistogramOpts::new("file_upload_duration_seconds", "File upload duration in seconds");
        let buckets = (1..=10).map(f64::from).collect();
        Ok(Self(registered(registry, Histogram::with_opts(options.buckets(buckets))?)?))
    }

    /// An upload is over.
    pub(crate) fn took(&self, length: Duration) {
        self.0.observe(length.as_secs_f64());
    }
}
