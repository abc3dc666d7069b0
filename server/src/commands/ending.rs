//! Signals that end the server, and the time that requests under way have then.

use std::io;
use std::time::Duration;

use service::Stop;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Time for requests under way to finish: less than the ten seconds after which an operator loses patience.
const GRACE: Duration = Duration::from_secs(8);

/// SIGTERM, as operating systems send it, and SIGINT, as Ctrl+C does.
pub(in crate::commands) struct EndSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl EndSignals {
    /// Catches both from now on: a signal that comes before somebody waits for it is kept, and does not kill.
    ///
    /// # Errors
    /// The operating system gives no handler.
    pub(in crate::commands) fn catch() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the first of them.
    pub(in crate::commands) async fn received(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Waits until the end is asked for, and then as long as the grace lasts.
pub(in crate::commands) async fn grace_is_over(stop: &Stop) {
    stop.asked().await;
    tokio::time::sleep(GRACE).await;
}
