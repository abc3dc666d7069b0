//! Where the checkpoint of the counter is kept.

use async_trait::async_trait;

/// Keeps one checkpoint.
#[async_trait]
pub trait CheckpointStore: Send + Sync + std::fmt::Debug {
    /// Replaces the checkpoint whole: when this returns, a crash does not lose the new one; before, the old one is still there.
    ///
    /// # Errors
    /// `Io` where it cannot be written.
    async fn save(&self, counter: u64) -> Result<(), CheckpointError>;

    /// What the checkpoint says.
    ///
    /// # Errors
    /// There is none, it is not a checkpoint that was written whole, or it cannot be read.
    async fn load(&self) -> Result<u64, CheckpointError>;
}

/// Why there is no checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// None was written yet.
    #[error("there is no checkpoint: POST /checkpoint writes one")]
    Missing,
    /// What is there was not written as a checkpoint, or not wholly.
    #[error("the checkpoint is refused: {why}")]
    Refused {
        /// Why.
        why: &'static str,
    },
    /// The disk said no.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
