//! A checkpoint kept in memory.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use crate::{CheckpointError, CheckpointStore, Counter};

/// Keeps it until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryCheckpoint(Mutex<Option<u64>>);

/// A counter at 0 without a checkpoint.
#[must_use]
pub fn fresh_counter() -> Counter {
    Counter::new(Arc::new(MemoryCheckpoint::default()))
}

#[async_trait]
impl CheckpointStore for MemoryCheckpoint {
    async fn save(&self, counter: u64) -> Result<(), CheckpointError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(counter);
        Ok(())
    }

    async fn load(&self) -> Result<u64, CheckpointError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).ok_or(CheckpointError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_what_a_store_promises() {
        crate::fakes::check_checkpoint(&MemoryCheckpoint::default()).await;
    }
}
