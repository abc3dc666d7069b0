//! Models at work: which there are, and how what is sent to them becomes rows.

mod body;
mod checked;
mod field_error;
mod loaded_model;
mod model_error;
mod models;
mod sheet;
mod sheet_csv;
mod sheet_json;
mod typed_rows;

pub use field_error::{FieldError, Place};
pub use loaded_model::LoadedModel;
pub use model_error::ModelError;
pub use models::{ModelEntry, ModelState, ModelToLoad, Models};
pub use sheet_csv::CsvError;

pub(crate) use sheet::{PREDICTION, Sent, Sheet};
pub(crate) use sheet_csv::{CsvTable, sheet_csv};
pub(crate) use sheet_json::{ToEvaluate, ToPredict};
pub(crate) use typed_rows::{features_to_predict, missing_columns, row_to_predict, rows_to_evaluate, rows_to_predict};

/// Format of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// CSV with a header line.
    Csv,
}
