//! Answers of the Prometheus HTTP API: bytes in, series or words out, and an error for every other bytes. They are read as they
//! arrive: what is beyond a cap is known before its end.

mod asked;
mod entry;
mod envelope;
mod error;
mod metrics;
mod position;
mod reading;
mod sample;
mod sentences;
mod series;
mod words;

use std::io::Read;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny};
use timeseries::Timestamp;

use crate::RangeAnswer;
pub use asked::answer_on_grid;
use envelope::Envelope;
pub use error::AnswerError;
pub use metrics::{Metadata, metadata, metric_infos, metric_names};
use reading::Reading;
pub(crate) use series::in_order;

/// Limits of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most series of one answer.
    pub max_series: usize,
    /// The most samples of one series.
    pub max_samples: usize,
}

impl Default for Limits {
    /// A thousand series, of as many samples as there are.
    fn default() -> Self {
        Self { max_series: 1000, max_samples: usize::MAX }
    }
}

impl Limits {
    /// The same for a question of so many points: a source that repeats every one is borne, one that sends more is not.
    #[must_use]
    pub fn of_points(self, points: usize) -> Self {
        Self { max_samples: self.max_samples.min(points.saturating_mul(2)), ..self }
    }
}

/// Reads the answer to a range query or an instant query of `expr`; samples of a series are by time, one a moment.
///
/// # Errors
/// Prometheus' own error, an answer beyond a cap, or bytes that are no such answer.
pub fn range_answer(body: impl Read, expr: &str, limits: Limits) -> Result<RangeAnswer, AnswerError> {
    let reading = Reading::new(limits);
    let mut envelope = Envelope::read(body, expr, &reading, series::DataSeed(&reading))?;
    let (series, histograms) = envelope.take_data()?.series()?;
    let is_partial = envelope.is_partial();
    let mut warnings = words::sanitised_all(&envelope.warnings);
    if is_partial && warnings.is_empty() {
        warnings.push("the answer is partial: a part of the source did not answer".to_owned());
    }
    if histograms > 0 {
        warnings.push(format!("native histograms are left out, in {histograms} series"));
    }
    Ok(RangeAnswer { series, warnings, infos: words::sanitised_all(&envelope.infos), is_partial, histograms })
}

/// Reads the answer to an instant query whose values are moments, in seconds since the epoch; the newest of them.
///
/// # Errors
/// Those of [`range_answer`].
pub fn newest_moment(body: impl Read, expr: &str) -> Result<Option<Timestamp>, AnswerError> {
    let answer = range_answer(body, expr, Limits::default().of_points(1))?;
    let values = answer.series.iter().flat_map(|series| &series.samples).map(|sample| sample.value);
    Ok(values.filter_map(sample::moment).max())
}

/// Prometheus' own error, where `body` carries one.
#[must_use]
pub fn error_answer(body: impl Read, expr: &str) -> Option<AnswerError> {
    let read = Envelope::read(body, expr, &Reading::new(Limits::default()), PhantomData::<IgnoredAny>);
    read.err().filter(|error| matches!(error, AnswerError::Answered { .. }))
}

/// The data of an answer as a seed reads them; `part` names them in the error.
fn data<'de, S: DeserializeSeed<'de>>(body: impl Read, part: &'static str, data: S) -> Result<S::Value, AnswerError> {
    let reading = Reading::new(Limits::default());
    Envelope::read(body, "", &reading, NamedSeed { reading: &reading, part, data })?.take_data()
}

/// Reads data under their name.
struct NamedSeed<'r, S> {
    reading: &'r Reading,
    part: &'static str,
    data: S,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for NamedSeed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.reading.enter(self.part);
        let data = self.data.deserialize(deserializer)?;
        self.reading.enter("the answer");
        Ok(data)
    }
}

#[cfg(test)]
mod tests;
