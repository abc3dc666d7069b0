//! The parts of the page of the status.

mod facts;
mod findings;
mod jobs;
mod models;
mod sources;

pub(crate) use facts::Facts;
pub(crate) use findings::Findings;
pub(crate) use jobs::JobTable;
pub(crate) use models::ModelTable;
pub(crate) use sources::SourceTable;
