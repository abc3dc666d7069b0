//! How the values of a column are spread, in two sets of rows.

/// The view of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionView {
    /// What the column is.
    pub label: String,
    /// What differs, in a sentence.
    pub summary: String,
    /// The first set of rows.
    pub first: String,
    /// The second set of rows.
    pub second: String,
    /// What each group of values is called.
    pub groups: Vec<String>,
    /// Of the first set, the share of rows in each group, 0 to 1.
    pub first_shares: Vec<f64>,
    /// Of the second.
    pub second_shares: Vec<f64>,
}
