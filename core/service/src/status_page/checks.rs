//! The disks, the files of the pages, what is kept on request: what was found there last.

use api::FactView;
use timeseries::Timestamp;
use timeseries::text::moment;

use super::fact;
use crate::words::ago;
use crate::{CheckFault, CheckReport};

/// Faults, each with the time since when it is one.
pub(super) fn findings(checks: &[CheckReport], now: Timestamp) -> impl Iterator<Item = String> {
    let fault = |check: &CheckReport| check.outcome.clone().err();
    checks.iter().filter_map(fault).map(move |CheckFault { since, words }| {
        format!("{words} Since {}, {} ago.", moment(since, now), ago(since, now))
    })
}

/// Counts those that were never made.
pub(super) fn not_made(checks: &[CheckReport]) -> usize {
    checks.iter().filter(|check| check.at.is_none()).count()
}

/// A line a check.
pub(super) fn facts(checks: &[CheckReport], now: Timestamp) -> Vec<FactView> {
    let text = |check: &CheckReport| match (check.at, &check.outcome) {
        (None, _) => "not checked yet".to_owned(),
        (Some(at), Ok(words)) => format!("{words}, {} ago", ago(at, now)),
        (Some(at), Err(_)) => format!("failed, {} ago", ago(at, now)),
    };
    checks.iter().map(|check| fact(check.name, text(check))).collect()
}
