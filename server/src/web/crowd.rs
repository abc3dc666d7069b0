//! The requests that are worked on at once: more while the processors keep up with the work, fewer while work waits for them. A
//! request that waits for its source alone costs nothing, so that the number of requests by itself tells nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use service::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout};

use super::workers::Workers;

/// A request waits no longer for its turn. Whoever is told to come back then has not waited in vain for long.
const PATIENCE: Duration = Duration::from_millis(250);
/// The pause between two looks at the work.
const LOOK: Duration = Duration::from_millis(50);
/// Work that waits less than this for a processor does not wait.
const CALM: Duration = Duration::from_millis(25);
/// Work that waits longer has too much beside it.
const BUSY: Duration = Duration::from_millis(100);
/// A look that takes longer has seen enough.
const LONGEST_LOOK: Duration = Duration::from_millis(500);

/// The turns there are.
#[derive(Debug)]
pub(super) struct Crowd {
    free: Arc<Semaphore>,
    number: Mutex<Number>,
    least: usize,
    most: usize,
}

/// The number of turns, and how many of them are to go when they are given back.
#[derive(Debug)]
struct Number {
    turns: usize,
    too_many: usize,
}

/// A turn of one request, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    crowd: Arc<Crowd>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Crowd {
    /// As many turns as fit `cores` processors, and up to `most`.
    pub(super) fn new(cores: usize, most: usize) -> Arc<Self> {
        let least = (cores * 4).min(most).max(1);
        let turns = (least * 2).min(most).max(1);
        let number = Mutex::new(Number { turns, too_many: 0 });
        Arc::new(Self { free: Arc::new(Semaphore::new(turns)), number, least, most })
    }

    /// Waits for a turn, in the order of asking; nothing where there is none soon.
    pub(super) async fn turn(self: &Arc<Self>) -> Option<Turn> {
        let permit = timeout(PATIENCE, Arc::clone(&self.free).acquire_owned()).await.ok()?.ok()?;
        Some(Turn { crowd: Arc::clone(self), permit: Some(permit) })
    }

    /// Makes the number fit how long work waits.
    fn adjust(&self, waits: Duration) {
        let mut number = self.number();
        let is_used = self.free.available_permits() == 0;
        if waits < CALM && is_used {
            let more = self.least.min(self.most - number.turns);
            let kept = number.too_many.min(more);
            number.too_many -= kept;
            number.turns += more;
            self.free.add_permits(more - kept);
        } else if waits > BUSY {
            let fewer = (number.turns / 4).min(number.turns - self.least);
            number.turns -= fewer;
            number.too_many += fewer - self.free.forget_permits(fewer);
        }
    }

    fn number(&self) -> MutexGuard<'_, Number> {
        // No line under this lock can panic half-way.
        self.number.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut number = self.crowd.number();
        if number.too_many > 0
            && let Some(permit) = self.permit.take()
        {
            number.too_many -= 1;
            permit.forget();
        }
    }
}

/// Looks at the work as long as anybody may ask for a turn.
pub(super) async fn watch(crowd: Weak<Crowd>, workers: Workers, pool: Pool) {
    loop {
        sleep(LOOK).await;
        let (rendering, computing) = tokio::join!(taken(workers.turn()), taken(pool.turn()));
        let Some(crowd) = crowd.upgrade() else { return };
        crowd.adjust(rendering.max(computing));
    }
}

/// Times some work.
async fn taken(work: impl Future<Output = ()>) -> Duration {
    let since = Instant::now();
    let _elapsed = timeout(LONGEST_LOOK, work).await;
    since.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALM_LOOK: Duration = Duration::from_millis(1);
    const BUSY_LOOK: Duration = Duration::from_millis(300);

    async fn all(crowd: &Arc<Crowd>) -> Vec<Turn> {
        let mut turns = Vec::new();
        while let Some(turn) = crowd.turn().await {
            turns.push(turn);
        }
        turns
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_a_moment_for_a_turn() {
        let crowd = Crowd::new(1, 100);
        let turns = all(&crowd).await;
        assert_eq!(turns.len(), 8);
        let since = Instant::now();
        assert!(crowd.turn().await.is_none());
        assert_eq!(since.elapsed(), PATIENCE);
        let waiting = tokio::spawn({
            let crowd = Arc::clone(&crowd);
            async move { crowd.turn().await.is_some() }
        });
        sleep(PATIENCE / 2).await;
        drop(turns);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn requests_that_wait_for_a_source_make_room_for_others() {
        let crowd = Crowd::new(1, 100);
        let mut turns = Vec::new();
        for _ in 0..50 {
            turns.extend(all(&crowd).await);
            crowd.adjust(CALM_LOOK);
        }
        assert_eq!(turns.len(), 100, "as many as there may be");
    }

    #[tokio::test(start_paused = true)]
    async fn turns_that_nobody_asks_for_do_not_grow() {
        let crowd = Crowd::new(1, 100);
        (0..50).for_each(|_| crowd.adjust(CALM_LOOK));
        assert_eq!(all(&crowd).await.len(), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn fewer_are_worked_on_while_work_waits_for_processors() {
        let crowd = Crowd::new(1, 100);
        let mut turns = all(&crowd).await;
        crowd.adjust(CALM_LOOK);
        turns.extend(all(&crowd).await);
        assert_eq!(turns.len(), 12);
        (0..50).for_each(|_| crowd.adjust(BUSY_LOOK));
        turns.truncate(5);
        assert!(crowd.turn().await.is_none(), "five are under way, and four may be");
        turns.truncate(3);
        assert!(crowd.turn().await.is_some());
        drop(turns);
        assert_eq!(all(&crowd).await.len(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn turns_that_were_to_go_stay_when_there_is_room_again() {
        let crowd = Crowd::new(1, 8);
        let turns = all(&crowd).await;
        (0..50).for_each(|_| crowd.adjust(BUSY_LOOK));
        (0..50).for_each(|_| crowd.adjust(CALM_LOOK));
        drop(turns);
        assert_eq!(all(&crowd).await.len(), 8);
    }
}
