//! Rows from a CSV, whatever model they are for; an error names its line and its column.

use csv::StringRecord;

use crate::feature::quoted;
use crate::{Cell, Record, RegressionError, Rows, Schema};

/// Columns that a CSV must have besides the features. Other columns are never looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the rows are to be predicted.
    Features,
    /// The target: the rows are to be learned from, or compared with what came.
    Target,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// More columns of a file are not named in an error.
const MAX_NAMED_COLUMNS: usize = 30;

/// Reads all rows; columns come in any order, and a time column that is not there leaves the rows without a time.
///
/// # Errors
/// The bytes are no CSV, a column is missing or named twice, there is no row, or the first value that is not of its column.
pub fn read_csv(bytes: &[u8], schema: &Schema, needs: Needs) -> Result<Rows, RegressionError> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let columns = Columns::find(reader.headers().map_err(|error| broken(bytes, error))?, schema, needs)?;
    let mut rows = Rows::new(schema.features.len());
    let mut line = StringRecord::new();
    while reader.read_record(&mut line).map_err(|error| broken(bytes, error))? {
        let pushed = rows.push(schema, &columns.record(&line));
        pushed
            .map_err(|why| RegressionError::Line { line: line_number(bytes, line.position()), why: Box::new(why) })?;
    }
    if rows.is_empty() { Err(RegressionError::NoRows) } else { Ok(rows) }
}

/// Positions of a schema's columns in a line.
struct Columns {
    features: Vec<usize>,
    target: Option<usize>,
    time: Option<usize>,
}

impl Columns {
    fn find(header: &StringRecord, schema: &Schema, needs: Needs) -> Result<Self, RegressionError> {
        let wanted = schema.features.iter().map(|feature| &feature.name);
        let needed = wanted.chain((needs == Needs::Target).then_some(&schema.target));
        let missing: Vec<String> = needed.filter(|name| !header.iter().any(|known| known == *name)).cloned().collect();
        if !missing.is_empty() {
            let have = header.iter().take(MAX_NAMED_COLUMNS).map(quoted).collect();
            return Err(RegressionError::MissingColumns { missing, have });
        }
        let features = schema.features.iter().filter_map(|feature| only(header, &feature.name).transpose());
        Ok(Self {
            features: features.collect::<Result<_, _>>()?,
            target: only(header, &schema.target)?,
            time: schema.time.as_deref().map_or(Ok(None), |time| only(header, time))?,
        })
    }

    fn record<'a>(&self, line: &'a StringRecord) -> Record<'a> {
        let cell = |column: usize| Cell::Text(line.get(column).unwrap_or_default());
        Record {
            cells: self.features.iter().map(|column| cell(*column)).collect(),
            target: self.target.map_or(Cell::Null, cell),
            time: self.time.and_then(|column| line.get(column)),
        }
    }
}

/// The only column of this name; `None` where there is none.
fn only(header: &StringRecord, name: &str) -> Result<Option<usize>, RegressionError> {
    let mut found = header.iter().enumerate().filter(|(_, known)| *known == name).map(|(index, _)| index);
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(RegressionError::RepeatedColumn(quoted(name))),
        (first, None) => Ok(first),
    }
}

/// The line that a record of these bytes begins in, counted from 1. Its position is where the record before it ended: the ends
/// of lines that follow there are not counted yet.
#[must_use]
pub fn line_number(bytes: &[u8], position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let rest = usize::try_from(position.byte()).ok().and_then(|byte| bytes.get(byte..)).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    position.line() + ends.count() as u64
}

fn broken(bytes: &[u8], error: csv::Error) -> RegressionError {
    let line = line_number(bytes, error.position());
    let why = match error.into_kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
        _ => "it is not CSV".to_owned(),
    };
    RegressionError::BrokenLine { line, why }
}

#[cfg(test)]
mod tests;
