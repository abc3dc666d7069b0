//! A tree as smartcore fitted it. Its nodes are private there, and are read through their serialisation.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize;
use smartcore::ensemble::random_forest_regressor::{RandomForestRegressor, RandomForestRegressorParameters};
use smartcore::linalg::basic::matrix::DenseMatrix;

use crate::RegressionError;

/// One tree, and the rows it was grown from.
#[derive(Debug)]
pub(crate) struct GrownTree {
    /// The root first; a child has a greater index than its parent.
    pub(super) nodes: Vec<GrownNode>,
    /// Of every training row, whether the tree drew it.
    pub(crate) in_bag: Vec<bool>,
}

/// A node of a tree; a leaf has no children.
#[derive(Debug, Deserialize)]
pub(super) struct GrownNode {
    /// The mean of the targets that reached it.
    pub(super) output: f64,
    pub(super) split_feature: usize,
    pub(super) split_value: Option<f64>,
    /// By how much the split lowers the squared error, summed over the rows that reach it.
    pub(super) split_score: Option<f64>,
    /// Where values up to `split_value` go.
    pub(super) true_child: Option<usize>,
    pub(super) false_child: Option<usize>,
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

fn refused(error: impl std::fmt::Display) -> RegressionError {
    RegressionError::Fit(error.to_string())
}
