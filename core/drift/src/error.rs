//! `DriftError`: errors of a comparison.

/// Error of two periods that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DriftError {
    /// A list has another length than the period has rows, or than the model has features.
    #[error("`{list}` of the {period} period has {have} values, {need} are needed")]
    Length {
        /// `reference` or `current`.
        period: &'static str,
        /// Name of the list.
        list: &'static str,
        /// Its values.
        have: usize,
        /// The values that were expected.
        need: usize,
    },
    /// A period has no row.
    #[error("the {0} period has no row")]
    NoRow(&'static str),
    /// Nothing says how wrong the model is on its reference.
    #[error("no row of the reference period has both a prediction and a target")]
    NoError,
}
