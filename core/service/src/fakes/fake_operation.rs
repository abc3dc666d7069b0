//! A report that says what a test wants.

use crate::{Operation, OperationReport};

/// The report.
#[derive(Clone, Debug, Default)]
pub struct FakeOperation(pub OperationReport);

impl Operation for FakeOperation {
    fn report(&self) -> OperationReport {
        self.0.clone()
    }
}
