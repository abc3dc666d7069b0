//! `FileError`: errors of writing or reading a file, in words that follow its name: `2026-11-20/a.parquet: it is empty`.

use timeseries::{Day, Timestamp};

/// Error of a file, or of rows that were to become one.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A row that belongs to another file.
    #[error("a row of {at} does not lie in {day}")]
    OtherDay {
        /// The row's time.
        at: Timestamp,
        /// The file's day.
        day: Day,
    },
    /// The bytes could not be written out.
    #[error("the rows cannot be written")]
    Out(#[source] std::io::Error),
    /// Metrics have to come by name.
    #[error("the metric `{0}` comes too late")]
    MetricOrder(String),
    /// The rows could not be encoded.
    #[error("the rows cannot be written as Parquet")]
    Encode(#[source] parquet::errors::ParquetError),
    /// No byte at all.
    #[error("it is empty")]
    Empty,
    /// It does not begin as a Parquet file does.
    #[error("it is not a Parquet file")]
    NotParquet,
    /// It begins as one and does not end as one.
    #[error("its end is missing: it was cut off")]
    CutOff,
    /// Its footer is encrypted.
    #[error("it is encrypted")]
    Encrypted,
    /// Its footer says what cannot be.
    #[error("its footer is damaged: {0}")]
    Footer(&'static str),
    /// The library cannot make sense of the footer.
    #[error("its footer cannot be read")]
    Unreadable(#[source] parquet::errors::ParquetError),
    /// A column the archive needs is not there.
    #[error("it has no column `{0}`")]
    NoColumn(&'static str),
    /// A column is of another type.
    #[error("its column `{name}` holds {found}, not {wanted}")]
    ColumnType {
        /// Name of the column.
        name: &'static str,
        /// Type it should have.
        wanted: &'static str,
        /// Type it has.
        found: String,
    },
    /// A column is null where a value must be.
    #[error("its column `{0}` has a row without a value")]
    NoValue(&'static str),
    /// Its pages make no sense at all.
    #[error("its pages are damaged")]
    Pages,
    /// Its rows cannot be read.
    #[error("its rows cannot be read")]
    Rows(#[source] arrow::error::ArrowError),
}
