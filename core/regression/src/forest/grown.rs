//! A tree as smartcore fitted it. Its nodes are private there, and are read through their serialisation.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize;
use smartcore::ensemble::random_forest_regressor::{RandomForestRegressor, RandomForestRegressorParameters};
use smartcore::linalg::basic::matrix::DenseMatrix;

use super::PreorderNode;
use crate::RegressionError;

/// One tree, and the rows it was grown from.
#[derive(Debug)]
pub(crate) struct GrownTree {
    /// The root first; a child comes behind its parent.
    nodes: Vec<GrownNode>,
    /// Of every training row, whether the tree drew it.
    pub(crate) in_bag: Vec<bool>,
}

/// A node of a tree; a leaf has no children.
#[derive(Debug, Deserialize)]
struct GrownNode {
    /// The mean of the targets that reached it.
    output: f64,
    split_feature: usize,
    split_value: Option<f64>,
    /// By how much the split lowers the squared error, summed over the rows that reach it.
    split_score: Option<f64>,
    /// Index of the child for values up to `split_value`.
    true_child: Option<usize>,
    false_child: Option<usize>,
}

#[derive(Deserialize)]
struct FittedRegressor {
    forest_regressor: FittedForest,
}

#[derive(Deserialize)]
struct FittedForest {
    trees: Vec<FittedTree>,
    samples: Vec<Vec<bool>>,
}

#[derive(Deserialize)]
struct FittedTree {
    nodes: Vec<GrownNode>,
}

/// The rows that trees are grown from.
pub(crate) struct Ground {
    features: usize,
    values: DenseMatrix<f64>,
    target: Vec<f64>,
}

impl Ground {
    /// Columns and targets of one length, every value finite.
    pub(crate) fn new(columns: &[Vec<f64>], target: &[f64]) -> Result<Self, RegressionError> {
        let values = DenseMatrix::new(target.len(), columns.len(), columns.concat(), true).map_err(refused)?;
        Ok(Self { features: columns.len(), values, target: target.to_vec() })
    }

    /// Grows one tree of scikit-learn's shape from as many rows as there are, drawn with replacement: every feature is
    /// tried at every split, and no leaf is too small.
    pub(crate) fn grow(&self, seed: u64) -> Result<GrownTree, RegressionError> {
        let parameters = RandomForestRegressorParameters::default()
            .with_n_trees(1)
            .with_m(self.features)
            .with_keep_samples(true)
            .with_seed(seed);
        let fit = || RandomForestRegressor::fit(&self.values, &self.target, parameters);
        let fitted = catch_unwind(AssertUnwindSafe(fit)).map_err(|_| RegressionError::Panicked)?.map_err(refused)?;
        let described = serde_json::to_value(&fitted).and_then(serde_json::from_value::<FittedRegressor>);
        let mut forest = described.map_err(refused)?.forest_regressor;
        match (forest.trees.pop(), forest.samples.pop()) {
            (Some(tree), Some(in_bag)) => Ok(GrownTree { nodes: tree.nodes, in_bag }),
            _ => Err(RegressionError::Fit("there is no tree".to_owned())),
        }
    }
}

impl GrownTree {
    /// The tree in preorder.
    ///
    /// It is also split where nothing is left to explain, as long as rows differ; such splits are left out.
    pub(crate) fn preorder(&self) -> Vec<PreorderNode> {
        let answers = self.answers();
        let mut laid = Vec::with_capacity(self.nodes.len());
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            let node = &self.nodes[index];
            match (answers[index], node.split_value, node.true_child.zip(node.false_child)) {
                (None, Some(value), Some((left, right))) => {
                    laid.push(PreorderNode { feature: Some(node.split_feature), value, mean: node.output });
                    waiting.extend([right, left]);
                }
                (answer, ..) => {
                    let value = answer.unwrap_or(node.output);
                    laid.push(PreorderNode { feature: None, value, mean: value });
                }
            }
        }
        laid
    }

    /// The share of each feature in what the tree explains; they sum to 1, or all are 0 where it explains nothing.
    pub(crate) fn importances(&self, features: usize) -> Vec<f64> {
        let mut explained = vec![0.0; features];
        for node in &self.nodes {
            explained[node.split_feature] += node.split_score.unwrap_or(0.0);
        }
        normalised(explained)
    }

    /// Of every node, what all leaves below it say; `None` where they differ.
    fn answers(&self) -> Vec<Option<f64>> {
        let mut answers = vec![None; self.nodes.len()];
        // From the end, so that children are known before their parent.
        for (index, node) in self.nodes.iter().enumerate().rev() {
            answers[index] = match node.true_child.zip(node.false_child) {
                None => Some(node.output),
                Some((left, right)) => answers[left].filter(|answer| answers[right] == Some(*answer)),
            };
        }
        answers
    }
}

/// The same values, so that they sum to 1, unless they are all 0.
pub(crate) fn normalised(values: Vec<f64>) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 { values.iter().map(|value| value / sum).collect() } else { values }
}

fn refused(error: impl std::fmt::Display) -> RegressionError {
    RegressionError::Fit(error.to_string())
}
