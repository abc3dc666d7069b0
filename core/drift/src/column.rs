//! A column as both verdicts see it: its name, what its numbers mean, and the values of two periods.

/// Meaning of a column's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Amounts: larger is more.
    Numerical,
    /// Codes of categories: only equality means something.
    Categorical,
}

/// One column in two periods. A value that is not finite is a null.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its name, as the model knows it.
    pub name: &'a str,
    /// Meaning of its numbers.
    pub kind: ColumnKind,
    /// The values of the period the model was trained on, one a row.
    pub reference: &'a [f64],
    /// The values of the period asked about, one a row.
    pub current: &'a [f64],
}
