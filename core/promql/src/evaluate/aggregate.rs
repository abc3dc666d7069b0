//! `sum`, `avg`, `min`, `max` and `count` across series, `by` or `without` some labels.

use std::collections::BTreeMap;

use timeseries::Labels;

use super::reduction::Reduction;
use super::value::{Row, Value};
use super::{EvaluateError, Evaluation, error};
use crate::ast::{AggregateExpr, LabelModifier};

impl Evaluation<'_> {
    /// The aggregation of each group of series.
    pub(super) fn aggregate(&mut self, aggregate: &AggregateExpr) -> Result<Value, EvaluateError> {
        let operator = aggregate.op.to_string();
        let Some(reduction) = Reduction::named(&operator) else {
            return Err(error::unsupported(&format!("`{operator}`")));
        };
        let mut groups = BTreeMap::<Labels, Vec<Row>>::new();
        for row in self.rows(&aggregate.expr)? {
            groups.entry(group_of(&row.labels, aggregate.modifier.as_ref())).or_default().push(row);
        }
        let rows = groups.into_iter().map(|(labels, rows)| Row { labels, points: self.reduced(reduction, &rows) });
        Ok(Value::Vector(rows.collect()))
    }

    fn reduced(&self, reduction: Reduction, rows: &[Row]) -> Vec<Option<f64>> {
        let at = |point: usize| rows.iter().filter_map(move |row| row.points[point]);
        (0..self.grid.len).map(|point| reduction.of(at(point))).collect()
    }
}

/// The labels that a series' group keeps.
fn group_of(labels: &Labels, modifier: Option<&LabelModifier>) -> Labels {
    match modifier {
        None => Labels::default(),
        Some(LabelModifier::Include(names)) => labels.only(|name| names.labels.iter().any(|kept| kept == name)),
        Some(LabelModifier::Exclude(names)) => {
            labels.without_metric_name().only(|name| names.labels.iter().all(|dropped| dropped != name))
        }
    }
}
