//! The categories of a model: those its schema declares, and those met in the rows it learns from.

use crate::category::is_one_category;
use crate::feature::Kind;
use crate::{Feature, RegressionError, Rows, Schema};

/// More categories than this are no categories.
pub(crate) const MAX_CATEGORIES: usize = 1000;
/// Categories that are longer together are documents: a model's file keeps every one whole.
pub(crate) const MAX_CATEGORY_BYTES: usize = 1 << 20;

/// Makes every category of the rows known to the schema, behind those it knows, in alphabetical order.
pub(crate) fn learn(schema: &mut Schema, rows: &mut Rows) -> Result<(), RegressionError> {
    let categories = schema.features.iter_mut().enumerate().filter(|(_, feature)| feature.kind == Kind::Category);
    for (index, feature) in categories {
        let met: Vec<String> = rows.unseen(index).into_iter().map(|(name, _)| name).collect();
        let count = feature.values.len() + met.len();
        if count > MAX_CATEGORIES {
            return Err(RegressionError::TooManyCategories { column: feature.name.clone(), count });
        }
        for name in new_categories(feature, met) {
            feature.values.push((feature.values.len() as f64, name));
        }
        check_length(feature)?;
        rows.code_again(index, feature);
    }
    Ok(())
}

/// The names without other spellings of one category, where every name has such a spelling: all are whole numbers, or all are
/// `true` or `false`.
fn new_categories(feature: &Feature, met: Vec<String>) -> Vec<String> {
    let names = || feature.values.iter().map(|(_, name)| name).chain(&met);
    if !names().all(|name| is_one_category(name, name)) {
        return met;
    }
    let mut new: Vec<String> = Vec::new();
    for name in met {
        let is_known =
            feature.values.iter().map(|(_, name)| name).chain(&new).any(|known| is_one_category(known, &name));
        if !is_known {
            new.push(name);
        }
    }
    new
}

fn check_length(feature: &Feature) -> Result<(), RegressionError> {
    let bytes = feature.values.iter().map(|(_, name)| name.len()).sum();
    match bytes <= MAX_CATEGORY_BYTES {
        true => Ok(()),
        false => Err(RegressionError::CategoriesTooLong { column: feature.name.clone(), bytes }),
    }
}
