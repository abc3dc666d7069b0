//! Every feature, tested twice, the gravest first.

use api::{DriftRow, ModelsParams};
use drift::compatible::ColumnTest;
use drift::honest::{ColumnFinding, Direction};
use timeseries::text::{percent, significant};

use super::{Place, Report};
use crate::StoredEvaluation;
use crate::models_page::column::Column;
use crate::models_page::words::{chance, drift_word, rows as counted, short};

/// The name of the feature that the honest test finds gravest; empty where it tested none.
pub(super) fn gravest(evaluation: &StoredEvaluation) -> &str {
    sorted(&evaluation.honest.columns).first().map_or("", |column| &column.name)
}

/// By what each adds to the error to expect; of those that add alike the one that moved farther first.
fn sorted(columns: &[ColumnFinding]) -> Vec<&ColumnFinding> {
    let mut sorted: Vec<&ColumnFinding> = columns.iter().collect();
    let farther = |a: &ColumnFinding, b: &ColumnFinding| b.statistic.total_cmp(&a.statistic);
    sorted.sort_by(|a, b| b.added_squared_error.total_cmp(&a.added_squared_error).then_with(|| farther(a, b)));
    sorted
}

/// The rows of the table.
pub(super) fn rows(report: &Report<'_>, params: &ModelsParams, place: Place) -> Vec<DriftRow> {
    let tests = &report.evaluation.compatible.columns;
    let test = |name: &str| tests.iter().find(|test| test.name == name);
    let link = |name: &str| {
        let column = Column::named(&report.model.schema, name).filter(|_| place == Place::Page);
        column.map(|column| column.link(params, "column"))
    };
    let columns = sorted(&report.evaluation.honest.columns).into_iter();
    columns.map(|finding| row(report, finding, test(&finding.name), link(&finding.name))).collect()
}

fn row(report: &Report<'_>, finding: &ColumnFinding, test: Option<&ColumnTest>, link: Option<String>) -> DriftRow {
    DriftRow {
        name: finding.name.clone(),
        link,
        honest: drift_word(finding.drifted),
        severity: severity(report, finding),
        chances: [finding.p_value, finding.q_value].map(|p| chance(p.unwrap_or(f64::NAN))),
        direction: direction(finding),
        compatible_test: test.map_or_else(|| [const { String::new() }; 3], test_texts),
        compatible: test.map_or("", |test| drift_word(test.drifted)),
        nulls: [finding.null_share_reference, finding.null_share].map(percent),
        new_categories: new_categories(report, finding),
    }
}

/// The share of the column in what all columns add to the squared error to expect.
fn severity(report: &Report<'_>, finding: &ColumnFinding) -> String {
    let extra: f64 = report.evaluation.honest.columns.iter().map(|column| column.added_squared_error).sum();
    if extra > 0.0 { percent(finding.added_squared_error / extra) } else { "–".to_owned() }
}

fn test_texts(test: &ColumnTest) -> [String; 3] {
    let score = test.score.unwrap_or(f64::NAN);
    let score = if test.method.is_distance() { short(score) } else { chance(score) };
    [test.method.name().to_owned(), score, significant(test.threshold, 2)]
}

/// Formats the direction in which a column moved, and its share of rows outside the reference.
fn direction(finding: &ColumnFinding) -> String {
    let moved = match finding.direction {
        Some(Direction::Higher) => "higher",
        Some(Direction::Lower) => "lower",
        Some(Direction::Reshaped) => "spread differently",
        None => "",
    };
    let outside = (finding.outside_share > 0.0).then(|| format!("{} never seen", percent(finding.outside_share)));
    [Some(moved.to_owned()), outside]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn new_categories(report: &Report<'_>, finding: &ColumnFinding) -> String {
    let feature = report.model.schema.features.iter().find(|feature| feature.name == finding.name);
    let name =
        |code: f64| feature.and_then(|feature| feature.meaning(code)).map_or_else(|| code.to_string(), str::to_owned);
    let category = |(code, count): &(f64, usize)| format!("{} ({})", name(*code), counted(*count));
    finding.new_categories.iter().map(category).collect::<Vec<_>>().join(", ")
}
