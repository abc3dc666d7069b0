//! The rows of an evaluation as CSV: what came, what was predicted, and how far off that was.

use regression::{Feature, Schema};
use timeseries::text::ds;

use super::example;
use crate::{EvaluatedRows, StoredEvaluation};

/// A row a row: when, the features, the target, `prediction`, `error`, `trained_on`. What is not known is empty.
///
/// # Errors
/// Those of the writer.
pub(super) fn rows_csv(schema: &Schema, evaluation: &StoredEvaluation) -> Result<Vec<u8>, csv::Error> {
    let rows = &evaluation.rows;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let time = schema.time.as_deref().unwrap_or("time");
    let features = rows.features.iter().map(|column| column.name.as_str());
    let own = [schema.target.as_str(), "prediction", "error", "trained_on"];
    writer.write_record(std::iter::once(time).chain(features).chain(own))?;
    for row in 0..evaluation.row_count() {
        writer.write_record(record(schema, rows, row))?;
    }
    writer.flush()?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn record(schema: &Schema, rows: &EvaluatedRows, row: usize) -> Vec<String> {
    let time = rows.times.get(row).copied().flatten().map(ds).unwrap_or_default();
    let features = rows.features.iter().map(|column| {
        let feature = schema.position(&column.name).and_then(|index| schema.features.get(index));
        cell(feature, column.values.get(row).copied().unwrap_or(f64::NAN))
    });
    let at = |values: &[f64]| values.get(row).copied().unwrap_or(f64::NAN);
    let (actual, predicted) = (at(&rows.actual), at(&rows.predicted));
    let own = [actual, predicted, predicted - actual].map(|value| cell(None, value));
    let trained_on = rows.trained_on.get(row).copied().unwrap_or(false).to_string();
    std::iter::once(time).chain(features).chain(own).chain([trained_on]).collect()
}

/// A value as it was sent; of a category its name.
fn cell(feature: Option<&Feature>, value: f64) -> String {
    match feature {
        _ if !value.is_finite() => String::new(),
        Some(feature) => example::text(feature, value),
        None => value.to_string(),
    }
}
