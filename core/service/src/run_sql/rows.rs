//! Arrow's columns as rows of text.

use api::{SqlCell, SqlColumn};
use archive::{RecordBatch, SchemaRef, cell};

/// More characters of one value do not fit a table.
pub(super) const MAX_CELL_CHARS: usize = 400;

/// The columns with DuckDB's names for their types.
pub(super) fn columns(schema: &SchemaRef) -> Vec<SqlColumn> {
    let column = |field: &std::sync::Arc<archive::Field>| SqlColumn {
        name: field.name().clone(),
        type_name: cell::type_name(field.data_type()),
        is_number: cell::is_number(field.data_type()),
    };
    schema.fields().iter().map(column).collect()
}

/// The batches without their first rows.
pub(super) fn after(batches: &[RecordBatch], skip: u64) -> Vec<RecordBatch> {
    let mut skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let mut rest = Vec::new();
    for batch in batches {
        let skipped = skip.min(batch.num_rows());
        skip -= skipped;
        rest.push(batch.slice(skipped, batch.num_rows() - skipped));
    }
    rest
}

/// The first rows as text.
pub(super) fn rows(batches: &[RecordBatch], count: u64) -> Vec<Vec<SqlCell>> {
    let all = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    all.take(usize::try_from(count).unwrap_or(usize::MAX)).map(|(batch, row)| cells(batch, row)).collect()
}

fn cells(batch: &RecordBatch, row: usize) -> Vec<SqlCell> {
    let cell = |array: &archive::ArrayRef| match cell::short_text(array.as_ref(), row, MAX_CELL_CHARS) {
        Some(short) => SqlCell { text: Some(short.text), is_cut: short.is_cut },
        None => SqlCell { text: None, is_cut: false },
    };
    batch.columns().iter().map(cell).collect()
}
