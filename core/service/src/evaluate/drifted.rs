//! Both drift verdicts over rows of a model against the rows it was trained on.

use drift::compatible::{DRIFT_SHARE, DatasetVerdict, dataset};
use drift::honest::{Feature, HonestReport, Period, Settings, assess};
use drift::{Column, ColumnKind};
use regression::{Kind, Model, Rows};

use crate::model::ModelError;

/// By Evidently's rules, of the features alone, as the old service asked it. To it each category that the model never saw is one
/// of its own.
pub(super) fn compatible(model: &Model, rows: &Rows) -> DatasetVerdict {
    let told_apart: Vec<Vec<f64>> = (0..rows.columns().len()).map(|feature| rows.told_apart(feature)).collect();
    let pairs = model.reference.columns().iter().zip(&told_apart);
    let columns: Vec<Column<'_>> = model
        .schema
        .features
        .iter()
        .zip(pairs)
        .map(|(feature, (reference, current))| Column {
            name: &feature.name,
            kind: column_kind(feature.kind),
            reference,
            current,
        })
        .collect();
    dataset(&columns, DRIFT_SHARE)
}

/// As it can be believed.
pub(super) fn honest(model: &Model, rows: &Rows, predicted: &[f64]) -> Result<HonestReport, ModelError> {
    let importances = model.forest.importances();
    let features: Vec<Feature<'_>> = model
        .schema
        .features
        .iter()
        .zip(importances)
        .map(|(feature, importance)| Feature {
            name: &feature.name,
            kind: column_kind(feature.kind),
            importance: *importance,
        })
        .collect();
    let reference_columns = slices(&model.reference);
    let reference = Period {
        times: model.reference.times(),
        columns: &reference_columns,
        predicted: &model.out_of_bag,
        target: model.reference.target(),
    };
    let current_columns = slices(rows);
    let current = Period { times: rows.times(), columns: &current_columns, predicted, target: rows.target() };
    Ok(assess(&features, &reference, &current, Settings::default())?)
}

fn slices(rows: &Rows) -> Vec<&[f64]> {
    rows.columns().iter().map(Vec::as_slice).collect()
}

/// A whole number is a number to Evidently too, unless it is declared a category.
fn column_kind(kind: Kind) -> ColumnKind {
    match kind {
        Kind::Number | Kind::Integer => ColumnKind::Numerical,
        Kind::Category => ColumnKind::Categorical,
    }
}
