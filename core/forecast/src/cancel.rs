//! A flag by which whoever waits for a forecast says that nobody waits any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ForecastError;

/// Shared between the one who waits and the one who computes; looked at before every fit.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the computation to stop before its next fit. There is no way back.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`ForecastError::Cancelled`] where somebody asked.
    pub(crate) fn check(&self) -> Result<(), ForecastError> {
        if self.is_cancelled() { Err(ForecastError::Cancelled) } else { Ok(()) }
    }
}
