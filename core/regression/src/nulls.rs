//! Columns with rows that have no value: such rows cannot be learned from, and somebody has to know for which column.

use crate::{Rows, Schema};

impl Rows {
    /// The columns in which some rows have no value, each with the number of these rows: features in the schema's order, then
    /// the target. A row without several values counts for each.
    #[must_use]
    pub fn nulls(&self, schema: &Schema) -> Vec<(String, usize)> {
        let names = schema.features.iter().map(|feature| &feature.name).chain([&schema.target]);
        let columns = self.columns().iter().map(Vec::as_slice).chain([self.target()]);
        let count = |values: &[f64]| values.iter().filter(|value| !value.is_finite()).count();
        names.zip(columns).map(|(name, values)| (name.clone(), count(values))).filter(|(_, rows)| *rows > 0).collect()
    }
}
