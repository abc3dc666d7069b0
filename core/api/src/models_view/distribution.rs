//! View of the distribution of a column in two sets of rows.

/// The view of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionView {
    /// Label of the column.
    pub label: String,
    /// The difference, in a sentence.
    pub summary: String,
    /// The first set of rows.
    pub first: String,
    /// The second set of rows.
    pub second: String,
    /// Names of the groups of values.
    pub groups: Vec<String>,
    /// Of the first set, the share of rows in each group, 0 to 1.
    pub first_shares: Vec<f64>,
    /// Of the second.
    pub second_shares: Vec<f64>,
}
