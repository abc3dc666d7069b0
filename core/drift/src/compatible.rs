//! The verdict of Evidently 0.7.23 with its default tests, to the sixth digit: one test a column, drift of the data where half of
//! the columns drifted.
//!
//! Its rows count as independent, and every column has the same voice; what that costs is in `bench/drift.md`.

mod chi_square;
mod column_test;
mod dataset;
mod jensen_shannon;
mod kolmogorov_smirnov;
mod wasserstein;
mod z_test;

pub use column_test::{ColumnTest, Method};
pub use dataset::{DRIFT_SHARE, DatasetVerdict, dataset};
