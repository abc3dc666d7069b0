//! The use case of the models' page: one of the models in one of five views, and the report of an evaluation as a file.

mod about_tab;
mod column;
mod compare_tab;
mod distribution;
mod evaluations_tab;
mod example;
mod fault;
mod groups;
mod predict_tab;
mod question;
mod report_tab;
mod rows_csv;
mod scores;
mod units;
mod words;

use std::sync::Arc;

use api::{LinkView, ModelsParam, ModelsParams, ModelsProblem, ModelsTab, ModelsView, REFERENCE, ReportView};

use crate::model::{LoadedModel, ModelEntry, ModelError, ModelState};
use crate::problem::sentence;
use crate::{EvaluationSummary, Service, StoredEvaluation};
use compare_tab::{Comparison, Side};
use fault::of_model;
use question::Tab;
use report_tab::{Place, Report};

impl Service {
    /// The models' page: the view asked for, or in words why there is none.
    ///
    /// # Errors
    /// There is no such model.
    pub async fn models_page(&self, params: &ModelsParams) -> Result<ModelsView, ModelsProblem> {
        self.models.read_missed().await;
        let entry = self.models.entry(asked_model(params)).map_err(|error| of_model(&error))?;
        let answer = match &entry.state {
            ModelState::Ready(loaded) => self.models_tab(loaded, params).await,
            ModelState::Untrained | ModelState::Unusable(_) | ModelState::Unread(_) => Ok(unusable(&entry)),
        };
        let name = entry.schema.model.clone();
        Ok(ModelsView { models: self.model_links(params, &name), model: name, tabs: question::tabs(params), answer })
    }

    /// The report of an evaluation as it is kept in a file: every column, no links.
    ///
    /// # Errors
    /// There is no such model or evaluation, or it cannot be read.
    pub async fn report_file(&self, model: Option<&str>, id: &str) -> Result<ReportView, ModelsProblem> {
        self.models.read_missed().await;
        let loaded = self.models.ready(model).map_err(|error| of_model(&error))?;
        let evaluation = self.evaluation(model, id).await.map_err(|error| of_model(&error))?;
        self.report(&loaded, evaluation, ModelsParams::default(), Place::File).await
    }

    /// The rows of an evaluation as CSV, with what was predicted of them.
    ///
    /// # Errors
    /// There is no such model or evaluation, or it cannot be read.
    pub async fn evaluation_csv(&self, model: Option<&str>, id: &str) -> Result<Vec<u8>, ModelsProblem> {
        self.models.read_missed().await;
        let loaded = self.models.ready(model).map_err(|error| of_model(&error))?;
        let evaluation = self.evaluation(model, id).await.map_err(|error| of_model(&error))?;
        rows_csv::rows_csv(&loaded.model.schema, &evaluation).map_err(|error| fault::unwritten(&error))
    }

    async fn models_tab(&self, loaded: &Arc<LoadedModel>, params: &ModelsParams) -> Result<ModelsTab, ModelsProblem> {
        let now = self.clock.now();
        match Tab::parse(params)? {
            Tab::Predict => Ok(ModelsTab::Predict(predict_tab::view(loaded, self.is_default(loaded), params))),
            Tab::About => Ok(ModelsTab::About(about_tab::view(&loaded.model, now))),
            Tab::Evaluations => {
                let list = self.list_evaluations(Some(loaded.name())).await.map_err(|error| of_model(&error))?;
                let view = evaluations_tab::view(&loaded.model, self.is_default(loaded), &list, params, now);
                Ok(ModelsTab::Evaluations(view))
            }
            Tab::Report => match self.asked_evaluation(loaded, params).await? {
                Some((evaluation, _)) => {
                    let report = self.report(loaded, evaluation, params.clone(), Place::Page).await?;
                    Ok(ModelsTab::Report(Box::new(report)))
                }
                None => Ok(nothing_yet(params)),
            },
            Tab::Compare => match self.asked_evaluation(loaded, params).await? {
                Some((first, list)) => self.comparison(loaded, first, list, params).await,
                None => Ok(nothing_yet(params)),
            },
        }
    }

    /// The evaluation that was asked for, or the newest, and all there are; none where there is none at all.
    async fn asked_evaluation(
        &self,
        loaded: &LoadedModel,
        params: &ModelsParams,
    ) -> Result<Option<(Arc<StoredEvaluation>, Vec<EvaluationSummary>)>, ModelsProblem> {
        let list = self.list_evaluations(Some(loaded.name())).await.map_err(|error| of_model(&error))?.evaluations;
        let newest = list.first().map(|newest| newest.id.clone());
        let asked = Some(params.get(ModelsParam::Id).trim().to_owned()).filter(|id| !id.is_empty());
        let Some(id) = asked.or(newest) else { return Ok(None) };
        let found = self.evaluation(Some(loaded.name()), &id).await.map_err(|error| of_model(&error))?;
        Ok(Some((found, list)))
    }

    async fn report(
        &self,
        loaded: &Arc<LoadedModel>,
        evaluation: Arc<StoredEvaluation>,
        params: ModelsParams,
        place: Place,
    ) -> Result<ReportView, ModelsProblem> {
        let (loaded, now) = (Arc::clone(loaded), self.clock.now());
        let building = move |_: &forecast::Cancel| {
            Report { model: &loaded.model, evaluation: &evaluation, now }.view(&params, place)
        };
        self.pool.run(building).await.map_err(|error| of_model(&ModelError::Pool(error)))?
    }

    async fn comparison(
        &self,
        loaded: &Arc<LoadedModel>,
        first: Arc<StoredEvaluation>,
        list: Vec<EvaluationSummary>,
        params: &ModelsParams,
    ) -> Result<ModelsTab, ModelsProblem> {
        let second = match params.or_default(ModelsParam::Against) {
            REFERENCE => None,
            id => Some(self.evaluation(Some(loaded.name()), id).await.map_err(|error| against(of_model(&error)))?),
        };
        let (loaded, params) = (Arc::clone(loaded), params.clone());
        let building = move |_: &forecast::Cancel| {
            let second = second.as_deref().map_or(Side::Reference, Side::Evaluation);
            Comparison { model: &loaded.model, first: &first, second }.view(&list, &params)
        };
        let view = self.pool.run(building).await.map_err(|error| of_model(&ModelError::Pool(error)))?;
        Ok(ModelsTab::Compare(Box::new(view?)))
    }

    fn is_default(&self, loaded: &LoadedModel) -> bool {
        self.models.is_default(loaded.name())
    }

    /// The same view of every model.
    fn model_links(&self, params: &ModelsParams, shown: &str) -> Vec<LinkView> {
        let link = |entry: &ModelEntry| {
            let name = &entry.schema.model;
            let text = if self.models.is_default(name) { "" } else { name };
            let link = params.clone().with(ModelsParam::Model, text).link();
            LinkView { label: name.clone(), link, is_current: name == shown }
        };
        self.models.entries().iter().map(|entry| link(entry)).collect()
    }
}

fn asked_model(params: &ModelsParams) -> Option<&str> {
    Some(params.get(ModelsParam::Model).trim()).filter(|name| !name.is_empty())
}

/// The second of two is at fault.
fn against(problem: ModelsProblem) -> ModelsProblem {
    let is_id = problem.field == Some(ModelsParam::Id);
    ModelsProblem { field: if is_id { Some(ModelsParam::Against) } else { problem.field }, ..problem }
}

fn unusable(entry: &ModelEntry) -> ModelsTab {
    let why = format!("The model `{}` cannot predict.", entry.schema.model);
    ModelsTab::Nothing { why, next: sentence(&entry.why_not().unwrap_or_default()), way: None }
}

/// No evaluation, and the page where one is made.
fn nothing_yet(params: &ModelsParams) -> ModelsTab {
    let link = ModelsParams::of(params.get(ModelsParam::Model), "evaluations").link();
    ModelsTab::Nothing {
        why: "No evaluations yet.".to_owned(),
        next: "Upload rows with their true values, or simulate drift.".to_owned(),
        way: Some(LinkView { label: "Go to Evaluations".to_owned(), link, is_current: false }),
    }
}

#[cfg(test)]
mod tests;
