//! Record batches as files to keep: CSV, JSON or Parquet, a piece at a time, so that a million rows never lie in memory at once.

mod csv;
mod forms;
mod json;
mod parquet;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;

use self::csv::CsvExport;
use self::json::JsonExport;
use self::parquet::ParquetExport;
use crate::NoForm;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with a header; text that a spreadsheet would run as a formula begins with `'`.
    Csv,
    /// One array of objects; moments as `2023-04-01T12:00:00Z`, keys of maps as text. NaN and infinities are `null`, as JSON has no
    /// word for them.
    Json,
    /// Parquet, compressed with zstd.
    Parquet,
}

impl Format {
    /// The formats by the name they have in a link and as a file's extension.
    pub const NAMES: [(&'static str, Self); 3] = [("csv", Self::Csv), ("json", Self::Json), ("parquet", Self::Parquet)];

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// Its media type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Rows that cannot be written in the form asked for.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A column's type, or one of its values, has no form there.
    #[error(transparent)]
    NoForm(#[from] NoForm),
    /// The rows are not of their schema.
    #[error("the rows cannot be written")]
    Arrow(#[from] arrow::error::ArrowError),
    /// The same, of Parquet.
    #[error("the rows cannot be written as Parquet")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

/// A file that is being written.
#[derive(Debug)]
pub struct Export(Kind);

#[derive(Debug)]
enum Kind {
    Csv(CsvExport),
    Json(JsonExport),
    Parquet(ParquetExport),
}

impl Export {
    /// Begins a file.
    ///
    /// # Errors
    /// A column's type has no form there: nothing was written yet.
    pub fn begin(format: Format, schema: &SchemaRef) -> Result<Self, ExportError> {
        forms::check(format, schema)?;
        Ok(Self(match format {
            Format::Csv => Kind::Csv(CsvExport::begin(schema)),
            Format::Json => Kind::Json(JsonExport::begin()),
            Format::Parquet => Kind::Parquet(ParquetExport::begin(schema)?),
        }))
    }

    /// The bytes that these rows add; may be none for now.
    ///
    /// # Errors
    /// The rows are not of the schema, or hold a value without a form.
    pub fn rows(&mut self, rows: &RecordBatch) -> Result<Vec<u8>, ExportError> {
        match &mut self.0 {
            Kind::Csv(export) => Ok(export.rows(rows)),
            Kind::Json(export) => export.rows(rows),
            Kind::Parquet(export) => export.rows(rows),
        }
    }

    /// The bytes that end the file.
    ///
    /// # Errors
    /// Those of [`Export::rows`].
    pub fn end(self) -> Result<Vec<u8>, ExportError> {
        match self.0 {
            Kind::Csv(export) => Ok(export.end()),
            Kind::Json(export) => export.end(),
            Kind::Parquet(export) => export.end(),
        }
    }
}

#[cfg(test)]
mod tests;
