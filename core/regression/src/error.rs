//! Why there is no model, or why rows cannot be read for one.

use crate::CellError;

/// What is wrong with a schema, with rows, or with a model's training.
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
    #[error("the range of `{0}` ends before it begins, or is not of finite numbers")]
    Range(String),
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
        /// What is wrong with the value.
        why: CellError,
    },
    /// A forest without a tree, or with more than make sense.
    #[error("{0} trees: give 1 to {max}", max = crate::train::MAX_TREES)]
    Trees(usize),
    /// Hardly anything to learn from.
    #[error("complete rows, with a target and every feature: {have}; at least {min} are needed", min = crate::train::MIN_ROWS)]
    TooFewRows {
        /// Rows that are complete.
        have: usize,
    },
    /// More rows than a forest in memory may be grown from.
    #[error("{have} rows are too many, at most {max} can be learned from: narrow the reference period", max = crate::train::MAX_ROWS)]
    TooManyRows {
        /// Rows that are complete.
        have: usize,
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
    /// No row was unseen by any tree.
    #[error("no row is unseen by some tree, so nothing says how good the forest is: give more trees")]
    Unusable,
}
