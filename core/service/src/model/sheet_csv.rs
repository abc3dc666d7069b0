//! Rows out of a CSV with a header line; an empty cell is a value that is not there.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::sheet::{Sent, Sheet};

/// Why a text is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// Its first line names no column that the model knows.
    #[error("the first line of the CSV names none of {0}")]
    NoHeader(String),
    /// A line has another number of cells than the first, or is no text.
    #[error("line {line} of the CSV cannot be read: {why}")]
    Line {
        /// From 1, the header included.
        line: u64,
        /// What is wrong with it.
        why: String,
    },
}

/// A table with what was sent beside it, so that an answer can give the rows back.
#[derive(Clone, Debug)]
pub(crate) struct CsvTable {
    /// All columns as they were sent.
    pub header: StringRecord,
    /// All rows as they were sent.
    pub records: Vec<StringRecord>,
    /// The columns that the model knows.
    pub sheet: Sheet,
}

/// Reads a CSV of the columns that a model knows, in any order, among any others.
///
/// # Errors
/// The header knows none of the columns, or a line is not as long as it.
pub(crate) fn sheet_csv(bytes: &[u8], columns: Arc<[String]>) -> Result<CsvTable, CsvError> {
    let mut reader = ReaderBuilder::new().trim(csv::Trim::All).from_reader(without_mark(bytes));
    let header = reader.headers().map_err(|error| unread(&error))?.clone();
    let places: Vec<Option<usize>> = header.iter().map(|name| columns.iter().position(|known| known == name)).collect();
    if places.iter().all(Option::is_none) {
        return Err(CsvError::NoHeader(columns.join(", ")));
    }
    let mut table = CsvTable { header, records: Vec::new(), sheet: Sheet::new(columns) };
    for record in reader.records() {
        let record = record.map_err(|error| unread(&error))?;
        table.sheet.push_row();
        for (cell, place) in record.iter().zip(&places) {
            if let Some(place) = place {
                table.sheet.set(*place, sent(cell));
            }
        }
        table.records.push(record);
    }
    Ok(table)
}

fn sent(cell: &str) -> Sent {
    if cell.is_empty() { Sent::Null } else { Sent::Text(cell.to_owned()) }
}

/// Spreadsheets begin a file with U+FEFF.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn unread(error: &csv::Error) -> CsvError {
    let line = error.position().map_or(1, csv::Position::line);
    let why = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("it has {len} cells, and the first {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
        _ => "it is no CSV".to_owned(),
    };
    CsvError::Line { line, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Sheet, CsvError> {
        sheet_csv(text.as_bytes(), ["a", "b"].map(str::to_owned).into()).map(|table| table.sheet)
    }

    #[test]
    fn columns_in_any_order_among_others() {
        let sheet = read("\u{feff}x, b ,a\r\n1,2,\r\n\"q,\",nan,4\r\n").unwrap();
        assert_eq!(sheet.rows(), 2);
        assert_eq!([sheet.cell(0, 0), sheet.cell(0, 1)], [&Sent::Null, &Sent::Text("2".into())]);
        assert_eq!([sheet.cell(1, 0), sheet.cell(1, 1)], [&Sent::Text("4".into()), &Sent::Text("nan".into())]);
        assert!(!read("a\n1\n").unwrap().has(1), "a column that was not sent");
        assert_eq!(read("a,b\n").unwrap().rows(), 0);
    }

    #[test]
    fn what_is_no_table() {
        for (text, words) in [
            ("", "names none of a, b"),
            ("c,d\n1,2\n", "names none of a, b"),
            ("a,b\n1,2\n3\n", "line 3 of the CSV cannot be read: it has 1 cells, and the first 2"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text:?} gave {error}");
        }
        assert!(sheet_csv(b"a,b\n\xff,2\n", ["a".to_owned()].into()).unwrap_err().to_string().contains("line 2"));
    }
}
