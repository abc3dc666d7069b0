//! How many statements run at once, and how many wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use service::SqlError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// So many times more wait than run.
const WAITING_PER_SEAT: usize = 8;

/// Nobody waits longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A place among those that run; given back when dropped.
pub(super) type Seat = OwnedSemaphorePermit;

/// Places, and a queue that has an end.
#[derive(Debug)]
pub(super) struct Seats {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
}

impl Seats {
    /// So many places.
    pub(super) fn new(count: usize) -> Self {
        let count = count.max(1);
        let free = Arc::new(Semaphore::new(count));
        Self { free, waiting: AtomicUsize::new(0), most_waiting: count * WAITING_PER_SEAT }
    }

    /// Waits for a place.
    pub(super) async fn take(&self) -> Result<Seat, SqlError> {
        if let Ok(seat) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(seat);
        }
        let _waiting = Waiting::begin(self)?;
        match timeout(PATIENCE, Arc::clone(&self.free).acquire_owned()).await {
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

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let seats = Seats::new(1);
        let seat = seats.take().await.unwrap();
        assert_eq!(seats.take().await.unwrap_err(), SqlError::Busy);
        drop(seat);
        assert!(seats.take().await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn the_queue_has_an_end() {
        let seats = Arc::new(Seats::new(1));
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
