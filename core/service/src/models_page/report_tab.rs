//! The view of one evaluation: how far off it was, whether its rows drifted, and where.

mod drift_rows;
mod error_by;
mod in_time;
mod scatter;
mod verdicts;

use api::{DistributionView, ModelsParam, ModelsParams, ModelsProblem, ReportLinks, ReportView};
use regression::Model;
use timeseries::Timestamp;
use timeseries::text::{ds, moment};

use super::column::Column;
use super::distribution::{Set, distribution};
use super::scores::scores;
use super::words::{amount, dates, days, drift_word, rows, short, times};
use crate::StoredEvaluation;

/// Input of a report: model, evaluation and current time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'a> {
    pub(super) model: &'a Model,
    pub(super) evaluation: &'a StoredEvaluation,
    pub(super) now: Timestamp,
}

/// Medium in which a report is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On the page, with links: one column, and a part of the time.
    Page,
    /// In a file of its own: every column, all of the time.
    File,
}

impl Report<'_> {
    /// The view.
    pub(super) fn view(&self, params: &ModelsParams, place: Place) -> Result<ReportView, ModelsProblem> {
        let Self { model, evaluation, .. } = *self;
        let column = Column::asked(&model.schema, params, drift_rows::gravest(evaluation))?;
        Ok(ReportView {
            model: evaluation.model.clone(),
            id: evaluation.id.clone(),
            period: evaluation.period.clone(),
            sentence: self.sentence(),
            proof: self.proof(),
            made: self.made(place),
            notes: self.notes(),
            links: (place == Place::Page).then(|| self.links(params, column)),
            scores: scores(
                &model.schema,
                Some(&evaluation.scores),
                &model.out_of_bag_scores,
                Some(&evaluation.baseline),
            ),
            scatter: scatter::view(self),
            in_time: in_time::view(evaluation, params, self.now)?,
            error_by: error_by::view(self, &column),
            compatible: verdicts::compatible(evaluation),
            honest: verdicts::honest(self),
            difference: verdicts::DIFFERENCE.to_owned(),
            drift: drift_rows::rows(self, params, place),
            distributions: self.distributions(column, place),
        })
    }

    fn sentence(&self) -> String {
        let (error, out_of_bag) = (self.evaluation.scores.rmse, self.model.out_of_bag_scores.rmse);
        format!(
            "Off by {} (RMSE), {} the out-of-bag error of {}.",
            amount(error, &self.model.schema),
            times(error, out_of_bag),
            short(out_of_bag)
        )
    }

    fn proof(&self) -> String {
        format!(
            "Always predicting the mean would be off by {}. Promcast: {}. Evidently (column test): {}.",
            short(self.evaluation.baseline.rmse),
            drift_word(self.evaluation.honest.flagged),
            drift_word(self.evaluation.compatible.drifted)
        )
    }

    /// Rows, days and when it was made; with their years in a file, which is read in another year too.
    fn made(&self, place: Place) -> String {
        let created = self.evaluation.created;
        let (span, created) = match place {
            Place::Page => (days(self.evaluation.rows.span(), self.now), moment(created, self.now)),
            Place::File => (dates(self.evaluation.rows.span()), format!("{} UTC", ds(created))),
        };
        let parts = [rows(self.evaluation.row_count()), span, format!("made {created}")];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ") + "."
    }

    fn notes(&self) -> Vec<String> {
        let made_up = "These rows were made up: the last of the reference, with extreme values in them.";
        let made_up = self.evaluation.simulated.then(|| made_up.to_owned());
        made_up.into_iter().chain(self.evaluation.warnings.iter().cloned()).collect()
    }

    fn links(&self, params: &ModelsParams, column: Column<'_>) -> ReportLinks {
        let page = |tab: &str| ModelsParams::of(params.get(ModelsParam::Model), tab);
        let this = params.clone().with(ModelsParam::Zoom, "");
        ReportLinks {
            columns: column.links(params, "column"),
            compare: page("compare").with(ModelsParam::Id, &self.evaluation.id).link(),
            evaluations: page("evaluations").link(),
            query: this.to_query(),
            file: format!("/api/v1/models/{}/evaluations/{}", self.evaluation.model, self.evaluation.id),
        }
    }

    fn distributions(&self, column: Column<'_>, place: Place) -> Vec<DistributionView> {
        let columns = match place {
            Place::Page => vec![column],
            Place::File => Column::all(&self.model.schema),
        };
        let of = |column: &Column<'_>| {
            let reference = Set { name: "the reference", values: column.of_reference(self.model) };
            let current = Set { name: &self.evaluation.period, values: column.of_evaluation(self.evaluation) };
            distribution(column, reference, current)
        };
        columns.iter().map(of).collect()
    }
}
