//! Rows out of a CSV with a header line; an empty cell is a value that is not there.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use regression::{line_number, quoted};

use super::sheet::{PREDICTION, Sent, Sheet};

/// Error of a text that is not a CSV table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// Its first line is not one of names between commas.
    #[error("the first line of the CSV names none of {columns}: it is `{found}`")]
    NoHeader {
        /// The columns that the model knows.
        columns: String,
        /// The beginning of the line.
        found: String,
    },
    /// Two columns have one name, and nobody knows which is meant.
    #[error("the column `{0}` is there twice: rename one")]
    RepeatedColumn(String),
    /// A line has another number of cells than the first, or is no text.
    #[error("line {line} of the CSV cannot be read: {why}")]
    Line {
        /// From 1, the header included.
        line: u64,
        /// The defect of the line.
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
/// The first line is no header, names a column of the model twice, or a line is not as long as it.
pub(crate) fn sheet_csv(bytes: &[u8], columns: Arc<[String]>) -> Result<CsvTable, CsvError> {
    let bytes = without_mark(bytes);
    let mut reader = ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(|error| unread(bytes, &error))?.clone();
    let places = places(&header, &columns)?;
    let mut table = CsvTable { header, records: Vec::new(), sheet: Sheet::new(columns) };
    if table.prediction().is_some() {
        table.sheet.note_prediction();
    }
    for record in reader.records() {
        let record = record.map_err(|error| unread(bytes, &error))?;
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

impl CsvTable {
    /// The column with what an earlier answer said, unless the model reads a column of that name.
    pub(crate) fn prediction(&self) -> Option<usize> {
        let is_known = self.sheet.column(PREDICTION).is_some();
        self.header.iter().position(|name| name == PREDICTION).filter(|_| !is_known)
    }
}

/// Of every column in the header its place among those that the model knows.
fn places(header: &StringRecord, columns: &[String]) -> Result<Vec<Option<usize>>, CsvError> {
    let places: Vec<Option<usize>> = header.iter().map(|name| columns.iter().position(|known| known == name)).collect();
    // A table of other columns is answered as rows of JSON without these keys are; one cell is hardly a table.
    if header.len() <= 1 && places.iter().all(Option::is_none) {
        let found = quoted(header.get(0).unwrap_or_default());
        return Err(CsvError::NoHeader { columns: columns.join(", "), found });
    }
    let mut seen = places.iter().flatten().collect::<Vec<_>>();
    seen.sort_unstable();
    match seen.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(CsvError::RepeatedColumn(quoted(&columns[*pair[0]]))),
        None => Ok(places),
    }
}

fn sent(cell: &str) -> Sent {
    if cell.is_empty() { Sent::Null } else { Sent::Text(cell.to_owned()) }
}

/// Spreadsheets begin a file with U+FEFF.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn unread(bytes: &[u8], error: &csv::Error) -> CsvError {
    let line = line_number(bytes, error.position());
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
        assert!(!read("c,d,c\n1,2,3\n").unwrap().has(0), "other columns are never looked at");
    }

    #[test]
    fn a_prediction_of_an_earlier_run_is_noted() {
        let table = |text: &str, columns: [&str; 2]| {
            sheet_csv(text.as_bytes(), columns.map(str::to_owned).into())
                .map(|table| (table.prediction(), table.sheet.told()))
        };
        let (place, told) = table("prediction,a,b\n1,2,3\n", ["a", "b"]).unwrap();
        assert!(place == Some(0) && told.unwrap().contains("`prediction` was there already and is ignored"));
        assert_eq!(table("prediction,a,b\n1,2,3\n", ["a", "prediction"]).unwrap(), (None, None), "the model reads it");
    }

    #[test]
    fn what_is_no_table() {
        for (text, words) in [
            ("", "names none of a, b: it is ``"),
            ("a;b\n1;2\n", "names none of a, b: it is `a;b`"),
            ("a,b,a\n1,2,3\n", "the column `a` is there twice: rename one"),
            ("a,b\n1,2\n3\n", "line 3 of the CSV cannot be read: it has 1 cells, and the first 2"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text:?} gave {error}");
        }
        assert!(sheet_csv(b"a,b\n\xff,2\n", ["a".to_owned()].into()).unwrap_err().to_string().contains("line 2"));
    }
}
