//! The trees of a forest in its file: their nodes in preorder, from which every link follows.

use super::ModelFileError;
use super::reader::Reader;
use super::writer::Writer;
use crate::Forest;
use crate::forest::PreorderNode;

/// Stands for the feature of a leaf.
const LEAF: u16 = u16::MAX;

/// Writes what the nodes ask, what they hold, and the means of those that ask; like next to like, as it folds best.
pub(super) fn write(forest: &Forest, to: &mut Writer) {
    to.count(forest.trees());
    to.count(forest.nodes());
    for node in forest.preorder() {
        to.u16(node.feature.and_then(|feature| u16::try_from(feature).ok()).unwrap_or(LEAF));
    }
    forest.preorder().for_each(|node| to.f64(node.value));
    forest.preorder().filter(|node| node.feature.is_some()).for_each(|node| to.f64(node.mean));
    to.f64s(forest.importances());
}

/// Returns the maximum size of the nodes, in bytes.
pub(super) fn bytes(forest: &Forest) -> usize {
    // A feature, what is asked or answered, and a mean.
    forest.nodes() * (2 + 8 + 8)
}

/// Reads them, and makes sure that every walk through a tree ends.
pub(super) fn read(features: usize, from: &mut Reader<'_>) -> Result<Forest, ModelFileError> {
    let trees = from.count(1)?;
    let count = from.count(2)?;
    let asked = from.list(count, Reader::u16)?;
    let values = from.list(count, Reader::finite)?;
    let node = |(feature, value): (u16, f64)| -> Result<PreorderNode, ModelFileError> {
        match feature {
            LEAF => Ok(PreorderNode { feature: None, value, mean: value }),
            feature => Ok(PreorderNode { feature: Some(usize::from(feature)), value, mean: from.finite()? }),
        }
    };
    let nodes = asked.into_iter().zip(values).map(node).collect::<Result<Vec<_>, _>>()?;
    let importances = from.list(features, Reader::finite)?;
    let forest = Forest::of_preorder(&nodes, importances).ok_or(ModelFileError::Senseless("forest"))?;
    if forest.trees() == trees { Ok(forest) } else { Err(ModelFileError::Senseless("forest")) }
}
