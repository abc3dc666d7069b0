//! `Contributions`: the contribution of each feature of a row to its prediction.
//!
//! Palczewska, Palczewski, Marchese Robinson and Neagu, "Interpreting random forest models using a feature contribution
//! method", 2013: every question on a row's way down a tree moves the mean of the targets, and the move is its feature's.

use super::{Forest, LEAF};

/// Contribution of each feature to one prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Contributions {
    /// Prediction before any feature is looked at: the mean of the training targets, as the trees drew them.
    pub base: f64,
    /// Contribution of each feature, in the schema's order and the target's unit. With `base` they sum to the prediction, but for
    /// rounding.
    pub by_feature: Vec<f64>,
}

impl Forest {
    /// Takes a prediction apart; `None` where the row has none.
    #[must_use]
    pub fn contributions(&self, row: &[f64]) -> Option<Contributions> {
        if self.predict(row).is_nan() {
            return None;
        }
        let trees = self.roots.len() as f64;
        let mut by_feature = vec![0.0; row.len()];
        let mut base = 0.0;
        for root in &self.roots {
            base += self.means[*root as usize];
            self.add_moves(*root, row, &mut by_feature);
        }
        by_feature.iter_mut().for_each(|sum| *sum /= trees);
        Some(Contributions { base: base / trees, by_feature })
    }

    fn add_moves(&self, root: u32, row: &[f64], by_feature: &mut [f64]) {
        let mut at = root as usize;
        loop {
            let node = &self.nodes[at];
            if node.feature == LEAF {
                return;
            }
            let next = self.next(at, node, row);
            by_feature[node.feature as usize] += self.means[next] - self.means[at];
            at = next;
        }
    }
}
