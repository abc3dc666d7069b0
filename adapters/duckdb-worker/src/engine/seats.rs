//! `Seats`: limits on the statements that run at once and on those that wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use service::SqlError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// So many times more wait than run.
const WAITING_PER_SEAT: usize = 8;

/// Statements that may wait for their readers, by those that run.
const HALTED_PER_SEAT: usize = 2;

/// A place among those that run; given back when dropped.
pub(super) type Seat = OwnedSemaphorePermit;

/// A place among those whose readers take their time; given back when dropped.
pub(super) type Halted = OwnedSemaphorePermit;

/// Places, a queue that has an end, and room for statements that wait for their readers.
#[derive(Debug)]
pub(super) struct Seats {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    patience: Duration,
    halted: Arc<Semaphore>,
}

impl Seats {
    /// Makes `count` places, for each of which nobody waits longer than `patience`.
    pub(super) fn new(count: usize, patience: Duration) -> Self {
        let count = count.max(1);
        let (free, halted) = (Arc::new(Semaphore::new(count)), Arc::new(Semaphore::new(count * HALTED_PER_SEAT)));
        Self { free, waiting: AtomicUsize::new(0), most_waiting: count * WAITING_PER_SEAT, patience, halted }
    }

    /// Gives a seat back for one among those that wait for their readers, where there is any: each of them is a process with its
    /// memory.
    pub(super) fn halt(&self, seat: Seat) -> Option<Halted> {
        drop(seat);
        Arc::clone(&self.halted).try_acquire_owned().ok()
    }

    /// Waits for a place again, for a statement that gave its own back.
    pub(super) async fn again(&self) -> Option<Seat> {
        // They are never closed.
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// Waits for a place.
    pub(super) async fn take(&self) -> Result<Seat, SqlError> {
        if let Ok(seat) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(seat);
        }
        let _waiting = Waiting::begin(self)?;
        match timeout(self.patience, Arc::clone(&self.free).acquire_owned()).await {
            Ok(Ok(seat)) => Ok(seat),
            _ => Err(SqlError::Busy),
        }
    }
}

/// One who waits, also counted out when it gives up.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn begin(seats: &'a Seats) -> Result<Self, SqlError> {
        let waiting = Self(&seats.waiting);
        let before = seats.waiting.fetch_add(1, Ordering::SeqCst);
        if before < seats.most_waiting { Ok(waiting) } else { Err(SqlError::Busy) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let seats = Seats::new(1, PATIENCE);
        let seat = seats.take().await.unwrap();
        assert_eq!(seats.take().await.unwrap_err(), SqlError::Busy);
        drop(seat);
        assert!(seats.take().await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn the_queue_has_an_end() {
        let seats = Arc::new(Seats::new(1, PATIENCE));
        let _seat = seats.take().await.unwrap();
        let waiting = || {
            let seats = Arc::clone(&seats);
            tokio::spawn(async move { seats.take().await.map(drop) })
        };
        let tasks: Vec<_> = (0..WAITING_PER_SEAT).map(|_| waiting()).collect();
        tokio::task::yield_now().await;
        let begun = tokio::time::Instant::now();
        assert_eq!(seats.take().await.unwrap_err(), SqlError::Busy);
        assert_eq!(begun.elapsed(), Duration::ZERO);
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
