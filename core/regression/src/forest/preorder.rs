//! The nodes of a forest one after the other: how trees are laid down, and how they are written to a file.

use super::{Forest, LEAF, Node};

/// A node in preorder: behind a question comes all that follows from small values, then all that follows from greater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PreorderNode {
    /// The feature asked about; `None` of a leaf.
    pub(crate) feature: Option<usize>,
    /// Of a question the greatest of its small values, of a leaf its answer.
    pub(crate) value: f64,
    /// The mean of the training targets that reached it; of a leaf its answer.
    pub(crate) mean: f64,
}

impl Forest {
    /// The nodes of all trees.
    pub(crate) fn preorder(&self) -> impl Iterator<Item = PreorderNode> {
        self.nodes.iter().zip(&self.means).map(|(node, mean)| PreorderNode {
            feature: (node.feature != LEAF).then_some(node.feature as usize),
            value: node.value,
            mean: *mean,
        })
    }

    /// The forest of these nodes, with an importance a feature; `None` where they are not whole trees, ask about a
    /// feature that is not there, or are too many.
    pub(crate) fn of_preorder(nodes: &[PreorderNode], importances: Vec<f64>) -> Option<Self> {
        let means = nodes.iter().map(|node| node.mean).collect();
        let mut forest = Self { nodes: Vec::with_capacity(nodes.len()), means, roots: Vec::new(), importances };
        // Questions whose greater values have nowhere to go yet.
        let mut waiting = Vec::<usize>::new();
        let mut is_next_a_root = true;
        for (at, node) in nodes.iter().enumerate() {
            if is_next_a_root {
                forest.roots.push(u32::try_from(at).ok()?);
            }
            forest.nodes.push(forest.unlinked(node)?);
            match node.feature {
                Some(_) => {
                    waiting.push(at);
                    is_next_a_root = false;
                }
                None => match waiting.pop() {
                    Some(question) => forest.nodes[question].right = u32::try_from(at + 1).ok()?,
                    None => is_next_a_root = true,
                },
            }
        }
        is_next_a_root.then_some(forest)
    }

    fn unlinked(&self, node: &PreorderNode) -> Option<Node> {
        match node.feature {
            None => Some(Node { value: node.value, feature: LEAF, right: 0 }),
            Some(feature) if feature < self.importances.len() => {
                Some(Node { value: node.value, feature: u32::try_from(feature).ok()?, right: 0 })
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn question(feature: usize, value: f64) -> PreorderNode {
        PreorderNode { feature: Some(feature), value, mean: 5.0 }
    }

    const fn leaf(value: f64) -> PreorderNode {
        PreorderNode { feature: None, value, mean: value }
    }

    #[test]
    fn links_follow_from_the_order() {
        let nodes = [question(0, 1.0), question(1, 2.0), leaf(10.0), leaf(20.0), leaf(30.0), leaf(7.0)];
        let forest = Forest::of_preorder(&nodes, vec![0.5, 0.5]).unwrap();
        assert_eq!((forest.trees(), forest.nodes()), (2, 6));
        let cases = [([1.0, 2.0], 10.0), ([1.0, 2.1], 20.0), ([1.1, 0.0], 30.0)];
        for (row, answer) in cases {
            assert_eq!(forest.predict(&row), f64::midpoint(answer, 7.0), "{row:?}");
        }
        assert!(forest.preorder().eq(nodes));
    }

    #[test]
    fn what_is_no_forest() {
        let cases: [&[PreorderNode]; 4] = [
            &[question(0, 1.0)],
            &[question(0, 1.0), leaf(1.0)],
            &[leaf(1.0), question(0, 1.0), question(0, 2.0), leaf(1.0), leaf(2.0)],
            &[question(2, 1.0), leaf(1.0), leaf(2.0)],
        ];
        for nodes in cases {
            assert_eq!(Forest::of_preorder(nodes, vec![0.5, 0.5]), None, "{nodes:?}");
        }
    }

    #[test]
    fn a_row_that_does_not_fit_has_no_prediction() {
        let forest = Forest::of_preorder(&[leaf(7.0)], vec![0.0]).unwrap();
        assert_eq!(forest.predict(&[1.0]), 7.0);
        for row in [&[][..], &[f64::NAN], &[1.0, 2.0]] {
            assert!(forest.predict(row).is_nan(), "{row:?}");
            assert_eq!(forest.contributions(row), None);
        }
    }
}
