//! The state of reading one answer: the part that is being read, and the cap that ended it.

use std::cell::{Cell, RefCell};

use serde::de::Error;

use super::{AnswerError, Limits};

/// Bytes of the labels of one series: far more than anybody's, and a thousand of them fit into an answer.
pub(super) const MAX_LABEL_BYTES: usize = 64 << 10;

/// The state that the seeds of one answer share.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) limits: Limits,
    part: Cell<&'static str>,
    exceeded: RefCell<Option<AnswerError>>,
}

impl Reading {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, part: Cell::new("the answer"), exceeded: RefCell::default() }
    }

    /// Names the part that is read from now on.
    pub(super) fn enter(&self, part: &'static str) {
        self.part.set(part);
    }

    /// Ends the reading at a cap, whatever follows.
    pub(super) fn exceed<E: Error>(&self, cap: AnswerError) -> E {
        let error = E::custom(&cap);
        *self.exceeded.borrow_mut() = Some(cap);
        error
    }

    /// The cap that ended the reading, or else the fault that serde found.
    pub(super) fn failed(&self, error: &serde_json::Error) -> AnswerError {
        self.exceeded.take().unwrap_or_else(|| AnswerError::malformed(self.part.get(), error))
    }
}
