//! A fitted random forest as flat arrays: what a row is predicted from, and what each of its features had to say.
//!
//! Breiman, "Random Forests", 2001. Every tree lies in preorder: the child for small values follows its parent, so a
//! node needs 16 bytes and a walk from root to leaf mostly reads forward.

mod contributions;
mod grown;
mod preorder;

use crate::Rows;
use crate::scores::mean;

pub use contributions::Contributions;
pub(crate) use grown::{Ground, normalised};
pub(crate) use preorder::PreorderNode;

/// A fitted random forest.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    nodes: Vec<Node>,
    /// The mean of the training targets that reached each node.
    means: Vec<f64>,
    /// Where each tree begins.
    roots: Vec<u32>,
    importances: Vec<f64>,
}

/// A question, or an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    /// Of a question: a value up to this goes to the next node. Of an answer: the prediction.
    value: f64,
    /// The feature asked about; [`LEAF`] of an answer.
    feature: u32,
    /// Where a greater value goes.
    right: u32,
}

/// The feature of a node that asks nothing.
const LEAF: u32 = u32::MAX;

/// Rows that are walked through a tree while it is in the processor's cache.
const BLOCK_ROWS: usize = 256;

impl Forest {
    /// How many trees.
    #[must_use]
    pub fn trees(&self) -> usize {
        self.roots.len()
    }

    /// How many nodes all trees have together.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// How much each feature lowers the variance of the training targets, in the schema's order; they sum to 1, or all
    /// are 0 where no tree asks anything.
    #[must_use]
    pub fn importances(&self) -> &[f64] {
        &self.importances
    }

    /// The mean of what the trees say about a row; NaN where the row has another number of values or a null.
    #[must_use]
    pub fn predict(&self, row: &[f64]) -> f64 {
        match self.fits(row) {
            true => self.roots.iter().fold(0.0, |sum, root| sum + self.answer(*root, row)) / self.roots.len() as f64,
            false => f64::NAN,
        }
    }

    /// The prediction of every row, to the bit what [`Self::predict`] says of it.
    #[must_use]
    pub fn predict_all(&self, rows: &Rows) -> Vec<f64> {
        let starts = (0..rows.len()).step_by(BLOCK_ROWS);
        starts.flat_map(|start| self.predict_block(rows, start)).collect()
    }

    /// Of every row the mean of what those trees say that did not draw it, given for each tree whether it drew the row;
    /// NaN where all did.
    pub(crate) fn out_of_bag(&self, rows: &Rows, in_bag: &[Vec<bool>]) -> Vec<f64> {
        let of_row = |index: usize| {
            let row = rows.row(index);
            let strangers = self.roots.iter().zip(in_bag).filter(|(_, drawn)| !drawn[index]);
            mean(strangers.map(|(root, _)| self.answer(*root, &row))).unwrap_or(f64::NAN)
        };
        (0..rows.len()).map(of_row).collect()
    }

    fn predict_block(&self, rows: &Rows, start: usize) -> Vec<f64> {
        let block: Vec<Vec<f64>> = (start..rows.len().min(start + BLOCK_ROWS)).map(|index| rows.row(index)).collect();
        let mut sums: Vec<f64> = block.iter().map(|row| if self.fits(row) { 0.0 } else { f64::NAN }).collect();
        for root in &self.roots {
            for (sum, row) in sums.iter_mut().zip(&block).filter(|(sum, _)| !sum.is_nan()) {
                *sum += self.answer(*root, row);
            }
        }
        sums.iter().map(|sum| sum / self.roots.len() as f64).collect()
    }

    /// Whether a row has a value for every feature.
    fn fits(&self, row: &[f64]) -> bool {
        row.len() == self.importances.len() && !row.iter().any(|value| value.is_nan())
    }

    /// What the tree that begins at `root` says of a row with a value for every feature.
    fn answer(&self, root: u32, row: &[f64]) -> f64 {
        self.nodes[self.leaf(root, row)].value
    }

    /// The node that a row ends at in one tree.
    fn leaf(&self, root: u32, row: &[f64]) -> usize {
        let mut at = root as usize;
        loop {
            let node = &self.nodes[at];
            if node.feature == LEAF {
                return at;
            }
            at = self.next(at, node, row);
        }
    }

    /// The node that follows a question.
    fn next(&self, at: usize, node: &Node, row: &[f64]) -> usize {
        match row[node.feature as usize] <= node.value {
            true => at + 1,
            false => node.right as usize,
        }
    }
}
