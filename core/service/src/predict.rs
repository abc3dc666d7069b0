//! The use case of `POST /predict`: what a model says of one row, of many, or of a table.

use std::sync::Arc;

use regression::Contributions;

use crate::model::{
    CsvTable, LoadedModel, ModelError, Sent, Sheet, ToPredict, features_to_predict, row_to_predict, rows_to_predict,
    sheet_csv,
};
use crate::{BodyFormat, Service};

/// A body up to this is answered at once: even a list of a hundred records takes less than a millisecond.
const AT_ONCE_BYTES: usize = 32 * 1024;

/// What is asked to be predicted.
#[derive(Clone, Debug)]
pub struct PredictionRequest {
    /// The name of a model; nothing is the default.
    pub model: Option<String>,
    /// What the body is.
    pub format: BodyFormat,
    /// The body.
    pub body: Vec<u8>,
    /// Whether to say what each feature had to do with it.
    pub explain: bool,
}

/// What a model says.
#[derive(Clone, Debug)]
pub struct Predictions {
    /// The model.
    pub model: Arc<LoadedModel>,
    /// One number a row.
    pub values: Vec<f64>,
    /// Whether a lone record was sent, which is answered by a lone number.
    pub is_one: bool,
    /// What each feature had to do with it, a row each, where that was asked for.
    pub explained: Option<Vec<Contributions>>,
    table: Option<CsvTable>,
}

impl Predictions {
    /// The table that was sent with a column `prediction`; nothing where no table was sent.
    #[must_use]
    pub fn as_csv(&self) -> Option<Vec<u8>> {
        let table = self.table.as_ref()?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        let predictions = self.values.iter().map(f64::to_string);
        let lines = table.records.iter().zip(predictions);
        let header = [(&table.header, "prediction".to_owned())];
        for (record, last) in header.into_iter().chain(lines) {
            writer.write_record(record.iter().chain([last.as_str()])).ok()?;
        }
        writer.into_inner().ok()
    }
}

impl Service {
    /// Predicts.
    ///
    /// # Errors
    /// There is no such model, it cannot be used, or the rows make no sense: then every mistake has its place.
    pub async fn predict(&self, asked: PredictionRequest) -> Result<Predictions, ModelError> {
        let model = self.models.ready(asked.model.as_deref())?;
        match asked.body.len() <= AT_ONCE_BYTES {
            true => predicted(model, &asked),
            false => self.pool.run(move |_| predicted(model, &asked)).await?,
        }
    }

    /// Predicts one row of a form, by names and typed values, and says what each feature had to do with it. A form need not
    /// say when the row was, which no model looks at.
    ///
    /// # Errors
    /// As [`Self::predict`].
    pub fn predict_form(&self, model: Option<&str>, typed: &[(String, String)]) -> Result<Predictions, ModelError> {
        let model = self.models.ready(model)?;
        let mut sheet = Sheet::new(Arc::clone(&model.columns));
        sheet.push_row();
        for (name, text) in typed {
            if let Some(column) = sheet.column(name) {
                sheet.set(column, Sent::Text(text.clone()));
            }
        }
        let row = features_to_predict(&model.model.schema, &sheet, 0, None).map_err(ModelError::Fields)?;
        Ok(of_one_row(model, &row, true))
    }
}

fn predicted(model: Arc<LoadedModel>, asked: &PredictionRequest) -> Result<Predictions, ModelError> {
    match asked.format {
        BodyFormat::Json => match ToPredict::from_json(&asked.body, &model.columns).map_err(ModelError::field)? {
            ToPredict::One(sheet) => one(model, &sheet, asked.explain),
            ToPredict::Many(sheet) => many(model, &sheet, asked.explain),
        },
        BodyFormat::Csv => {
            let table = sheet_csv(&asked.body, Arc::clone(&model.columns))?;
            let predictions = many(model, &table.sheet, asked.explain)?;
            Ok(Predictions { table: Some(table), ..predictions })
        }
    }
}

fn one(model: Arc<LoadedModel>, sheet: &Sheet, explain: bool) -> Result<Predictions, ModelError> {
    let row = row_to_predict(&model.model.schema, sheet, 0, None).map_err(ModelError::Fields)?;
    Ok(of_one_row(model, &row, explain))
}

fn of_one_row(model: Arc<LoadedModel>, row: &[f64], explain: bool) -> Predictions {
    let values = vec![model.model.predict(row)];
    let explained = explain.then(|| model.model.forest.contributions(row).into_iter().collect());
    Predictions { model, values, is_one: true, explained, table: None }
}

fn many(model: Arc<LoadedModel>, sheet: &Sheet, explain: bool) -> Result<Predictions, ModelError> {
    let rows = rows_to_predict(&model.model.schema, sheet).map_err(ModelError::Fields)?;
    let values = model.model.predict_all(&rows);
    let contributions = |row: usize| model.model.forest.contributions(&rows.row(row));
    let explained = explain.then(|| (0..rows.len()).filter_map(contributions).collect());
    Ok(Predictions { model, values, is_one: false, explained, table: None })
}
