//! The metrics of sources, by name. They are there as long as somebody can ask the source: whatever a reload removes takes its
//! series with it, also where an answer was still under way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use prometheus::{GaugeVec, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry};
use service::{Clock, SourceError};

use super::registered;
use crate::clock::SystemClock;
use crate::journal::{Journal, Turn};

/// The label of a source that nobody named: one for all of them, so that a stranger cannot grow it.
const ADHOC: &str = "adhoc";

/// Every outcome that [`outcome`] gives.
const OUTCOMES: [&str; 10] = [
    "ok",
    "unreachable",
    "denied",
    "timeout",
    "not_prometheus",
    "error",
    "too_large",
    "not_allowed",
    "archive",
    "unsupported",
];

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct SourceTelemetry {
    requests: IntCounterVec,
    seconds: HistogramVec,
    up: IntGaugeVec,
    last_asked: GaugeVec,
    journal: Journal,
    /// Set where the log says when a source begins to fail and when it answers again.
    is_announced: bool,
    /// The number of holders of the series of a name.
    holders: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl SourceTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry, journal: &Journal) -> prometheus::Result<Self> {
        let requests =
            Opts::new("promcast_source_requests_total", "Questions to sources of metrics, by source and outcome.");
        let seconds = HistogramOpts::new(
            "promcast_source_request_duration_seconds",
            "How long sources of metrics took to answer.",
        );
        let seconds = seconds.buckets(vec![0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0]);
        let up = Opts::new("promcast_source_up", "1 where a source answered when it was asked last, else 0.");
        let last_asked = Opts::new(
            "promcast_source_last_asked_timestamp_seconds",
            "When a source of the config was asked last; 0 before the first time.",
        );
        Ok(Self {
            requests: registered(registry, IntCounterVec::new(requests, &["source", "outcome"])?)?,
            seconds: registered(registry, HistogramVec::new(seconds, &["source"])?)?,
            up: registered(registry, IntGaugeVec::new(up, &["source"])?)?,
            last_asked: registered(registry, GaugeVec::new(last_asked, &["source"])?)?,
            journal: journal.clone(),
            is_announced: true,
            holders: Arc::default(),
        })
    }

    /// The same where whoever asks says by itself what failed.
    pub(super) fn without_announcements(self) -> Self {
        Self { is_announced: false, ..self }
    }

    /// The series of a source, which are there until the last copy for its name is dropped.
    pub(crate) fn of(&self, name: &str) -> SourceSeries {
        *self.lock().entry(name.to_owned()).or_default() += 1;
        SourceSeries { name: name.to_owned(), telemetry: self.clone() }
    }

    /// The series that all sources share which are named by an address alone.
    pub(crate) fn of_adhoc(&self) -> SourceSeries {
        self.of(ADHOC)
    }

    /// Shows that a source is to be asked, and was not yet.
    pub(crate) fn expects(&self, name: &str) {
        let holders = self.lock();
        if holders.contains_key(name) {
            self.last_asked.with_label_values(&[name]);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.holders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes all that is known of a name. What was never there cannot be removed, and need not be.
    fn forget(&self, name: &str) {
        for outcome in OUTCOMES {
            let _never_there = self.requests.remove_label_values(&[name, outcome]);
        }
        let _never_there = self.seconds.remove_label_values(&[name]);
        let _never_there = self.up.remove_label_values(&[name]);
        let _never_there = self.last_asked.remove_label_values(&[name]);
        self.journal.forget_source(name);
    }
}

/// The series of one source.
#[derive(Debug)]
pub(crate) struct SourceSeries {
    name: String,
    telemetry: SourceTelemetry,
}

impl SourceSeries {
    /// Counts, times and notes an answer, or the lack of one.
    pub(crate) fn answered(&self, error: Option<&SourceError>, took: Duration) {
        let (telemetry, source) = (&self.telemetry, self.name.as_str());
        telemetry.requests.with_label_values(&[source, error.map_or("ok", outcome)]).inc();
        telemetry.seconds.with_label_values(&[source]).observe(took.as_secs_f64());
        let turn = telemetry.journal.source_answered(source, took, error);
        // What somebody types is not for the operator to mend.
        if source == ADHOC {
            return;
        }
        let is_up = !error.is_some_and(SourceError::is_of_the_source);
        telemetry.up.with_label_values(&[source]).set(i64::from(is_up));
        telemetry.last_asked.with_label_values(&[source]).set(SystemClock.now().seconds());
        match (turn, error) {
            _ if !telemetry.is_announced => {}
            (Turn::Began, Some(error)) => tracing::warn!(source, %error, "a source fails"),
            (Turn::Ended, _) => tracing::info!(source, "a source answers again"),
            _ => {}
        }
    }
}

impl Drop for SourceSeries {
    fn drop(&mut self) {
        let mut holders = self.telemetry.lock();
        let left = holders.get(&self.name).map_or(0, |count| count.saturating_sub(1));
        if left > 0 {
            holders.insert(self.name.clone(), left);
            return;
        }
        holders.remove(&self.name);
        self.telemetry.forget(&self.name);
    }
}

/// A closed set, as labels must be.
fn outcome(error: &SourceError) -> &'static str {
    match error {
        SourceError::Unreachable { .. } => "unreachable",
        SourceError::Denied { .. } => "denied",
        SourceError::Timeout { .. } => "timeout",
        SourceError::NotPrometheus { .. } => "not_prometheus",
        SourceError::Answered { .. } | SourceError::Failed { .. } => "error",
        SourceError::OtherQuestion { .. } => "other_question",
        SourceError::Busy { .. } => "busy",
        SourceError::TooLarge { .. } => "too_large",
        SourceError::NotAllowed { .. } => "not_allowed",
        SourceError::Archive { .. } => "archive",
        SourceError::Unsupported { .. } => "unsupported",
        SourceError::ForNow { error, .. } => outcome(error),
    }
}

#[cfg(test)]
mod tests {
    use prometheus::TextEncoder;

    use super::*;

    fn telemetry() -> (Registry, SourceTelemetry, Journal) {
        let (registry, journal) = (Registry::new(), Journal::default());
        let telemetry = SourceTelemetry::register(&registry, &journal).unwrap();
        (registry, telemetry, journal)
    }

    fn told(registry: &Registry) -> String {
        TextEncoder::new().encode_to_string(&registry.gather()).unwrap()
    }

    fn every_error() -> Vec<SourceError> {
        let why = || "why".to_owned();
        vec![
            SourceError::Timeout { seconds: 3 },
            SourceError::NotAllowed { why: why() },
            SourceError::Answered { error_type: why(), message: why(), position: None },
        ]
    }

    #[test]
    fn nothing_is_told_of_a_source_that_is_gone() {
        let (registry, telemetry, journal) = telemetry();
        let source = telemetry.of("prod");
        telemetry.expects("prod");
        source.answered(None, Duration::from_millis(30));
        for error in every_error() {
            source.answered(Some(&error), Duration::from_millis(30));
        }
        let text = told(&registry);
        for series in [
            "promcast_source_requests_total{outcome=\"ok\",source=\"prod\"} 1",
            "promcast_source_request_duration_seconds_count{source=\"prod\"} 4",
            "promcast_source_up{source=\"prod\"} 1",
        ] {
            assert!(text.contains(series), "{series} in {text}");
        }
        drop(source);
        assert!(!told(&registry).contains("prod"), "{}", told(&registry));
        assert!(service::Operation::report(&journal).sources.is_empty());
        // It may not be asked any more, and waits for nobody.
        telemetry.expects("prod");
        assert!(!told(&registry).contains("prod"));
    }

    #[test]
    fn a_source_that_stays_keeps_its_counts() {
        let (registry, telemetry, _) = telemetry();
        let before = telemetry.of("prod");
        before.answered(None, Duration::from_millis(30));
        let after = telemetry.of("prod");
        drop(before);
        assert!(told(&registry).contains("promcast_source_requests_total{outcome=\"ok\",source=\"prod\"} 1"));
        drop(after);
        assert!(!told(&registry).contains("prod"));
    }

    #[test]
    fn one_that_was_not_asked_yet_is_at_zero_and_never_up_before_it_answered() {
        let (registry, telemetry, _) = telemetry();
        let source = telemetry.of("prod");
        telemetry.expects("prod");
        assert!(told(&registry).contains("promcast_source_last_asked_timestamp_seconds{source=\"prod\"} 0"));
        assert!(!told(&registry).contains("promcast_source_up"));
        source.answered(Some(&SourceError::Timeout { seconds: 3 }), Duration::from_secs(3));
        assert!(told(&registry).contains("promcast_source_up{source=\"prod\"} 0"), "{}", told(&registry));
        telemetry.expects("prod");
        assert!(!told(&registry).contains("asked_timestamp_seconds{source=\"prod\"} 0"), "{}", told(&registry));
    }
}
