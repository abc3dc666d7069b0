//! The use case of `POST /evaluate`: how wrong a model was on rows whose outcome is known, and whether the rows are still those it knows.

mod drifted;
mod judged;
#[cfg(test)]
pub(crate) mod tests;
mod warnings;

use std::sync::Arc;

use regression::Rows;
use timeseries::Timestamp;

use crate::model::{
    FieldError, LoadedModel, ModelError, Place, Sent, Sheet, ToEvaluate, missing_columns, rows_to_evaluate, sheet_csv,
};
use crate::{BodyFormat, Service, StoredEvaluation};
pub(crate) use judged::{Batch, judged};

/// Name of a batch without one, as in the old service.
const UNNAMED: &str = "unknown_period";
/// The longest name of a batch.
const MOST_PERIOD_CHARS: usize = 200;
/// Key of the rows in a JSON body.
const DATA: &str = "data";
/// Key of the name.
const PERIOD: &str = "evaluation_period_name";

/// Request to evaluate a batch of rows.
#[derive(Clone, Debug)]
pub struct EvaluationRequest {
    /// The name of a model; nothing is the default.
    pub model: Option<String>,
    /// Format of the body.
    pub format: BodyFormat,
    /// The body.
    pub body: Vec<u8>,
    /// Name of the batch if the body has none.
    pub period: Option<String>,
}

impl Service {
    /// Evaluates and keeps. An evaluation that cannot be kept is still an answer: it says so in its warnings.
    ///
    /// # Errors
    /// There is no such model, it cannot be used, or the rows make no sense: then every mistake has its place.
    pub async fn evaluate(&self, asked: EvaluationRequest) -> Result<StoredEvaluation, ModelError> {
        self.models.read_missed().await;
        let model = self.models.ready(asked.model.as_deref())?;
        let now = self.clock.now();
        let judging = move |_: &forecast::Cancel| judged(&model, batch(&model, &asked)?, now);
        self.keep_evaluation(self.pool.run(judging).await??).await
    }

    /// Keeps an evaluation, or says on it that it is not kept.
    pub(crate) async fn keep_evaluation(&self, evaluation: StoredEvaluation) -> Result<StoredEvaluation, ModelError> {
        // A store that cannot say so cannot keep it either, and that is told.
        let newest = self.evaluations.newest_id().await.unwrap_or_default();
        let mut evaluation = evaluation.after(newest.as_deref());
        if let Err(error) = self.evaluations.put(&evaluation).await {
            evaluation.warnings.push(format!("This evaluation is not kept: {error}."));
            evaluation.id.clear();
        }
        Ok(evaluation)
    }
}

/// The rows of a CSV, for a command that evaluates without a server, and what should be known of its columns.
///
/// # Errors
/// The table or its rows make no sense.
pub fn rows_of_csv(model: &LoadedModel, csv: &[u8]) -> Result<(Rows, Option<String>), ModelError> {
    let table = sheet_csv(csv, Arc::clone(&model.columns))?;
    Ok((typed(model, &table.sheet, None)?, table.sheet.told()))
}

/// Judges rows on the spot and keeps nothing.
///
/// # Errors
/// Not one row can be scored.
pub fn judge(model: &LoadedModel, rows: Rows, period: &str, now: Timestamp) -> Result<StoredEvaluation, ModelError> {
    judged(model, Batch { rows, period: period.to_owned(), simulated: false, note: None }, now)
}

fn batch(model: &LoadedModel, asked: &EvaluationRequest) -> Result<Batch, ModelError> {
    let ((rows, note), period) = match asked.format {
        BodyFormat::Json => {
            let sent = ToEvaluate::from_json(&asked.body, &model.columns).map_err(ModelError::field)?;
            let period = period(sent.period)?;
            let missing =
                || ModelError::field(FieldError::new(vec![Place::Key(DATA.into())], "missing", "Field required"));
            let sheet = sent.data.ok_or_else(missing)?;
            ((typed(model, &sheet, Some(DATA))?, sheet.told()), period)
        }
        BodyFormat::Csv => (rows_of_csv(model, &asked.body)?, None),
    };
    let period = period.or_else(|| asked.period.clone()).unwrap_or_else(|| UNNAMED.to_owned());
    checked_period(&period)?;
    Ok(Batch { rows, period, simulated: false, note })
}

fn typed(model: &LoadedModel, sheet: &Sheet, under: Option<&str>) -> Result<Rows, ModelError> {
    if sheet.rows() == 0 {
        return Err(ModelError::NoData);
    }
    let columns = missing_columns(&model.model.schema, sheet);
    if !columns.is_empty() {
        return Err(ModelError::MissingColumns { columns });
    }
    let placed = |error: FieldError| match under {
        Some(key) => error.under(key),
        None => error,
    };
    let rows = rows_to_evaluate(&model.model.schema, sheet);
    rows.map_err(|errors| ModelError::Fields(errors.into_iter().map(placed).collect()))
}

fn period(sent: Sent) -> Result<Option<String>, ModelError> {
    match sent {
        Sent::Absent | Sent::Null => Ok(None),
        Sent::Text(text) => Ok(Some(text)),
        _ => Err(wrong_period("string_type", "Input should be a valid string")),
    }
}

fn checked_period(period: &str) -> Result<(), ModelError> {
    if period.chars().count() > MOST_PERIOD_CHARS {
        let msg = format!("String should have at most {MOST_PERIOD_CHARS} characters");
        return Err(wrong_period("string_too_long", msg));
    }
    match period.chars().any(char::is_control) {
        true => Err(wrong_period("string_pattern_mismatch", "String should have no control characters")),
        false => Ok(()),
    }
}

fn wrong_period(kind: &'static str, msg: impl Into<String>) -> ModelError {
    ModelError::field(FieldError::new(vec![Place::Key(PERIOD.into())], kind, msg))
}
