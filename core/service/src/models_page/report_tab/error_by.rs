//! The error by the values of a column, beside that of the reference.

use api::{ErrorByView, ErrorGroup};
use regression::score;
use timeseries::text::grouped;

use super::Report;
use crate::models_page::column::{Column, Which};
use crate::models_page::distribution::mean;
use crate::models_page::groups::Groups;
use crate::models_page::words::{short, signed};

/// Groups with fewer rows are not called the worst.
const FEW_ROWS: usize = 5;

/// The rows of a group: actual and predicted.
#[derive(Clone, Debug, Default)]
struct Pairs {
    actual: Vec<f64>,
    predicted: Vec<f64>,
}

impl Pairs {
    fn rmse(&self) -> f64 {
        score(&self.actual, &self.predicted).map_or(f64::NAN, |scores| scores.rmse)
    }
}

/// The groups of a column's values, each with its error. Of the prediction itself there are no groups of the reference that mean
/// the same.
pub(super) fn view(report: &Report<'_>, column: &Column<'_>) -> ErrorByView {
    let (reference, current) = (column.of_reference(report.model), column.of_evaluation(report.evaluation));
    let groups = Groups::of(column, reference, current);
    let rows = &report.evaluation.rows;
    let of_rows = grouped_pairs(&groups, current, &rows.actual, &rows.predicted);
    let of_reference = grouped_pairs(&groups, reference, report.model.reference.target(), &report.model.out_of_bag);
    let named = groups.names().iter().zip(of_rows.iter().zip(&of_reference));
    ErrorByView {
        label: label(column),
        summary: summary(groups.names(), &of_rows, &of_reference),
        groups: named.map(|(name, (rows, reference))| group(name, rows, reference)).collect(),
    }
}

fn label(column: &Column<'_>) -> String {
    match column.which {
        Which::Feature(..) => column.label(),
        Which::Target => "what was actual".to_owned(),
        Which::Prediction => "what was predicted".to_owned(),
    }
}

fn grouped_pairs(groups: &Groups, values: &[f64], actual: &[f64], predicted: &[f64]) -> Vec<Pairs> {
    let mut pairs = vec![Pairs::default(); groups.names().len()];
    for ((value, actual), predicted) in values.iter().zip(actual).zip(predicted) {
        if let Some(pair) = groups.place(*value).and_then(|place| pairs.get_mut(place)) {
            pair.actual.push(*actual);
            pair.predicted.push(*predicted);
        }
    }
    pairs
}

fn group(name: &str, rows: &Pairs, reference: &Pairs) -> ErrorGroup {
    let (actual, predicted) = (mean(&rows.actual), mean(&rows.predicted));
    ErrorGroup {
        name: name.to_owned(),
        rows: grouped(rows.actual.len() as u64),
        means: [short(actual), short(predicted), signed(predicted - actual)],
        rmse: rows.rmse(),
        reference_rmse: reference.rmse(),
        errors: [rows.rmse(), reference.rmse()].map(short),
    }
}

fn summary(names: &[String], rows: &[Pairs], reference: &[Pairs]) -> String {
    let enough = names.iter().zip(rows.iter().zip(reference)).filter(|(_, (rows, _))| rows.actual.len() >= FEW_ROWS);
    let worst = enough.filter(|(_, (rows, _))| rows.rmse().is_finite());
    let worst = worst.max_by(|(_, (a, _)), (_, (b, _))| a.rmse().total_cmp(&b.rmse()));
    let Some((name, (rows, reference))) = worst else { return String::new() };
    let before = match reference.rmse() {
        rmse if rmse.is_finite() => format!("{} in the reference", short(rmse)),
        _ => "no such rows in the reference".to_owned(),
    };
    format!("Worst for {name}: RMSE {} ({before}).", short(rows.rmse()))
}
