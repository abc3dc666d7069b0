//! From rows to a model: a random forest, and its honest scores from the trees that did not see a row.

use crate::categories::learn;
use crate::forest::{Forest, Ground, normalised};
use crate::model_file::{MAX_BODY_BYTES, body_bytes};
use crate::{Model, Origin, RegressionError, Rows, Schema, Settings, score};

/// The fewest rows that a model can be trained on: of fewer, hardly any is unseen by some tree.
pub(crate) const MIN_ROWS: usize = 20;
/// The most: a hundred trees of so many rows fill gigabytes.
pub(crate) const MAX_ROWS: usize = 100_000;
/// The most trees.
pub(crate) const MAX_TREES: usize = 10_000;

/// Trains a model on the rows that have a target and every feature; the others are counted and left out. Categories that
/// the schema does not know yet are known to that of the model.
///
/// The trees are grown one by one by smartcore, as scikit-learn's `RandomForestRegressor` grows them by default: from as
/// many rows as there are, drawn with replacement, every feature tried at every split, down to single rows.
///
/// # Errors
/// The schema is not in order, there are too few rows or too many, or the trees cannot be grown.
pub fn train(schema: &Schema, rows: &Rows, settings: Settings, origin: Origin) -> Result<Model, RegressionError> {
    schema.check()?;
    if !(1..=MAX_TREES).contains(&settings.trees) {
        return Err(RegressionError::Trees(settings.trees));
    }
    let mut reference = rows.select(|index| is_complete(rows, index));
    check_count(schema, rows, reference.len())?;
    let mut schema = schema.clone();
    learn(&mut schema, &mut reference)?;
    let (forest, out_of_bag) = grow(&reference, settings)?;
    let scores = |predicted: &[f64]| {
        // The trees are grown from squares, which must have an end too.
        let scores = score(reference.target(), predicted).filter(|scores| (scores.rmse * scores.rmse).is_finite());
        scores.ok_or(RegressionError::Unscored)
    };
    let model = Model {
        schema,
        settings,
        origin,
        left_out: rows.len() - reference.len(),
        out_of_bag_scores: scores(&out_of_bag)?,
        training_scores: scores(&forest.predict_all(&reference))?,
        forest,
        out_of_bag,
        reference,
    };
    check_size(&model)?;
    Ok(model)
}

/// Checks that the file of a model could be read again.
fn check_size(model: &Model) -> Result<(), RegressionError> {
    match body_bytes(model) {
        bytes if bytes > MAX_BODY_BYTES => Err(RegressionError::ModelTooLarge { bytes }),
        _ => Ok(()),
    }
}

fn is_complete(rows: &Rows, index: usize) -> bool {
    rows.target()[index].is_finite() && rows.columns().iter().all(|column| column[index].is_finite())
}

fn check_count(schema: &Schema, rows: &Rows, complete: usize) -> Result<(), RegressionError> {
    match complete {
        0..MIN_ROWS => Err(RegressionError::TooFewRows { have: complete, nulls: rows.nulls(schema) }),
        MIN_ROWS..=MAX_ROWS => Ok(()),
        _ => Err(RegressionError::TooManyRows { have: complete }),
    }
}

/// The forest, and what it says of every row by the trees that did not draw it.
fn grow(reference: &Rows, settings: Settings) -> Result<(Forest, Vec<f64>), RegressionError> {
    let features = reference.columns().len();
    let ground = Ground::new(reference.columns(), reference.target())?;
    let (mut nodes, mut in_bag, mut importances) = (Vec::new(), Vec::new(), vec![0.0; features]);
    for tree in 0..settings.trees {
        // One at a time: what smartcore fits is large until it is laid flat.
        let grown = ground.grow(seed_of(settings.seed, tree as u64))?;
        nodes.extend(grown.preorder());
        importances.iter_mut().zip(grown.importances(features)).for_each(|(sum, share)| *sum += share);
        in_bag.push(grown.in_bag);
    }
    let forest = Forest::of_preorder(&nodes, normalised(importances)).ok_or(RegressionError::TooLarge)?;
    let out_of_bag = forest.out_of_bag(reference, &in_bag);
    Ok((forest, out_of_bag))
}

/// The seed of one tree, so far from those of another forest that forests of two seeds share no tree.
fn seed_of(forest: u64, tree: u64) -> u64 {
    // The fraction of the golden ratio spreads neighbours over all of u64 (Knuth, "The Art of Computer Programming", 6.4).
    forest.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(tree)
}
