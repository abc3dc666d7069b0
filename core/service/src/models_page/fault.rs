//! What makes no sense on the models' page, or is not there.

use api::{ModelsParam, ModelsProblem, Problem, ProblemKind};

use crate::model::ModelError;

/// As much of a text as a sentence bears.
const SHOWN_CHARS: usize = 80;

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

/// What was typed, as a sentence can show it.
pub(super) fn shown(text: &str) -> String {
    let text: String = text.trim().chars().filter(|c| !c.is_control() && *c != '`').collect();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A reason as a sentence of its own.
pub(super) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str() + "."
}
