//! Problems of the models page: invalid parameters, missing models and evaluations, unwritable tables.

use api::{ModelsParam, ModelsProblem, Problem, ProblemKind};

use crate::model::ModelError;
pub(super) use crate::words::shown;

/// The parameter, why, and what to ask for instead.
pub(super) fn fault(field: ModelsParam, why: impl Into<String>, next: impl Into<String>) -> ModelsProblem {
    ModelsProblem { problem: Problem::new(ProblemKind::BadRequest, why, next), field: Some(field) }
}

/// A failure of a use case, and the parameter it is in.
pub(super) fn of_model(error: &ModelError) -> ModelsProblem {
    let field = match error {
        ModelError::NoSuchModel { .. } => Some(ModelsParam::Model),
        ModelError::NoSuchEvaluation { .. } => Some(ModelsParam::Id),
        _ => None,
    };
    ModelsProblem { problem: crate::model_problem(error), field }
}

/// A table that could not be written; in memory that does not happen.
pub(super) fn unwritten(error: &csv::Error) -> ModelsProblem {
    let why = format!("The rows could not be written: {error}.");
    let problem = Problem::new(ProblemKind::Internal, why, "This is a fault of Promcast: its log says more.");
    ModelsProblem { problem, field: None }
}
