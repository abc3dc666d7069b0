//! Two vectors: each series meets the one with the same labels on the other side, the name aside.

use std::collections::BTreeMap;

use timeseries::Labels;

use super::operator::Operator;
use crate::evaluate::value::{Row, distinct};
use crate::evaluate::{EvaluateError, error};

/// The results of all pairs. A series without a partner has none.
pub(super) fn one_to_one(operator: Operator, left: Vec<Row>, right: Vec<Row>) -> Result<Vec<Row>, EvaluateError> {
    let mut right = by_group(right)?;
    let pairs = by_group(left)?.into_iter().filter_map(|(group, left)| Some((left, right.remove(&group)?)));
    distinct(pairs.map(|(left, right)| combined(operator, left, &right)).collect())
}

fn combined(operator: Operator, left: Row, right: &Row) -> Row {
    let pair = |(left, right): (&Option<f64>, &Option<f64>)| operator.apply((*left)?, (*right)?, (*left)?);
    let points = left.points.iter().zip(&right.points).map(pair).collect();
    operator.result_of(Row { labels: left.labels, points })
}

/// The rows by what they are matched on, which must tell them apart.
fn by_group(rows: Vec<Row>) -> Result<BTreeMap<Labels, Row>, EvaluateError> {
    let count = rows.len();
    let groups: BTreeMap<_, _> = rows.into_iter().map(|row| (row.labels.without_metric_name(), row)).collect();
    if groups.len() < count {
        return Err(error::execution("found duplicate series for the match group; many-to-many matching not allowed"));
    }
    Ok(groups)
}
