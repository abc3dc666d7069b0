//! The room for large answers, which all questions to all sources share.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of an answer that are read without room: nearly every answer is smaller.
pub(crate) const SMALL_BYTES: usize = 1 << 20;
/// Answers of the largest size that have room at once.
const LARGEST_AT_ONCE: usize = 4;
/// The semaphore counts in KiB.
const UNIT: usize = 1 << 10;

/// Room for the answers that are being read and decoded. Clones share it.
#[derive(Clone, Debug)]
pub struct Room {
    free: Arc<Semaphore>,
    units: usize,
}

/// Room that was taken; given back when dropped.
pub(crate) type Taken = OwnedSemaphorePermit;

impl Room {
    /// Room for a few answers of `max_body_bytes` each at once.
    #[must_use]
    pub fn for_answers_of(max_body_bytes: usize) -> Self {
        let units = units_of(max_body_bytes).saturating_mul(LARGEST_AT_ONCE).min(Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(units)), units }
    }

    /// Waits for room for an answer, in the order of asking. All of it is taken at once: an answer that has some and waits for
    /// more could wait for another that does the same.
    pub(crate) async fn take(&self, bytes: usize) -> Option<Taken> {
        let units = u32::try_from(units_of(bytes).min(self.units)).unwrap_or(u32::MAX);
        // It is never closed.
        Arc::clone(&self.free).acquire_many_owned(units).await.ok()
    }
}

fn units_of(bytes: usize) -> usize {
    bytes.div_ceil(UNIT)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn whoever_finds_none_waits_for_the_first_to_end() {
        let room = Room::for_answers_of(10 << 20);
        let taken: Vec<_> = (0..LARGEST_AT_ONCE).map(|_| room.take(10 << 20).now_or_never().flatten()).collect();
        assert!(taken.iter().all(Option::is_some));
        assert!(room.take(1).now_or_never().is_none(), "there is no room for one byte more");
        drop(taken);
        assert!(room.take(usize::MAX).now_or_never().flatten().is_some(), "one that wants too much has all of it");
    }
}
