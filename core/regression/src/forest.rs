//! A fitted random forest as flat arrays: what a row is predicted from, and what each of its features had to say.
//!
//! Breiman, "Random Forests", 2001. Every tree lies in preorder: the child for small values follows its parent, so a
//! node needs 16 bytes and a walk from root to leaf mostly reads forward.

mod contributions;
mod grown;
mod planting;

use crate::Rows;

pub use contributions::Contributions;
pub(crate) use grown::Ground;

/// A fitted random forest.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    features: usize,
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
        if row.len() != self.features || row.iter().any(|value| value.is_nan()) {
            return f64::NAN;
        }
        let sum = self.roots.iter().fold(0.0, |sum, root| sum + self.answer(*root, row));
        sum / self.roots.len() as f64
    }

    /// The prediction of every row, to the bit what [`Self::predict`] says of it.
    #[must_use]
    pub fn predict_all(&self, rows: &Rows) -> Vec<f64> {
        let starts = (0..rows.len()).step_by(BLOCK_ROWS);
        starts.flat_map(|start| self.predict_block(rows, start)).collect()
    }

    fn predict_block(&self, rows: &Rows, start: usize) -> Vec<f64> {
        let block: Vec<Vec<f64>> = (start..rows.len().min(start + BLOCK_ROWS)).map(|index| rows.row(index)).collect();
        let is_known = |row: &Vec<f64>| row.len() == self.features && !row.iter().any(|value| value.is_nan());
        let mut sums: Vec<f64> = block.iter().map(|row| if is_known(row) { 0.0 } else { f64::NAN }).collect();
        for root in &self.roots {
            for (sum, row) in sums.iter_mut().zip(&block).filter(|(sum, _)| !sum.is_nan()) {
                *sum += self.answer(*root, row);
            }
        }
        sums.iter().map(|sum| sum / self.roots.len() as f64).collect()
    }

    /// What the tree that begins at `root` says of a row with a value for every feature.
    pub(crate) fn answer(&self, root: u32, row: &[f64]) -> f64 {
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
