//! View of the models' page: the models, and the chosen tab of one of them.

mod about;
mod compare;
mod distribution;
mod evaluations;
mod predict;
mod report;

pub use about::{AboutView, FactView, FeatureRow};
pub use compare::{CompareView, PairRow, SideChoice};
pub use distribution::DistributionView;
pub use evaluations::{EvaluationRow, EvaluationsView, HistoryView};
pub use predict::{ControlView, FieldView, PartView, PredictView, PredictionView, RequestView};
pub use report::{
    DriftRow, ErrorByView, ErrorGroup, ReportLinks, ReportView, RowsInTime, ScatterView, ScoreRow, VerdictView,
};

use crate::{LinkView, ModelsParam, Problem};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelsView {
    /// The models there are, the one shown among them.
    pub models: Vec<LinkView>,
    /// The name of the one shown.
    pub model: String,
    /// Its views.
    pub tabs: Vec<LinkView>,
    /// The view, or why there is none.
    pub answer: Result<ModelsTab, ModelsProblem>,
}

/// A problem, and the parameter it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelsProblem {
    /// The problem, in words.
    pub problem: Problem,
    /// The parameter at fault, where one is.
    pub field: Option<ModelsParam>,
}

/// One of the views.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelsTab {
    /// A row to fill in, and what the model says of it.
    Predict(PredictView),
    /// All evaluations that were kept.
    Evaluations(EvaluationsView),
    /// One evaluation.
    Report(Box<ReportView>),
    /// Two evaluations side by side.
    Compare(Box<CompareView>),
    /// Description of the model.
    About(AboutView),
    /// There is nothing to show: why, and what to do.
    Nothing {
        /// The reason.
        why: String,
        /// The next step.
        next: String,
        /// Link to the page of the next step, if there is one.
        way: Option<LinkView>,
    },
}
