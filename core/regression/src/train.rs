//! From rows to a model: a random forest, and its honest scores from the trees that did not see a row.

use crate::forest::{Forest, Ground};
use crate::{Model, Origin, RegressionError, Rows, Schema, Settings, score};

/// The fewest rows that a model can be trained on: of fewer, hardly any is unseen by some tree.
pub(crate) const MIN_ROWS: usize = 20;
/// The most: a hundred trees of so many rows fill gigabytes.
pub(crate) const MAX_ROWS: usize = 100_000;
/// The most trees.
pub(crate) const MAX_TREES: usize = 10_000;

/// Trains a model on the rows that have a target and every feature; the others are counted and left out.
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
    let is_usable = |index: usize| rows.target()[index].is_finite() && schema.is_known(&rows.row(index));
    let reference = rows.select(is_usable);
    check_count(reference.len())?;
    let (forest, out_of_bag) = grow(&reference, settings)?;
    let scores = |predicted: &[f64]| score(reference.target(), predicted).ok_or(RegressionError::Unusable);
    Ok(Model {
        schema: schema.clone(),
        settings,
        origin,
        left_out: rows.len() - reference.len(),
        out_of_bag_scores: scores(&out_of_bag)?,
        training_scores: scores(&forest.predict_all(&reference))?,
        forest,
        out_of_bag,
        reference,
    })
}

fn check_count(rows: usize) -> Result<(), RegressionError> {
    match rows {
        0..MIN_ROWS => Err(RegressionError::TooFewRows { have: rows }),
        MIN_ROWS..=MAX_ROWS => Ok(()),
        _ => Err(RegressionError::TooManyRows { have: rows }),
    }
}

/// The forest, and of every row the mean of what the trees say that did not draw it; NaN where all did.
fn grow(reference: &Rows, settings: Settings) -> Result<(Forest, Vec<f64>), RegressionError> {
    let ground = Ground::new(reference.columns(), reference.target())?;
    let mut forest = Forest::bare(reference.columns().len());
    let mut unseen_by = vec![(0.0, 0_u32); reference.len()];
    for tree in 0..settings.trees {
        let grown = ground.grow(seed_of(settings.seed, tree as u64))?;
        let root = forest.plant(&grown)?;
        for (index, (sum, trees)) in unseen_by.iter_mut().enumerate().filter(|(index, _)| !grown.in_bag[*index]) {
            *sum += forest.answer(root, &reference.row(index));
            *trees += 1;
        }
    }
    forest.finish();
    Ok((forest, unseen_by.into_iter().map(|(sum, trees)| sum / f64::from(trees)).collect()))
}

/// The seed of one tree, so far from those of another forest that forests of two seeds share no tree.
fn seed_of(forest: u64, tree: u64) -> u64 {
    // The fraction of the golden ratio spreads neighbours over all of u64 (Knuth, "The Art of Computer Programming", 6.4).
    forest.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(tree)
}
