//! `CheckpointStore`: port that keeps the checkpoint of the counter.

use async_trait::async_trait;

/// Keeps one checkpoint.
#[async_trait]
pub trait CheckpointStore: Send + Sync + std::fmt::Debug {
    /// Replaces the checkpoint whole: when this returns, a crash does not lose the new one; before, the old one is still there.
    ///
    /// # Errors
    /// `Io` where it cannot be written.
    async fn save(&self, counter: u64) -> Result<(), CheckpointError>;

    /// Returns the counter saved in the checkpoint.
    ///
    /// # Errors
    /// There is none, it is not a checkpoint that was written whole, or it cannot be read.
    async fn load(&self) -> Result<u64, CheckpointError>;
}

/// Error of saving or loading the checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// None was written yet.
    #[error("there is no checkpoint: POST /checkpoint writes one")]
    Missing,
    /// The stored bytes were not written as a checkpoint, or not wholly.
    #[error("the checkpoint is refused: {why}")]
    Refused {
        /// The reason.
        why: &'static str,
    },
    /// The disk said no.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
