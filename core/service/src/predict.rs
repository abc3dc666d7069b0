//! The use case of `POST /predict`: what a model says of one row, of many, or of a table.

use std::sync::Arc;

use regression::{Contributions, Interval};

use crate::model::{
    CsvTable, LoadedModel, ModelError, PREDICTION, Sent, Sheet, ToPredict, features_to_predict, row_to_predict,
    rows_to_predict, sheet_csv,
};
use crate::{BodyFormat, Service};

/// A body up to this is answered at once: even a list of a hundred records takes less than a millisecond.
const AT_ONCE_BYTES: usize = 32 * 1024;

/// A prediction request.
#[derive(Clone, Debug)]
pub struct PredictionRequest {
    /// The name of a model; nothing is the default.
    pub model: Option<String>,
    /// Format of the body.
    pub format: BodyFormat,
    /// The body.
    pub body: Vec<u8>,
    /// True if the contribution of each feature is wanted.
    pub explain: bool,
}

/// Predictions of a model.
#[derive(Clone, Debug)]
pub struct Predictions {
    /// The model.
    pub model: Arc<LoadedModel>,
    /// One number a row.
    pub values: Vec<f64>,
    /// True if a lone record was sent, which is answered by a lone number.
    pub is_one: bool,
    /// Contributions of the features, an entry a row, if they were requested.
    pub explained: Option<Vec<Contributions>>,
    /// Warnings, in sentences.
    pub warnings: Vec<String>,
    table: Option<CsvTable>,
}

impl Predictions {
    /// The table that was sent with a column `prediction`, or `predicted_` and the target where the model reads a column of that
    /// name; nothing where no table was sent. A prediction that came with the table is not in it.
    #[must_use]
    pub fn as_csv(&self) -> Option<Vec<u8>> {
        let table = self.table.as_ref()?;
        let name = match table.sheet.column(PREDICTION) {
            None => PREDICTION.to_owned(),
            Some(_) => format!("predicted_{}", self.model.model.schema.target),
        };
        let left_out = table.prediction();
        let mut writer = csv::Writer::from_writer(Vec::new());
        let predictions = self.values.iter().map(f64::to_string);
        let lines = table.records.iter().zip(predictions);
        for (record, last) in [(&table.header, name)].into_iter().chain(lines) {
            let sent = record.iter().enumerate().filter(|(column, _)| Some(*column) != left_out).map(|(_, cell)| cell);
            writer.write_record(sent.chain([last.as_str()])).ok()?;
        }
        writer.into_inner().ok()
    }

    /// The column of the table that is not given back: a prediction of an earlier run.
    #[must_use]
    pub fn left_out(&self) -> Option<&'static str> {
        self.table.as_ref().and_then(CsvTable::prediction).map(|_| PREDICTION)
    }

    /// The likely range of every outcome; nothing where the model has no such ranges.
    #[must_use]
    pub fn intervals(&self) -> Option<Vec<Interval>> {
        let intervals = self.model.intervals.as_ref()?;
        self.values.iter().map(|predicted| intervals.about(*predicted)).collect()
    }
}

impl Service {
    /// Predicts.
    ///
    /// # Errors
    /// There is no such model, it cannot be used, or the rows make no sense: then every mistake has its place.
    pub async fn predict(&self, asked: PredictionRequest) -> Result<Predictions, ModelError> {
        self.models.read_missed().await;
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
        let row = features_to_predict(&model, &sheet, 0, None).map_err(ModelError::Fields)?;
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
    let row = row_to_predict(&model, sheet, 0, None).map_err(ModelError::Fields)?;
    Ok(Predictions { warnings: sheet.told().into_iter().collect(), ..of_one_row(model, &row, explain) })
}

fn of_one_row(model: Arc<LoadedModel>, row: &[f64], explain: bool) -> Predictions {
    let values = vec![model.model.predict(row)];
    let explained = explain.then(|| model.model.forest.contributions(row).into_iter().collect());
    Predictions { model, values, is_one: true, explained, warnings: Vec::new(), table: None }
}

fn many(model: Arc<LoadedModel>, sheet: &Sheet, explain: bool) -> Result<Predictions, ModelError> {
    let rows = rows_to_predict(&model, sheet).map_err(ModelError::Fields)?;
    let values = model.model.predict_all(&rows);
    let contributions = |row: usize| model.model.forest.contributions(&rows.row(row));
    let explained = explain.then(|| (0..rows.len()).filter_map(contributions).collect());
    let warnings = sheet.told().into_iter().collect();
    Ok(Predictions { model, values, is_one: false, explained, warnings, table: None })
}

#[cfg(test)]
mod tests;
