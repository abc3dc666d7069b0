//! Two periods in, the verdict out.

use super::blocks::Blocks;
use super::deals::Deals;
use super::expected::Expectation;
use super::false_discovery::q_values;
use super::{Feature, HonestReport, Period, Reason, Settings, column, error_test};
use crate::DriftError;

/// Compares the current period with the reference.
///
/// # Errors
/// A period has no row, or lists of different length; no row of the reference has both prediction and target.
pub fn assess(
    features: &[Feature<'_>],
    reference: &Period<'_>,
    current: &Period<'_>,
    settings: Settings,
) -> Result<HonestReport, DriftError> {
    reference.check("reference", features.len())?;
    current.check("current", features.len())?;
    let blocks = Blocks::of(reference, current);
    let deals = Deals::of(&blocks, settings.draws, settings.seed);
    let expectation = Expectation::of(features, reference, current, &blocks, &deals).ok_or(DriftError::NoError)?;
    let Expectation { error: expected, added } = expectation;
    let error = error_test::error_finding(reference, current, &blocks, &deals, expected.reference_rmse);
    let columns = column::findings(features, reference, current, &blocks, &deals, &added, settings.level);
    let reasons = reasons(error.map(|error| error.p_value), expected.p_value, settings.level);
    Ok(HonestReport {
        inputs_drifted: columns.iter().any(|column| column.drifted),
        columns,
        expected,
        error,
        flagged: !reasons.is_empty(),
        reasons,
        reference_days: blocks.reference_days,
        current_days: blocks.current_days,
        shared_days: blocks.shared_days,
        settings,
    })
}

/// Returns the tests still significant after false-discovery control at `level`.
fn reasons(error: Option<f64>, expected: f64, level: f64) -> Vec<Reason> {
    let tests = [(Reason::ErrorRisen, error), (Reason::ErrorExpected, Some(expected))];
    let q_values = q_values(&tests.map(|(_, p_value)| p_value));
    let stands = |q_value: Option<f64>| q_value.is_some_and(|q_value| q_value <= level);
    tests.iter().zip(q_values).filter(|(_, q_value)| stands(*q_value)).map(|((reason, _), _)| *reason).collect()
}
