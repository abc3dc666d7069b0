//! What every answer of the API is wrapped in: a status, and data or an error.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{AnswerError, position, words};

/// The fields around the data, which stays unread until its type is known.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Envelope<'a> {
    status: String,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    error_type: Option<String>,
    error: Option<String>,
    #[serde(default)]
    pub(super) warnings: Option<Vec<String>>,
    #[serde(default)]
    pub(super) infos: Option<Vec<String>>,
    /// VictoriaMetrics says so in a field of its own.
    #[serde(default, rename = "isPartial")]
    says_partial: Option<bool>,
}

/// The beginning of Prometheus' words about an expression; any other warning is of storage that did not answer, or not all of it.
const OF_EXPRESSION: &str = "PromQL ";

impl<'a> Envelope<'a> {
    /// Reads the envelope of the answer to `expr`.
    pub(super) fn read(body: &'a [u8], expr: &str) -> Result<Self, AnswerError> {
        let envelope: Self =
            serde_json::from_slice(body).map_err(|error| AnswerError::malformed("the answer", &error))?;
        match envelope.status.as_str() {
            "success" => Ok(envelope),
            "error" => Err(envelope.answered(expr)),
            _ => Err(AnswerError::Malformed { part: "the answer", fault: "has an unknown status" }),
        }
    }

    pub(super) fn data(&self) -> Result<&'a RawValue, AnswerError> {
        self.data.ok_or(AnswerError::Malformed { part: "the answer", fault: "has no data" })
    }

    /// Tells whether data are missing. Prometheus, Thanos and Mimir warn of it, and VictoriaMetrics marks the answer.
    pub(super) fn is_partial(&self) -> bool {
        let warns = self.warnings.iter().flatten().any(|warning| !warning.trim_start().starts_with(OF_EXPRESSION));
        warns || self.says_partial.unwrap_or_default()
    }

    fn answered(self, expr: &str) -> AnswerError {
        let message = words::without_question(&self.error.unwrap_or_default()).to_owned();
        AnswerError::Answered {
            error_type: words::identifier(&self.error_type.unwrap_or_default()),
            position: position::in_expression(&message, expr),
            message: words::sanitised(&message),
        }
    }
}
