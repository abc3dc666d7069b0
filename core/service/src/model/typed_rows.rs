//! Rows of a model out of what was sent, or every mistake in it with its place.

use std::sync::Arc;

use regression::{Cell, Kind, Record, RegressionError, Rows, Schema};

use super::loaded_model::LoadedModel;

use super::checked::{cell, of_refusal, strict, strict_time, target, time};
use super::field_error::{FieldError, MOST_TOLD};
use super::sheet::{Sent, Sheet};

/// The columns that a model reads, in the order of a row: its features, its time where it has one, and its target.
pub(crate) fn columns(schema: &Schema) -> Arc<[String]> {
    let features = schema.features.iter().map(|feature| feature.name.clone());
    features.chain([schema.target.clone()]).chain(schema.time.clone()).collect()
}

/// The features of a row to predict from.
pub(crate) fn features_to_predict(
    model: &LoadedModel,
    sheet: &Sheet,
    row: usize,
    place: Option<usize>,
) -> Result<Vec<f64>, Vec<FieldError>> {
    let features = &model.model.schema.features;
    let mut values = Vec::with_capacity(features.len());
    let mut mistakes = Vec::new();
    for (column, (feature, learned)) in features.iter().zip(&model.learned).enumerate() {
        match strict(feature, *learned, sheet.cell(row, column)) {
            Ok(value) => values.push(value),
            Err(mistake) => mistakes.push(FieldError::at(place, &feature.name, mistake)),
        }
    }
    if mistakes.is_empty() { Ok(values) } else { Err(mistakes) }
}

/// The features of a row to predict from, whose time must be there too: the old service wanted it.
pub(crate) fn row_to_predict(
    model: &LoadedModel,
    sheet: &Sheet,
    row: usize,
    place: Option<usize>,
) -> Result<Vec<f64>, Vec<FieldError>> {
    let values = features_to_predict(model, sheet, row, place);
    let schema = &model.model.schema;
    let Some(name) = &schema.time else { return values };
    match strict_time(sheet.cell(row, schema.features.len() + 1)) {
        Ok(()) => values,
        Err(mistake) => {
            let mut mistakes = values.err().unwrap_or_default();
            mistakes.push(FieldError::at(place, name, mistake));
            Err(mistakes)
        }
    }
}

/// All rows to predict from.
pub(crate) fn rows_to_predict(model: &LoadedModel, sheet: &Sheet) -> Result<Rows, Vec<FieldError>> {
    let mut rows = Rows::new(model.model.schema.features.len());
    let mut mistakes = Vec::new();
    for index in 0..sheet.rows() {
        match row_to_predict(model, sheet, index, Some(index)) {
            Ok(row) => mistakes.extend(rows.push_coded(&row, f64::NAN, None).err().map(unplaced)),
            Err(more) => mistakes.extend(more),
        }
        if mistakes.len() >= MOST_TOLD {
            break;
        }
    }
    all_or(mistakes, rows)
}

/// All rows to judge: what is missing is a null.
pub(crate) fn rows_to_evaluate(schema: &Schema, sheet: &Sheet) -> Result<Rows, Vec<FieldError>> {
    let mut rows = Rows::new(schema.features.len());
    let mut mistakes = Vec::new();
    for index in 0..sheet.rows() {
        mistakes.extend(push(schema, sheet, index, &mut rows).err());
        if mistakes.len() >= MOST_TOLD {
            break;
        }
    }
    all_or(mistakes, rows)
}

/// The columns that no row has and a judgement needs.
pub(crate) fn missing_columns(schema: &Schema, sheet: &Sheet) -> Vec<String> {
    let needed = &sheet.columns()[..=schema.features.len()];
    let absent = |(column, _): &(usize, &String)| !sheet.has(*column);
    needed.iter().enumerate().filter(absent).map(|(_, name)| name.clone()).collect()
}

fn push(schema: &Schema, sheet: &Sheet, index: usize, rows: &mut Rows) -> Result<(), FieldError> {
    let at = |name: &str, mistake| FieldError::at(Some(index), name, mistake);
    let mut cells = Vec::with_capacity(schema.features.len());
    for (column, feature) in schema.features.iter().enumerate() {
        let cell = cell(feature, sheet.cell(index, column)).map_err(|mistake| at(&feature.name, mistake))?;
        cells.push(cell);
    }
    let said = sheet.cell(index, schema.features.len());
    let target: Cell<'_> = target(said).map_err(|mistake| at(&schema.target, mistake))?;
    let when = when(schema, sheet, index)?;
    let record = Record { cells, target, time: when.as_deref() };
    rows.push(schema, &record).map_err(|error| placed(schema, index, &error))
}

fn when(schema: &Schema, sheet: &Sheet, index: usize) -> Result<Option<String>, FieldError> {
    let Some(name) = &schema.time else { return Ok(None) };
    let sent: &Sent = sheet.cell(index, schema.features.len() + 1);
    time(sent).map_err(|mistake| FieldError::at(Some(index), name, mistake))
}

fn placed(schema: &Schema, index: usize, error: &RegressionError) -> FieldError {
    let RegressionError::Cell { column, .. } = error else { return unplaced(error.clone()) };
    let kind = schema.position(column).map_or(Kind::Number, |position| schema.features[position].kind);
    FieldError::at(Some(index), column, of_refusal(kind, error))
}

fn unplaced(error: RegressionError) -> FieldError {
    FieldError::new(Vec::new(), "value_error", error.to_string())
}

fn all_or<T>(mut mistakes: Vec<FieldError>, rows: T) -> Result<T, Vec<FieldError>> {
    mistakes.truncate(MOST_TOLD);
    if mistakes.is_empty() { Ok(rows) } else { Err(mistakes) }
}
