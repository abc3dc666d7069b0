//! The counter goes on where its checkpoint left it.

use std::path::Path;

use service::{CheckpointError, Counter};

use crate::telemetry::Telemetry;

/// Continues from the checkpoint. Where that cannot be used the counter begins at 0, and the log says so aloud.
pub(super) async fn go_on(counter: &Counter, path: &Path, telemetry: &Telemetry) {
    let file = path.display();
    match counter.restore().await {
        Ok(value) => {
            telemetry.counter().holds(value);
            tracing::info!(counter = value, %file, "the counter goes on from its checkpoint");
        }
        Err(CheckpointError::Missing) => {}
        Err(error) => tracing::error!(%error, %file, "the counter begins at 0, for its checkpoint cannot be used"),
    }
}
