//! The use cases of the counter: it counts, it is checkpointed, and it goes on from its checkpoint.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

use crate::{CheckpointError, CheckpointStore};

/// The counter ends here: beyond 2⁵³ − 1 neither Prometheus nor a reader of JSON tells a number from the next one.
pub const COUNTER_MAX: u64 = (1 << 53) - 1;

/// A counter that a checkpoint survives; copies count together.
#[derive(Clone, Debug)]
pub struct Counter {
    value: Arc<AtomicU64>,
    checkpoint: Arc<dyn CheckpointStore>,
    /// One at a time writes the checkpoint or reads it, or an older value could replace a newer one.
    turn: Arc<Mutex<()>>,
}

impl Counter {
    /// A counter at 0.
    #[must_use]
    pub fn new(checkpoint: Arc<dyn CheckpointStore>) -> Self {
        Self { value: Arc::default(), checkpoint, turn: Arc::default() }
    }

    /// Returns the current value.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.value.load(Ordering::Relaxed)
    }

    /// Adds one, and says what that makes. At [`COUNTER_MAX`] it stays.
    #[must_use]
    pub fn count(&self) -> u64 {
        let next = |value: u64| value.saturating_add(1).min(COUNTER_MAX);
        self.value.try_update(Ordering::Relaxed, Ordering::Relaxed, |value| Some(next(value))).map_or(COUNTER_MAX, next)
    }

    /// Writes the checkpoint, and says what is in it. The writing goes on where whoever asked for it leaves.
    ///
    /// # Errors
    /// `Io` where it cannot be written; the old one is still there.
    pub async fn save(&self) -> Result<u64, CheckpointError> {
        let counter = self.clone();
        let saving = tokio::spawn(async move {
            let _turn = counter.turn.lock().await;
            let value = counter.value();
            counter.checkpoint.save(value).await.map(|()| value)
        });
        saving.await.map_err(std::io::Error::from)?
    }

    /// Goes on from the checkpoint, and says what that is.
    ///
    /// # Errors
    /// There is none that can be used; the counter is as it was.
    pub async fn restore(&self) -> Result<u64, CheckpointError> {
        let _turn = self.turn.lock().await;
        let value = self.checkpoint.load().await?;
        if value > COUNTER_MAX {
            return Err(CheckpointError::Refused { why: "its number is larger than the counter can count" });
        }
        self.value.store(value, Ordering::Relaxed);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::MemoryCheckpoint;

    fn counter() -> (Counter, Arc<MemoryCheckpoint>) {
        let checkpoint = Arc::new(MemoryCheckpoint::default());
        (Counter::new(Arc::clone(&checkpoint) as Arc<dyn CheckpointStore>), checkpoint)
    }

    #[tokio::test]
    async fn it_counts_and_comes_back() {
        let (counter, checkpoint) = counter();
        assert_eq!((counter.count(), counter.count(), counter.value()), (1, 2, 2));
        assert_eq!(counter.save().await.unwrap(), 2);
        assert_eq!(counter.count(), 3);
        let copy = Counter::new(checkpoint);
        assert_eq!((copy.restore().await.unwrap(), copy.count(), counter.value()), (2, 3, 3));
        assert_eq!(counter.restore().await.unwrap(), 2);
        assert_eq!(counter.value(), 2);
    }

    #[tokio::test]
    async fn without_a_checkpoint_nothing_changes() {
        let (counter, _) = counter();
        assert_eq!(counter.count(), 1);
        assert!(matches!(counter.restore().await, Err(CheckpointError::Missing)));
        assert_eq!(counter.value(), 1);
    }

    #[tokio::test]
    async fn it_never_begins_anew_at_its_end() {
        let (counter, checkpoint) = counter();
        checkpoint.save(COUNTER_MAX - 1).await.unwrap();
        counter.restore().await.unwrap();
        assert_eq!((counter.count(), counter.count()), (COUNTER_MAX, COUNTER_MAX));
        checkpoint.save(COUNTER_MAX + 1).await.unwrap();
        assert!(matches!(counter.restore().await, Err(CheckpointError::Refused { .. })));
        assert_eq!(counter.value(), COUNTER_MAX);
    }
}
