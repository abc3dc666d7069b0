//! From grown trees to the flat arrays of a forest.

use super::grown::{GrownNode, GrownTree};
use super::{Forest, LEAF, Node};
use crate::RegressionError;

impl Forest {
    /// A forest without a tree.
    pub(crate) fn bare(features: usize) -> Self {
        Self { features, nodes: Vec::new(), means: Vec::new(), roots: Vec::new(), importances: vec![0.0; features] }
    }

    /// Plants a tree behind the others and says where it begins.
    ///
    /// A tree is also split where nothing is left to explain, as long as rows differ; such splits are not planted.
    pub(crate) fn plant(&mut self, tree: &GrownTree) -> Result<u32, RegressionError> {
        let root = self.next_index()?;
        let answers = answers(&tree.nodes);
        // What is to be planted, and the question whose greater values go there.
        let mut waiting = vec![(0, None)];
        while let Some((index, asked_by)) = waiting.pop() {
            let at = self.next_index()?;
            if let Some(question) = asked_by {
                self.nodes[question as usize].right = at;
            }
            let node = &tree.nodes[index];
            match (answers[index], node.split_value, node.true_child.zip(node.false_child)) {
                (None, Some(value), Some((left, right))) => {
                    self.add(Node { value, feature: node.split_feature as u32, right: 0 }, node.output);
                    waiting.push((right, Some(at)));
                    waiting.push((left, None));
                }
                (answer, ..) => {
                    let value = answer.unwrap_or(node.output);
                    self.add(Node { value, feature: LEAF, right: 0 }, value);
                }
            }
        }
        self.roots.push(root);
        add_importances(&tree.nodes, &mut self.importances);
        Ok(root)
    }

    /// Makes the importances of all trees sum to 1.
    pub(crate) fn finish(&mut self) {
        normalise(&mut self.importances);
    }

    fn add(&mut self, node: Node, mean: f64) {
        self.nodes.push(node);
        self.means.push(mean);
    }

    fn next_index(&self) -> Result<u32, RegressionError> {
        u32::try_from(self.nodes.len()).map_err(|_| RegressionError::TooLarge)
    }
}

/// Of every node, what all leaves below it say; `None` where they differ.
fn answers(nodes: &[GrownNode]) -> Vec<Option<f64>> {
    let mut answers = vec![None; nodes.len()];
    // Children come behind their parents, so they are known before them.
    for (index, node) in nodes.iter().enumerate().rev() {
        answers[index] = match node.true_child.zip(node.false_child) {
            None => Some(node.output),
            Some((left, right)) => answers[left].filter(|answer| answers[right] == Some(*answer)),
        };
    }
    answers
}

/// Adds the share of each feature in what one tree explains.
fn add_importances(nodes: &[GrownNode], importances: &mut [f64]) {
    let mut of_tree = vec![0.0; importances.len()];
    for node in nodes {
        of_tree[node.split_feature] += node.split_score.unwrap_or(0.0);
    }
    normalise(&mut of_tree);
    importances.iter_mut().zip(of_tree).for_each(|(sum, share)| *sum += share);
}

/// Makes values sum to 1, unless they are all 0.
fn normalise(values: &mut [f64]) {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
}
