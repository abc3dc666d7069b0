//! The view of two sets of rows side by side: an evaluation with the reference, or with another evaluation.

use api::{CompareView, ModelsParams, ModelsProblem, PairRow, REFERENCE, SideChoice};
use drift::ColumnKind;
use regression::{Kind, Model, Scores};
use timeseries::text::{grouped, percent};

use super::column::Column;
use super::distribution::{Set, distribution, mean, moved_share, typical};
use super::groups::Groups;
use super::words::{amount, chance, compatible, figures, honest, short, times};
use crate::{EvaluationSummary, StoredEvaluation};

/// Label of the rows the model was trained on.
const REFERENCE_LABEL: &str = "reference";

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side<'a> {
    /// The rows the model was trained on.
    Reference,
    /// Rows that were evaluated.
    Evaluation(&'a StoredEvaluation),
}

/// Comparison of an evaluation with the reference or another evaluation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison<'a> {
    pub(super) model: &'a Model,
    pub(super) first: &'a StoredEvaluation,
    pub(super) second: Side<'a>,
}

impl<'a> Comparison<'a> {
    /// The view; `evaluations` are all that may be chosen, the newest first.
    pub(super) fn view(
        &self,
        evaluations: &[EvaluationSummary],
        params: &ModelsParams,
    ) -> Result<CompareView, ModelsProblem> {
        let schema = &self.model.schema;
        let columns = self.columns(params);
        let usual = columns.first().map_or("", |(_, row)| row.name.as_str());
        let column = Column::asked(schema, params, usual)?;
        let [first, second] = self.names();
        let [mine, theirs] = self.values(&column);
        let shown = distribution(&column, Set { name: &second, values: theirs }, Set { name: &first, values: mine });
        Ok(CompareView {
            sentence: self.sentence(),
            proof: self.proof(&columns),
            firsts: choices(evaluations, &self.first.id, false),
            seconds: choices(evaluations, self.second_id(), true),
            names: [first, second],
            scores: self.scores(),
            columns: columns.into_iter().map(|(_, row)| row).collect(),
            choices: column.links(params, "distributions"),
            distribution: shown,
        })
    }

    fn second_id(&self) -> &str {
        match self.second {
            Side::Reference => REFERENCE,
            Side::Evaluation(evaluation) => &evaluation.id,
        }
    }

    fn names(&self) -> [String; 2] {
        let second = match self.second {
            Side::Reference => REFERENCE_LABEL.to_owned(),
            Side::Evaluation(evaluation) => evaluation.period.clone(),
        };
        [self.first.period.clone(), second]
    }

    fn scores_of_second(&self) -> &Scores {
        match self.second {
            Side::Reference => &self.model.out_of_bag_scores,
            Side::Evaluation(evaluation) => &evaluation.scores,
        }
    }

    fn values(&self, column: &Column<'a>) -> [&'a [f64]; 2] {
        let second = match self.second {
            Side::Reference => column.of_reference(self.model),
            Side::Evaluation(evaluation) => column.of_evaluation(evaluation),
        };
        [column.of_evaluation(self.first), second]
    }

    fn sentence(&self) -> String {
        let (first, second) = (self.first.scores.rmse, self.scores_of_second().rmse);
        let [name, other] = self.names();
        let other = if matches!(self.second, Side::Reference) { "the reference, out of bag".to_owned() } else { other };
        format!(
            "{name} is off by {} (RMSE), {} that of {other}, {}.",
            amount(first, &self.model.schema),
            times(first, second),
            short(second)
        )
    }

    fn proof(&self, columns: &[(f64, PairRow)]) -> String {
        match columns.first() {
            Some((moved, row)) if moved.is_finite() => {
                format!("The column that differs most is {} (overlap {}).", row.name, percent(1.0 - moved))
            }
            _ => String::new(),
        }
    }

    fn scores(&self) -> Vec<PairRow> {
        let second = self.scores_of_second();
        let (mine, theirs) = (figures(&self.first.scores), figures(second));
        let rows = PairRow {
            name: "Rows".to_owned(),
            link: None,
            values: [self.first.scores.rows, second.rows].map(|rows| grouped(rows as u64)),
            difference: String::new(),
        };
        let names = ["RMSE", "MAE", "R²", "MAPE", "Mean error"];
        let scores = names.into_iter().zip(mine.into_iter().zip(theirs)).map(|(name, (mine, theirs))| PairRow {
            name: name.to_owned(),
            link: None,
            values: [mine, theirs],
            difference: String::new(),
        });
        let mut all: Vec<PairRow> = std::iter::once(rows).chain(scores).chain(self.verdicts()).collect();
        if let Some(rmse) = all.get_mut(1) {
            rmse.difference = format!("{} the other", times(self.first.scores.rmse, second.rmse));
        }
        all
    }

    /// Formats the verdicts of both drift tests for each side; the reference has none, because others are tested against it.
    fn verdicts(&self) -> [PairRow; 2] {
        let by_honest = |evaluation: &StoredEvaluation| {
            let verdict = &evaluation.honest;
            honest(verdict.flagged, verdict.expected.severity)
        };
        let by_compatible = |evaluation: &StoredEvaluation| {
            let verdict = &evaluation.compatible;
            compatible(verdict.drifted, verdict.share)
        };
        let pair = |name: &str, write: &dyn Fn(&StoredEvaluation) -> String| {
            let second = match self.second {
                Side::Reference => "–".to_owned(),
                Side::Evaluation(evaluation) => write(evaluation),
            };
            let values = [write(self.first), second];
            PairRow { name: name.to_owned(), link: None, values, difference: String::new() }
        };
        [pair("Promcast's verdict", &by_honest), pair("Evidently's column test", &by_compatible)]
    }

    /// A row a column with the share of rows that is not alike; the largest share first.
    fn columns(&self, params: &ModelsParams) -> Vec<(f64, PairRow)> {
        let columns = Column::all(&self.model.schema);
        let mut rows: Vec<_> = columns.into_iter().map(|column| self.column(column, params)).collect();
        rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        rows
    }

    fn column(&self, column: Column<'a>, params: &ModelsParams) -> (f64, PairRow) {
        let [first, second] = self.values(&column);
        let groups = Groups::of(&column, first, second);
        let moved = moved_share(&groups.shares(first), &groups.shares(second));
        let test = test(&column, first, second);
        let row = PairRow {
            name: column.name().to_owned(),
            link: Some(column.link(params, "distributions")),
            values: [typical(&column, &groups, first), typical(&column, &groups, second)],
            difference: [way(mean(first), mean(second)), overlap(moved), test].join("; "),
        };
        // What cannot be compared comes last.
        (if moved.is_finite() { moved } else { -1.0 }, row)
    }
}

/// The share of rows that both sets have alike; nothing where they cannot be compared.
fn overlap(moved: f64) -> String {
    if moved.is_finite() { format!("overlap {}", percent(1.0 - moved)) } else { "not comparable".to_owned() }
}

fn way(first: f64, second: f64) -> String {
    match first - second {
        difference if difference > 0.0 => "higher".to_owned(),
        difference if difference < 0.0 => "lower".to_owned(),
        _ => "alike".to_owned(),
    }
}

/// The usual test of one column: name, score.
fn test(column: &Column<'_>, first: &[f64], second: &[f64]) -> String {
    let is_category = column.feature().is_some_and(|feature| feature.kind == Kind::Category);
    let kind = if is_category { ColumnKind::Categorical } else { ColumnKind::Numerical };
    let tested = drift::Column { name: column.name(), kind, reference: second, current: first };
    let verdict = drift::compatible::dataset(&[tested], drift::compatible::DRIFT_SHARE);
    verdict
        .columns
        .first()
        .map_or_else(String::new, |test| format!("{} {}", test.method.name(), chance(test.score.unwrap_or(f64::NAN))))
}

/// Lists the choices for one side: all evaluations, after the reference if `with_reference`.
fn choices(evaluations: &[EvaluationSummary], chosen: &str, with_reference: bool) -> Vec<SideChoice> {
    let choice = |id: &str, label: String| SideChoice { id: id.to_owned(), label, is_chosen: id == chosen };
    let reference = with_reference.then(|| choice(REFERENCE, REFERENCE_LABEL.to_owned()));
    let kept = evaluations.iter().map(|evaluation| {
        let rows = grouped(evaluation.rows as u64);
        choice(&evaluation.id, format!("{} ({rows} rows)", evaluation.period))
    });
    reference.into_iter().chain(kept).collect()
}
