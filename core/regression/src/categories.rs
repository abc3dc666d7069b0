//! The categories of a model: those its schema declares, and those met in the rows it learns from.

use crate::feature::Kind;
use crate::{RegressionError, Rows, Schema};

/// More categories than this are no categories.
pub(crate) const MAX_CATEGORIES: usize = 1000;

/// Makes every category of the rows known to the schema, behind those it knows, in alphabetical order.
pub(crate) fn learn(schema: &mut Schema, rows: &mut Rows) -> Result<(), RegressionError> {
    let categories = schema.features.iter_mut().enumerate().filter(|(_, feature)| feature.kind == Kind::Category);
    for (index, feature) in categories {
        let met = rows.unseen(index);
        let count = feature.values.len() + met.len();
        if count > MAX_CATEGORIES {
            return Err(RegressionError::TooManyCategories { column: feature.name.clone(), count });
        }
        for (name, _) in met {
            feature.values.push((feature.values.len() as f64, name));
        }
        rows.code_again(index, feature);
    }
    Ok(())
}
