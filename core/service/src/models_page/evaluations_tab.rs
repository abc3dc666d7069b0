//! The view of all evaluations: the newest in a sentence, the errors one after the other, a row for each.

use api::{EvaluationRow, EvaluationsView, HistoryView, ModelsParam, ModelsParams};
use regression::Model;
use timeseries::Timestamp;
use timeseries::text::{grouped, moment};

use super::example;
use super::words::{amount, compatible, figures, honest, rows, short, times};
use crate::{EvaluationList, EvaluationSummary};

/// At most so many evaluations are drawn, the newest.
const DRAWN: usize = 60;

/// The view; the list is of this model's evaluations, the newest first.
pub(super) fn view(
    model: &Model,
    is_default: bool,
    list: &EvaluationList,
    params: &ModelsParams,
    now: Timestamp,
) -> EvaluationsView {
    let evaluations = list.evaluations.as_slice();
    EvaluationsView {
        notes: notes(list, params),
        sentence: sentence(model, evaluations.first()),
        proof: proof(model, evaluations.first()),
        history: history(model, evaluations),
        rows: evaluations.iter().map(|evaluation| row(evaluation, params, now)).collect(),
        request: example::evaluation(model, is_default),
        model: model.schema.model.clone(),
    }
}

/// Notes on a failed simulation, and on damaged evaluations that are left out.
fn notes(list: &EvaluationList, params: &ModelsParams) -> Vec<String> {
    let failed = params.has_failed.then(|| "The simulation failed, and nothing was kept: the log says why.".to_owned());
    let damaged = (!list.damaged.is_empty())
        .then(|| format!("These kept evaluations are damaged and left out: {}.", list.damaged.join(", ")));
    failed.into_iter().chain(damaged).collect()
}

fn sentence(model: &Model, newest: Option<&EvaluationSummary>) -> String {
    let Some(newest) = newest else { return "No evaluations yet.".to_owned() };
    let out_of_bag = model.out_of_bag_scores.rmse;
    let (error, compared) = (amount(newest.scores.rmse, &model.schema), times(newest.scores.rmse, out_of_bag));
    format!("{}: off by {error} (RMSE), {compared} the out-of-bag error of {}.", newest.period, short(out_of_bag))
}

fn proof(model: &Model, newest: Option<&EvaluationSummary>) -> String {
    let Some(newest) = newest else {
        return "Upload rows with their true values to see how far off the model is and whether its inputs drifted, or simulate drift.".to_owned();
    };
    let baseline = short(newest.baseline_rmse);
    let training = match newest.training_rows {
        0 => String::new(),
        count => format!(" {} were training rows, whose errors are too small.", rows(count)),
    };
    format!(
        "Always predicting the mean of {} would be off by {baseline}. Promcast: {}. Evidently (column test): {}.{training}",
        rows(model.reference.len()),
        honest(newest.flagged, newest.severity),
        compatible(newest.drifted, newest.drifted_share),
    )
}

/// None where there are not two to compare.
fn history(model: &Model, evaluations: &[EvaluationSummary]) -> Option<HistoryView> {
    let drawn: Vec<&EvaluationSummary> = evaluations.iter().take(DRAWN).rev().collect();
    let out_of_bag = model.out_of_bag_scores.rmse;
    let largest = drawn.iter().max_by(|a, b| a.scores.rmse.total_cmp(&b.scores.rmse))?;
    let above = drawn.iter().filter(|evaluation| evaluation.scores.rmse > 2.0 * out_of_bag).count();
    let left_out = match evaluations.len() - drawn.len() {
        0 => String::new(),
        count => format!(" {} older ones are in the table.", grouped(count as u64)),
    };
    let summary = format!(
        "The largest error was {} in {}; {above} of {} were over twice the out-of-bag error.{left_out}",
        short(largest.scores.rmse),
        largest.period,
        drawn.len(),
    );
    (drawn.len() > 1).then(|| HistoryView {
        title: format!("Error of each evaluation, {}", super::words::target(&model.schema)),
        summary,
        periods: drawn.iter().map(|evaluation| evaluation.period.clone()).collect(),
        rmse: drawn.iter().map(|evaluation| evaluation.scores.rmse).collect(),
        out_of_bag,
        out_of_bag_label: format!("out-of-bag error {}", short(out_of_bag)),
    })
}

fn row(evaluation: &EvaluationSummary, params: &ModelsParams, now: Timestamp) -> EvaluationRow {
    let page = |tab: &str| ModelsParams::of(params.get(ModelsParam::Model), tab).with(ModelsParam::Id, &evaluation.id);
    let simulated = if evaluation.simulated { " (simulated)" } else { "" };
    EvaluationRow {
        period: format!("{}{simulated}", evaluation.period),
        link: page("report").link(),
        made: moment(evaluation.created, now),
        rows: grouped(evaluation.rows as u64),
        training_rows: grouped(evaluation.training_rows as u64),
        figures: figures(&evaluation.scores),
        compatible: compatible(evaluation.drifted, evaluation.drifted_share),
        honest: honest(evaluation.flagged, evaluation.severity),
        compare: page("compare").link(),
    }
}
