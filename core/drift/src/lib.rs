//! Drift of the data a model meets from those it was trained on: two-sample tests, and two verdicts drawn from them.
//!
//! [`compatible`] answers exactly as Evidently does, so that what was built on its numbers keeps working. [`honest`] answers the
//! question behind it: is this more than chance for data that come hour by hour, and will the model be wrong because of it?
//! A number that is not finite counts as missing, everywhere.

mod column;
pub mod compatible;
mod error;
pub mod honest;
mod sample;
mod survival;

pub use column::{Column, ColumnKind};
pub use error::DriftError;

#[cfg(test)]
mod tests;
