//! Categories that a schema does not know: which rows have them, and what they were called.

use std::collections::BTreeMap;

use crate::Schema;
use crate::category::category_text;
use crate::feature::{Cell, Feature, Kind, UNSEEN};

/// Unseen categories, in the order of the rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Unseen(Vec<Met>);

#[derive(Clone, Debug)]
struct Met {
    row: usize,
    feature: usize,
    name: String,
}

impl Unseen {
    /// Notes the categories of a row that were coded as [`UNSEEN`].
    pub(super) fn note(&mut self, row: usize, schema: &Schema, cells: &[Cell<'_>], coded: &[f64]) {
        for (feature, cell) in cells.iter().enumerate() {
            // In a column of numbers the same number is a value.
            if schema.features[feature].kind == Kind::Category && coded[feature] == UNSEEN {
                self.0.push(Met { row, feature, name: category_text(*cell).unwrap_or_default() });
            }
        }
    }

    /// The names met in a feature, each with the number of its rows.
    pub(super) fn counted(&self, feature: usize) -> Vec<(String, usize)> {
        let mut counts = BTreeMap::<&str, usize>::new();
        for met in self.0.iter().filter(|met| met.feature == feature) {
            *counts.entry(&met.name).or_default() += 1;
        }
        counts.into_iter().map(|(name, rows)| (name.to_owned(), rows)).collect()
    }

    /// Of every row met in a feature a code for its name, from [`UNSEEN`] down in alphabetical order.
    pub(super) fn codes(&self, feature: usize) -> Vec<(usize, f64)> {
        let names = self.counted(feature);
        let place = |met: &Met| names.binary_search_by(|(name, _)| name.as_str().cmp(&met.name)).unwrap_or_default();
        let met = self.0.iter().filter(|met| met.feature == feature);
        met.map(|met| (met.row, UNSEEN - place(met) as f64)).collect()
    }

    /// Returns those of some of the rows, given in rising order, each now with its index among them.
    pub(super) fn of_rows(&self, kept: &[usize]) -> Self {
        let moved = |met: &Met| kept.binary_search(&met.row).ok().map(|row| Met { row, ..met.clone() });
        Self(self.0.iter().filter_map(moved).collect())
    }

    /// The rows of a feature that were met, each with the code it has now; what has one is forgotten.
    pub(super) fn code_again(&mut self, feature: usize, now: &Feature) -> Vec<(usize, f64)> {
        let code = |met: &Met| now.code(Cell::Text(&met.name)).unwrap_or(UNSEEN);
        let is_known = |met: &Met| met.feature == feature && code(met) != UNSEEN;
        let known = self.0.iter().filter(|met| is_known(met)).map(|met| (met.row, code(met))).collect();
        self.0.retain(|met| !is_known(met));
        known
    }
}
