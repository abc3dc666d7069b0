//! `RegressionError`: errors of a schema, of rows, and of a training.

use crate::CellError;

/// Error of a schema, of rows, or of a model's training.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegressionError {
    /// A name that cannot be part of a URL and of a file's name.
    #[error("`{0}` cannot be the name of a model: give at most 64 of the characters a-z, 0-9, `-` and `_`")]
    ModelName(String),
    /// A model of nothing.
    #[error("the model has no features: name at least one")]
    NoFeatures,
    /// More features than a model may have.
    #[error("the model has {0} features: at most {max} can be read", max = crate::schema::MAX_FEATURES)]
    TooManyFeatures(usize),
    /// A column that is named twice among features and target, or not at all.
    #[error("the column `{0}` is named twice, or has no name: features and target need a name each")]
    ColumnName(String),
    /// `hour` names no feature.
    #[error("`{0}` is to say the hour of the day, and is not among the features")]
    NoHourFeature(String),
    /// A feature's range has no room.
    #[error("the range of `{0}` ends before it begins, or it or the example is not of finite numbers")]
    Range(String),
    /// A category is known by its place in the list.
    #[error("the categories of `{0}` are not coded 0, 1, 2 and so on")]
    CategoryCodes(String),
    /// A row with the wrong number of values.
    #[error("a row has {have} values, and the model reads {want}")]
    RowLength {
        /// Values in the row.
        have: usize,
        /// Features of the model.
        want: usize,
    },
    /// A value that its column does not take.
    #[error("`{column}`: {why}")]
    Cell {
        /// The column.
        column: String,
        /// Error of the value.
        why: CellError,
    },
    /// A column the model reads is not in the CSV.
    #[error("the CSV has no column {}: it has {}", listed(.missing), listed(.have))]
    MissingColumns {
        /// The missing columns.
        missing: Vec<String>,
        /// The columns that are there.
        have: Vec<String>,
    },
    /// Two columns of a CSV have one name.
    #[error("the column `{0}` is there twice: rename one")]
    RepeatedColumn(String),
    /// A CSV without a row.
    #[error("the CSV has no row below its header")]
    NoRows,
    /// A line of a CSV that is none.
    #[error("line {line}: {why}")]
    BrokenLine {
        /// Counted from 1, the header included.
        line: u64,
        /// Message of the CSV reader.
        why: String,
    },
    /// A line of a CSV with a value that its column does not take.
    #[error("line {line}: {why}")]
    Line {
        /// Counted from 1, the header included.
        line: u64,
        /// Error of the line.
        why: Box<RegressionError>,
    },
    /// A column of texts that are all different, or nearly.
    #[error("`{column}` has {count} categories, at most {max} can be learned: leave it out, or make it a number", max = crate::categories::MAX_CATEGORIES)]
    TooManyCategories {
        /// The column.
        column: String,
        /// Number of them.
        count: usize,
    },
    /// A column of whole documents.
    #[error("the categories of `{column}` are {bytes} bytes long together, at most {max} can be learned: shorten them, or leave the column out", max = crate::categories::MAX_CATEGORY_BYTES)]
    CategoriesTooLong {
        /// The column.
        column: String,
        /// Their size.
        bytes: usize,
    },
    /// A forest without a tree, or with more than make sense.
    #[error("{0} trees: give 1 to {max}", max = crate::train::MAX_TREES)]
    Trees(usize),
    /// Hardly anything to learn from.
    #[error("complete rows, with a target and every feature: {have}; at least {min} are needed{}", missing(.nulls), min = crate::train::MIN_ROWS)]
    TooFewRows {
        /// Rows that are complete.
        have: usize,
        /// Columns without a value in some rows, each with the number of these rows.
        nulls: Vec<(String, usize)>,
    },
    /// More rows than a forest in memory may be grown from.
    #[error("{have} rows are too many, at most {max} can be learned from: narrow the reference period", max = crate::train::MAX_ROWS)]
    TooManyRows {
        /// Rows that are complete.
        have: usize,
    },
    /// A model whose file could not be read again.
    #[error("the model would fill {bytes} bytes, at most {max} can be kept: narrow the reference period, or give fewer trees or features", max = crate::model_file::MAX_BODY_BYTES)]
    ModelTooLarge {
        /// Uncompressed size in bytes.
        bytes: u64,
    },
    /// More nodes than can be counted.
    #[error("the forest is too large: give fewer trees, or narrow the reference period")]
    TooLarge,
    /// The library that grows the trees refused the rows.
    #[error("the forest cannot be grown: {0}")]
    Fit(String),
    /// The library that grows the trees panicked.
    #[error("the forest cannot be grown: the library panicked")]
    Panicked,
    /// No row was unseen by any tree, or the squares of the errors have no end.
    #[error(
        "nothing says how good the forest is: every tree drew every row, or the targets are too large to be squared"
    )]
    Unscored,
}

/// The columns that rows were left out for, behind the count.
fn missing(nulls: &[(String, usize)]) -> String {
    let told: Vec<String> = nulls.iter().map(|(name, rows)| format!("`{name}` in {rows}")).collect();
    if told.is_empty() { String::new() } else { format!(". Rows without a value: {}", told.join(", ")) }
}

/// Names in a sentence.
fn listed(names: &[String]) -> String {
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
    }
}
