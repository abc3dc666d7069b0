//! `MetricsSource`: port that reads metrics from a Prometheus, the archive, or the built-in samples.

use std::collections::BTreeSet;

use async_trait::async_trait;
use promql::evaluate::{EvaluateError, UNDERSTOOD};
use promql::{MetricInfo, RangeAnswer, RangeQuery};
use timeseries::{Duration, Grid, Series, Timestamp};

/// One source of metrics.
#[async_trait]
pub trait MetricsSource: Send + Sync + std::fmt::Debug {
    /// The series of an expression on a grid. A point the source does not report is absent from `samples`.
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError>;

    /// The series of an expression at one moment. A scalar is one series without labels.
    async fn query(&self, expr: &str, at: Timestamp) -> Result<RangeAnswer, SourceError> {
        let grid = Grid { start: at, step: Duration::from_ms(1), len: 1 };
        self.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await
    }

    /// Checks that the source answers, by the cheapest query there is.
    async fn probe(&self, at: Timestamp) -> Result<(), SourceError> {
        self.query("1", at).await.map(|_| ())
    }

    /// The metrics the source knows, by name; at most a few thousand.
    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError>;

    /// The names of the labels that the series of a selector have lately; of all series where it is empty. A source that has no
    /// list of its own answers by what the selector gives at that moment.
    async fn labels(&self, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        if selector.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.query(selector, at).await?;
        let names = answer.series.iter().flat_map(|series| series.labels.iter().map(|(name, _)| name.to_owned()));
        Ok(names.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// The values that a label has in the series of a selector, in the same way.
    async fn label_values(&self, label: &str, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        if selector.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.query(selector, at).await?;
        let values = answer.series.iter().filter_map(|series| series.labels.get(label).map(str::to_owned));
        Ok(values.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// The moment of the newest sample of `expr` at or before `before`; `None` where there is none or it cannot be told.
    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError>;

    /// The usual time from one value of `expr` to the next, as of `before`; `None` where any step makes sense. A step that
    /// is chosen for somebody is never finer.
    async fn resolution(&self, _expr: &str, _before: Timestamp) -> Option<Duration> {
        None
    }

    /// Returns true if [`samples`](Self::samples) returns raw samples, and Prometheus' functions over time see them.
    fn tells_samples(&self) -> bool {
        false
    }

    /// The samples of a selector as they were taken, in the `window` up to `at`. Only asked of a source that tells samples.
    async fn samples(&self, _selector: &str, _window: Duration, _at: Timestamp) -> Result<Vec<Series>, SourceError> {
        Ok(Vec::new())
    }
}

/// Error of a query to a source. No message carries a credential or a URL's query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// No connection: refused, no route, name not found, TLS failed.
    #[error("cannot connect to {at}: {why}")]
    Unreachable {
        /// Scheme, host and port; never more of a URL, which may have a secret in it.
        at: String,
        /// Message of the operating system or of TLS.
        why: String,
    },
    /// 401 or 403.
    #[error("refused with HTTP status {status}")]
    Denied {
        /// The status.
        status: u16,
    },
    /// No whole answer in time.
    #[error("no answer within {seconds} s")]
    Timeout {
        /// The deadline that passed.
        seconds: u64,
    },
    /// An answer that is not Prometheus': HTML, a redirect, truncated or foreign JSON, another status.
    #[error("the answer is not one of the Prometheus API: {why}")]
    NotPrometheus {
        /// The defect of the answer.
        why: String,
    },
    /// HTTP status 429 or 5xx without words of a Prometheus: of a proxy, or of a Prometheus that starts.
    #[error("it failed with HTTP status {status}")]
    Failed {
        /// The status.
        status: u16,
    },
    /// Prometheus' own error answer, with its own words.
    #[error("{message}")]
    Answered {
        /// Prometheus' `errorType`: `bad_data`, `execution`, `timeout`, `unavailable`, …
        error_type: String,
        /// Prometheus' `error`.
        message: String,
        /// Position in the expression, in characters from 0, if the message names one.
        position: Option<usize>,
    },
    /// More than the caps allow.
    #[error("the answer is too large: {what}, at most {limit} are read")]
    TooLarge {
        /// The quantity that exceeds the cap, with its unit: `more than 1000 series`.
        what: String,
        /// The cap, with its unit.
        limit: String,
    },
    /// An answer of the API, but not to the question: more samples than were asked for, other times, another metric.
    #[error("the answer is to another question: {why}")]
    OtherQuestion {
        /// By what that was seen.
        why: String,
    },
    /// Others read answers so large that there was no room for this one before the deadline.
    #[error("no room for a large answer within {seconds} s")]
    Busy {
        /// The deadline that passed.
        seconds: u64,
    },
    /// The address is one that Promcast never calls, or that nobody configured.
    #[error("{why}")]
    NotAllowed {
        /// The rule that forbids it.
        why: String,
    },
    /// It failed with HTTP status 429 or 5xx, or the connection broke: the same question may be answered later.
    #[error("{error}")]
    ForNow {
        /// Time to wait before the next request, if the source names one.
        retry_after: Option<Duration>,
        /// The failure itself.
        error: Box<SourceError>,
    },
    /// The archive cannot be read.
    #[error("{why}")]
    Archive {
        /// The file that cannot be read, or another cause.
        why: String,
    },
    /// The source does not do what was asked; the samples and the archive know only a part of PromQL.
    #[error("{why}")]
    Unsupported {
        /// Message naming what the source supports instead.
        why: String,
    },
}

impl SourceError {
    /// The error of an expression that was evaluated here; `metrics` says over what, as in "the sample metrics".
    #[must_use]
    pub fn of_evaluation(error: EvaluateError, metrics: &str) -> Self {
        match error {
            EvaluateError::Refused { error_type, message, position } => {
                Self::Answered { error_type: error_type.to_owned(), message, position }
            }
            EvaluateError::Unsupported { what } => Self::Unsupported {
                why: format!("{metrics} do not know {what}; they know {UNDERSTOOD}; a Prometheus knows the rest"),
            },
            EvaluateError::TooLarge { what, limit } => Self::TooLarge { what, limit },
        }
    }

    /// Returns true if the same query may be answered later.
    #[must_use]
    pub fn is_for_now(&self) -> bool {
        matches!(self, Self::ForNow { .. } | Self::Unreachable { .. } | Self::Timeout { .. } | Self::Busy { .. })
    }

    /// Returns true if there was no answer at all.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        match self {
            Self::ForNow { error, .. } => error.is_silence(),
            error => matches!(error, Self::Unreachable { .. } | Self::Timeout { .. }),
        }
    }

    /// Returns true if the source is at fault, and not the query.
    #[must_use]
    pub fn is_of_the_source(&self) -> bool {
        match self {
            Self::Answered { error_type, .. } => matches!(error_type.as_str(), "internal" | "unavailable"),
            Self::TooLarge { .. } | Self::Busy { .. } | Self::NotAllowed { .. } | Self::Unsupported { .. } => false,
            _ => true,
        }
    }

    /// Time to wait before the next request, if the source names one.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::ForNow { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
