//! The metrics of simulated uploads: the old demo's histogram, and the same uploads as a summary, to see how the two differ.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use prometheus::core::{Collector, Desc, Describer};
use prometheus::proto::{Metric, MetricFamily};
use prometheus::{Histogram, HistogramOpts, Opts, Registry};

use super::lately::{Lately, summaries};
use super::registered;

const SUMMARY: &str = "promcast_file_upload_duration_seconds";
const SUMMARY_HELP: &str = "Simulated uploads: how many, their sum, and the quantiles of the last 1,000.";

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct UploadTelemetry {
    histogram: Histogram,
    summary: UploadSummary,
}

#[derive(Clone, Debug)]
struct UploadSummary {
    desc: Desc,
    lately: Arc<Mutex<Lately>>,
}

impl UploadTelemetry {
    /// Registers both; the histogram with buckets of 1 to 10 seconds.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let options = HistogramOpts::new("file_upload_duration_seconds", "File upload duration in seconds");
        let buckets = (1..=10).map(f64::from).collect();
        let histogram = registered(registry, Histogram::with_opts(options.buckets(buckets))?)?;
        let desc = Opts::new(SUMMARY, SUMMARY_HELP).describe()?;
        let summary = registered(registry, UploadSummary { desc, lately: Arc::default() })?;
        Ok(Self { histogram, summary })
    }

    /// An upload is over.
    pub(crate) fn took(&self, length: Duration) {
        let seconds = length.as_secs_f64();
        self.histogram.observe(seconds);
        self.summary.lately.lock().unwrap_or_else(PoisonError::into_inner).note(&[seconds]);
    }
}

impl Collector for UploadSummary {
    fn desc(&self) -> Vec<&Desc> {
        vec![&self.desc]
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let mut metric = Metric::default();
        metric.set_summary(self.lately.lock().unwrap_or_else(PoisonError::into_inner).summary());
        vec![summaries(SUMMARY, SUMMARY_HELP, vec![metric])]
    }
}
