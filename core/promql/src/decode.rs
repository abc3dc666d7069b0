//! Answers of the Prometheus HTTP API: bytes in, series or words out, and an error for every other bytes.

mod envelope;
mod error;
mod metrics;
mod position;
mod sample;
mod series;
mod words;

use serde_json::value::RawValue;
use timeseries::Timestamp;

use crate::RangeAnswer;
use envelope::Envelope;
pub use error::AnswerError;
pub use metrics::{Metadata, metadata, metric_infos, metric_names};
pub(crate) use series::in_order;

/// How much of an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most series of one answer.
    pub max_series: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_series: 1000 }
    }
}

/// Reads the answer to a range query or an instant query of `expr`; samples of a series are by time, one a moment.
///
/// # Errors
/// Prometheus' own error, an answer with too many series, or bytes that are no such answer.
pub fn range_answer(body: &[u8], expr: &str, limits: Limits) -> Result<RangeAnswer, AnswerError> {
    let envelope = Envelope::read(body, expr)?;
    let (series, histograms) = series::read(envelope.data()?, limits)?;
    let is_partial = envelope.is_partial();
    let mut warnings = words::sanitised_all(envelope.warnings);
    if is_partial && warnings.is_empty() {
        warnings.push("the answer is partial: a part of the source did not answer".to_owned());
    }
    if histograms > 0 {
        warnings.push(format!("native histograms are left out, in {histograms} series"));
    }
    Ok(RangeAnswer { series, warnings, infos: words::sanitised_all(envelope.infos), is_partial, histograms })
}

/// Reads the answer to an instant query whose values are moments, in seconds since the epoch; the newest of them.
///
/// # Errors
/// Those of [`range_answer`].
pub fn newest_moment(body: &[u8], expr: &str) -> Result<Option<Timestamp>, AnswerError> {
    let answer = range_answer(body, expr, Limits::default())?;
    let values = answer.series.iter().flat_map(|series| &series.samples).map(|sample| sample.value);
    Ok(values.filter_map(sample::moment).max())
}

/// Prometheus' own error, where `body` carries one.
#[must_use]
pub fn error_answer(body: &[u8], expr: &str) -> Option<AnswerError> {
    Envelope::read(body, expr).err().filter(|error| matches!(error, AnswerError::Answered { .. }))
}

/// What `raw` is as a `T`; `part` names it in the error.
fn typed<'a, T: serde::Deserialize<'a>>(raw: &'a RawValue, part: &'static str) -> Result<T, AnswerError> {
    serde_json::from_str(raw.get()).map_err(|error| AnswerError::malformed(part, &error))
}

#[cfg(test)]
mod tests;
