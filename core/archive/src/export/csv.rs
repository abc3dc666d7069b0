//! Rows as CSV, which spreadsheets open: text must not become a formula there.

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, SchemaRef};

use crate::cell;

/// A CSV file that is being written.
#[derive(Debug)]
pub(super) struct CsvExport {
    /// The header, until it was sent.
    header: Vec<u8>,
}

impl CsvExport {
    pub(super) fn begin(schema: &SchemaRef) -> Self {
        let mut header = Vec::new();
        write_line(&mut header, schema.fields().iter().map(|field| guarded(field.name().clone())));
        Self { header }
    }

    pub(super) fn rows(&mut self, rows: &RecordBatch) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.header);
        for row in 0..rows.num_rows() {
            let cells = rows.columns().iter().map(|column| {
                let text = cell::text(column.as_ref(), row).unwrap_or_default();
                match column.data_type() {
                    DataType::Float32 | DataType::Float64 => infinity(text),
                    data_type if may_be_formula(data_type) => guarded(text),
                    _ => text,
                }
            });
            write_line(&mut bytes, cells);
        }
        bytes
    }

    pub(super) fn end(self) -> Vec<u8> {
        self.header
    }
}

/// Numbers and moments are formatted here: a minus at their beginning is one.
fn may_be_formula(data_type: &DataType) -> bool {
    !(data_type.is_numeric() || data_type.is_temporal() || matches!(data_type, DataType::Boolean))
}

/// A text that a spreadsheet would take for a formula gets a `'` in front (OWASP ASVS 1.2.10).
fn guarded(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { format!("'{text}") } else { text }
}

/// Infinity in the one form that every reader takes for a number: with `+Inf`, as Prometheus writes it, DuckDB and polars read the whole
/// column as text.
fn infinity(text: String) -> String {
    match text.as_str() {
        "+Inf" => "inf".to_owned(),
        "-Inf" => "-inf".to_owned(),
        _ => text,
    }
}

/// A line as RFC 4180 has it. Readers pass over an empty line: a record whose only cell is empty is written in quotes.
fn write_line(bytes: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    let begin = bytes.len();
    for (index, text) in cells.enumerate() {
        if index > 0 {
            bytes.push(b',');
        }
        if text.contains([',', '"', '\n', '\r']) {
            bytes.extend(format!("\"{}\"", text.replace('"', "\"\"")).into_bytes());
        } else {
            bytes.extend(text.into_bytes());
        }
    }
    if bytes.len() == begin {
        bytes.extend(b"\"\"");
    }
    bytes.push(b'\n');
}
