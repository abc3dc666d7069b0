//! The words for a question about a model that has no answer.

use api::{Problem, ProblemKind};

use super::{pool_words, sentence, store_words};
use crate::{ModelError, StoreError};

/// Builds the problem of a failed request about a model: the failure and the remedy.
#[must_use]
pub fn model_problem(error: &ModelError) -> Problem {
    let (kind, next) = match error {
        ModelError::NoSuchModel { .. } => (ProblemKind::NotFound, "Give the name of one that there is"),
        ModelError::NoSuchEvaluation { .. } => {
            (ProblemKind::NotFound, "See the list of evaluations; the oldest are removed after a while")
        }
        // What to do is part of why.
        ModelError::Unusable { .. } => (ProblemKind::Conflict, ""),
        ModelError::NoData => (ProblemKind::BadRequest, "Send at least one row as `data`"),
        ModelError::MissingColumns { .. } => (ProblemKind::BadRequest, "Send these columns with every row"),
        ModelError::Fields(_) => (ProblemKind::Unprocessable, "Correct what is named and send all rows again"),
        ModelError::Csv(_) => (ProblemKind::Unprocessable, "Send a table with a header line and commas between cells"),
        ModelError::Rows(_) | ModelError::Drift(_) => {
            (ProblemKind::Internal, "This is a fault of Promcast: its log says more")
        }
        ModelError::Pool(error) => {
            let words = pool_words(*error);
            return Problem::new(words.kind, sentence(&words.why), sentence(&words.next));
        }
        ModelError::Store(StoreError::Damaged { .. }) => {
            (ProblemKind::Conflict, "The others can be read; remove its file below the storage path")
        }
        ModelError::Store(error) => {
            let words = store_words(error);
            return Problem::new(words.kind, sentence(&words.why), sentence(&words.next));
        }
    };
    Problem::new(kind, sentence(&error.to_string()), sentence(next))
}
