//! The test of one column: which one, its score, the limit, the decision.

use serde::{Deserialize, Serialize};

use super::{chi_square, jensen_shannon, kolmogorov_smirnov, wasserstein, z_test};
use crate::sample::{Room, Tallies};
use crate::{Column, ColumnKind};

/// Reference values up to which a test gives a p-value; with more it gives a distance.
const SMALL_REFERENCE: usize = 1000;

/// Different values up to which numbers are treated as categories.
const FEW_VALUES: usize = 5;

/// A two-sample test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Two-sample Kolmogorov-Smirnov; the score is a p-value.
    KolmogorovSmirnov,
    /// Chi-square of the current counts against those of the reference; the score is a p-value.
    ChiSquare,
    /// Two proportions, pooled; the score is a p-value.
    Z,
    /// Earth mover's distance in standard deviations of the reference; the score is that distance.
    Wasserstein,
    /// Jensen-Shannon distance with natural logarithms; the score is that distance, at most 0.833.
    JensenShannon,
}

impl Method {
    /// The test that Evidently chooses for a column of `kind` with so many reference values and so many different values,
    /// which need not be counted beyond [`FEW_VALUES`].
    fn default_for(kind: ColumnKind, reference_len: usize, different: usize) -> Self {
        let few = different <= FEW_VALUES;
        match (kind, reference_len <= SMALL_REFERENCE) {
            (_, true) if different <= 2 => Self::Z,
            (ColumnKind::Numerical, true) if !few => Self::KolmogorovSmirnov,
            (_, true) => Self::ChiSquare,
            (ColumnKind::Numerical, false) if !few => Self::Wasserstein,
            (_, false) => Self::JensenShannon,
        }
    }

    /// Evidently's name of the test, as its reports show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::KolmogorovSmirnov => "K-S p_value",
            Self::ChiSquare => "chi-square p_value",
            Self::Z => "Z-test p_value",
            Self::Wasserstein => "Wasserstein distance (normed)",
            Self::JensenShannon => "Jensen-Shannon distance",
        }
    }

    /// The limit of its score: 0.05 for a p-value, 0.1 for a distance.
    #[must_use]
    pub fn threshold(self) -> f64 {
        if self.is_distance() { 0.1 } else { 0.05 }
    }

    /// Returns true if a large score means drift; a p-value means drift if it is small.
    #[must_use]
    pub fn is_distance(self) -> bool {
        matches!(self, Self::Wasserstein | Self::JensenShannon)
    }

    /// Returns true if `score` means drift. At the limit itself a distance does, and Kolmogorov-Smirnov, and the others do not.
    fn is_drift(self, score: f64) -> bool {
        match self {
            Self::KolmogorovSmirnov => score <= self.threshold(),
            Self::ChiSquare | Self::Z => score < self.threshold(),
            Self::Wasserstein | Self::JensenShannon => score >= self.threshold(),
        }
    }
}

/// Result of the test of one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnTest {
    /// The column's name.
    pub name: String,
    /// The test.
    pub method: Method,
    /// The limit the score was held against.
    pub threshold: f64,
    /// The test's score; `None` where a period has no value at all, and nothing can be compared.
    pub score: Option<f64>,
    /// True if the column drifted. One without any value in just one of the periods did (Evidently gives up there).
    pub drifted: bool,
    /// Values missing in the reference.
    pub nulls_reference: usize,
    /// Values missing in the current period.
    pub nulls_current: usize,
}

impl ColumnTest {
    /// Tests one column.
    pub(super) fn of(column: &Column<'_>, room: &mut Room) -> Self {
        let (reference, current) = room.samples(column.reference, column.current);
        let tallies = Tallies::of(reference, current);
        let different = tallies.clone().take(FEW_VALUES + 1).count();
        let method = Method::default_for(column.kind, reference.len(), different);
        let comparable = !reference.is_empty() && !current.is_empty();
        let score = comparable.then(|| match method {
            Method::KolmogorovSmirnov => kolmogorov_smirnov::p_value(&tallies, reference.len(), current.len()),
            Method::ChiSquare => chi_square::p_value(&tallies, reference.len(), current.len()),
            Method::Z => z_test::p_value(&tallies, reference.len(), current.len()),
            Method::Wasserstein => wasserstein::normed_distance(reference, current),
            Method::JensenShannon => jensen_shannon::distance(&tallies, reference.len(), current.len()),
        });
        let vanished = reference.is_empty() != current.is_empty();
        Self {
            name: column.name.to_owned(),
            method,
            threshold: method.threshold(),
            score,
            drifted: score.map_or(vanished, |score| method.is_drift(score)),
            nulls_reference: reference.nulls,
            nulls_current: current.nulls,
        }
    }
}
