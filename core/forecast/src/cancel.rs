//! [`Cancel`]: a cooperative cancellation flag, checked between fits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ForecastError;

/// Flag shared between the caller and the computation; checked before every fit.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the computation to stop before its next fit. There is no way back.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns true if cancellation was requested.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`ForecastError::Cancelled`] if cancellation was requested.
    pub(crate) fn check(&self) -> Result<(), ForecastError> {
        if self.is_cancelled() { Err(ForecastError::Cancelled) } else { Ok(()) }
    }
}
