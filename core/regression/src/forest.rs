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
    /// Index of each tree's root.
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
    /// Index of the child for greater values.
    right: u32,
}

/// The feature of a node that asks nothing.
const LEAF: u32 = u32::MAX;

/// Rows that are walked through a tree while it is in the processor's cache.
const BLOCK_ROWS: usize = 256;
/// Rows that are walked through it side by side.
const LANES: usize = 8;

impl Forest {
    /// Returns the number of trees.
    #[must_use]
    pub fn trees(&self) -> usize {
        self.roots.len()
    }

    /// Returns the number of nodes of all trees together.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the importances: the share of each feature in lowering the variance of the training targets, in the schema's order; they
    /// sum to 1, or all are 0 where no tree splits.
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
        let fitting: Vec<&[f64]> = block.iter().map(Vec::as_slice).filter(|row| self.fits(row)).collect();
        let mut sums = vec![0.0; fitting.len()];
        for root in &self.roots {
            self.add_answers(*root, &fitting, &mut sums);
        }
        let mut sums = sums.into_iter();
        let trees = self.roots.len() as f64;
        let of_row = |row: &Vec<f64>| if self.fits(row) { sums.next().map(|sum| sum / trees) } else { None };
        block.iter().map(of_row).map(|prediction| prediction.unwrap_or(f64::NAN)).collect()
    }

    /// Adds what one tree says of every row.
    fn add_answers(&self, root: u32, rows: &[&[f64]], sums: &mut [f64]) {
        let (rows, last_rows) = rows.as_chunks::<LANES>();
        let (sums, last_sums) = sums.as_chunks_mut::<LANES>();
        for (sums, rows) in sums.iter_mut().zip(rows) {
            let leaves = self.leaves(root, rows);
            sums.iter_mut().zip(leaves).for_each(|(sum, leaf)| *sum += self.nodes[leaf].value);
        }
        last_sums.iter_mut().zip(last_rows).for_each(|(sum, row)| *sum += self.answer(root, row));
    }

    /// The nodes that some rows end at in one tree. They go side by side, so that the processor need not wait for one
    /// row's node before it asks for the next row's.
    fn leaves(&self, root: u32, rows: &[&[f64]; LANES]) -> [usize; LANES] {
        let mut at = [root as usize; LANES];
        loop {
            let mut is_any_asked = false;
            for (at, row) in at.iter_mut().zip(rows) {
                let node = &self.nodes[*at];
                if node.feature != LEAF {
                    *at = self.next(*at, node, row);
                    is_any_asked = true;
                }
            }
            if !is_any_asked {
                return at;
            }
        }
    }

    /// Returns true if a row has a value for every feature.
    fn fits(&self, row: &[f64]) -> bool {
        row.len() == self.importances.len() && !row.iter().any(|value| value.is_nan())
    }

    /// Returns the prediction of the tree at `root` for a row with a value for every feature.
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
        // Which way is as good as random: a choice costs less than a jump that is foreseen wrongly.
        std::hint::select_unpredictable(row[node.feature as usize] <= node.value, at + 1, node.right as usize)
    }
}
