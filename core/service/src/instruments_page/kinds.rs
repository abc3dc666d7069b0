//! The four kinds of metrics, in the words of Prometheus' manual (<https://prometheus.io/docs/concepts/metric_types/>), and a live one of each.

use api::InstrumentView;

/// The histogram of uploads, under the name its dashboards know.
pub(super) const HISTOGRAM: &str = "file_upload_duration_seconds";
/// The same uploads as a summary.
const SUMMARY: &str = "promcast_file_upload_duration_seconds";

/// Other metrics that the buttons change beside those shown.
pub(super) const OTHERS: [&str; 3] = ["restore_operations_total", "checkpoint_counter_value", "restore_counter_value"];

/// A kind of metric, and one of it.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) metric: &'static str,
    pub(super) expr: &'static str,
}

/// All kinds, in the order of the manual.
pub(super) const KINDS: [Kind; 4] = [
    Kind {
        name: "Counter",
        meaning: "A counter only goes up, and begins at 0 when its process does: what it says means little, how fast it grows means much.",
        metric: "checkpoint_operations_total",
        expr: "increase(checkpoint_operations_total[1h])",
    },
    Kind {
        name: "Gauge",
        meaning: "A gauge is what something is now, and may go up and down: it is read as it is. This one goes up as the demo counts, and back when that is restored.",
        metric: "cell_counter",
        expr: "cell_counter",
    },
    Kind {
        name: "Histogram",
        meaning: "A histogram counts into buckets, each of which holds all that took at most so long: quantiles come later, in PromQL, of as many servers together as one likes.",
        metric: HISTOGRAM,
        expr: "histogram_quantile(0.95, sum by (le) (rate(file_upload_duration_seconds_bucket[5m])))",
    },
    Kind {
        name: "Summary",
        meaning: "A summary brings its quantiles along, here those of the last 1,000 uploads: exact and cheap to read, but those of two servers cannot be put together.",
        metric: SUMMARY,
        expr: "promcast_file_upload_duration_seconds{quantile=\"0.95\"}",
    },
];

impl Kind {
    /// With its text as it is now.
    pub(super) fn view(&self, exposition: &str) -> InstrumentView {
        let Self { name, meaning, expr, .. } = *self;
        InstrumentView { kind: name, meaning, exposition: exposition.to_owned(), expr }
    }
}
