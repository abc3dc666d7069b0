//! `Stop`: flag that asks work under way to end.

use std::sync::Arc;

use tokio::sync::watch;

/// Asked once, and heard by everybody who holds a copy.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// Asks for the end.
    pub fn ask(&self) {
        self.0.send_replace(true);
    }

    /// Returns true if the end was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the end is asked for.
    pub async fn asked(&self) {
        let mut heard = self.0.subscribe();
        // The sender lives as long as this value does.
        let _asked = heard.wait_for(|asked| *asked).await;
    }
}
