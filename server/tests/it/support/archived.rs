//! A file of the archive as any reader of Parquet sees it.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, RowAccessor};

/// One row, column by column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ArchivedRow {
    pub(crate) timestamp_ms: i64,
    pub(crate) metric: String,
    pub(crate) value: f64,
    pub(crate) proxy: String,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) date: String,
}

/// The rows of a file in its order.
pub(crate) fn archived_rows(path: &Path) -> Vec<ArchivedRow> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| ArchivedRow {
        timestamp_ms: row.get_timestamp_millis(0).unwrap(),
        metric: row.get_string(1).unwrap().clone(),
        value: row.get_double(2).unwrap(),
        proxy: row.get_string(3).unwrap().clone(),
        labels: row.get_map(4).unwrap().entries().iter().map(|(name, value)| (text(name), text(value))).collect(),
        date: row.get_string(5).unwrap().clone(),
    })
    .collect()
}

fn text(field: &Field) -> String {
    match field {
        Field::Str(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    }
}
