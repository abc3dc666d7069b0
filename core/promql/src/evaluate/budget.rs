//! `Budget`: bounds the work and the memory of one query, so that no expression takes a processor for long.

use super::EvaluateError;

/// Samples that one query may compute: about a second of work.
const MAX_SAMPLES: u64 = 10_000_000;
/// Points of all series that an expression may have at once: 16 MB.
const MAX_POINTS: u64 = 1_000_000;

/// Going over a sample that is there already costs about an eighth of computing one.
const VISITS_PER_SAMPLE: u64 = 8;

/// Samples that may still be computed.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MAX_SAMPLES }
    }
}

impl Budget {
    /// Returns the cost of `visits` of samples that are there already, in samples.
    pub(super) fn of_visits(visits: u64) -> u64 {
        visits / VISITS_PER_SAMPLE
    }

    /// Takes `samples` from the budget, before they are computed.
    ///
    /// # Errors
    /// `TooLarge` where that is more than is left.
    pub(super) fn spend(&mut self, samples: u64) -> Result<(), EvaluateError> {
        self.left = self.left.checked_sub(samples).ok_or_else(|| too_large(MAX_SAMPLES, "samples to compute"))?;
        Ok(())
    }

    /// Asks whether `series` of `points` each may be held.
    ///
    /// # Errors
    /// `TooLarge` where they are too many.
    pub(super) fn check_points(series: usize, points: usize) -> Result<(), EvaluateError> {
        match (series as u64).saturating_mul(points as u64) {
            0..=MAX_POINTS => Ok(()),
            _ => Err(too_large(MAX_POINTS, "points of all series")),
        }
    }
}

fn too_large(limit: u64, of_what: &str) -> EvaluateError {
    let millions = limit / 1_000_000;
    EvaluateError::TooLarge {
        what: format!("more than {millions} million {of_what}"),
        limit: format!("{millions} million"),
    }
}
