//! The bounded pool where CPU-bound work runs, away from the async runtime. Every job has a deadline and can be cancelled.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use forecast::Cancel;
use rayon::ThreadPool;
use timeseries::Duration;
use tokio::sync::{Semaphore, oneshot};

/// Threads for forecasts, and a queue in front of them that has an end.
#[derive(Clone, Debug)]
pub struct Pool {
    threads: Arc<ThreadPool>,
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    max_waiting: usize,
    deadline: Duration,
    watcher: Option<Arc<dyn PoolWatcher>>,
}

/// Observer that is notified of how jobs end.
pub trait PoolWatcher: std::fmt::Debug + Send + Sync {
    /// A job has ended.
    fn ended(&self, ending: PoolEnding);
}

/// Outcome of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolEnding {
    /// With a result, be it a good one or not.
    Done,
    /// With none, as the error says.
    Failed(PoolError),
    /// Nobody waits for it any more.
    Abandoned,
}

/// Error of a job that gave no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// The queue is full.
    #[error("too many forecasts are waiting")]
    Overloaded,
    /// The deadline passed.
    #[error("no forecast within {seconds} s")]
    Timeout {
        /// The deadline.
        seconds: u64,
    },
    /// The job ended without a result: a bug of ours.
    #[error("the forecast broke off")]
    Broken,
    /// No threads could be started.
    #[error("cannot start threads for forecasts")]
    NoThreads,
}

/// Cancels a job whose caller is gone.
struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Tells how a job ended; that it was abandoned, where nothing else is known when this is dropped.
struct Told<'a> {
    watcher: Option<&'a dyn PoolWatcher>,
    ending: PoolEnding,
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if let Some(watcher) = self.watcher {
            watcher.ended(self.ending);
        }
    }
}

impl Pool {
    /// A pool of `threads` threads (0: one a core) that lets `max_waiting` jobs wait and gives each `deadline`.
    ///
    /// # Errors
    /// The operating system gives no threads.
    pub fn new(threads: usize, max_waiting: usize, deadline: Duration) -> Result<Self, PoolError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|index| format!("forecast-{index}"))
            .build()
            .map_err(|_| PoolError::NoThreads)?;
        let places = Arc::new(Semaphore::new(pool.current_num_threads()));
        Ok(Self { threads: Arc::new(pool), places, waiting: Arc::default(), max_waiting, deadline, watcher: None })
    }

    /// The same, with somebody who is told how its jobs end.
    #[must_use]
    pub fn watched(self, watcher: Arc<dyn PoolWatcher>) -> Self {
        Self { watcher: Some(watcher), ..self }
    }

    /// The same, with `prepare` called once on each of its threads.
    #[must_use]
    pub fn with_threads(self, prepare: impl Fn() + Sync) -> Self {
        self.threads.broadcast(|_| prepare());
        self
    }

    /// Waits as a job would wait for its turn.
    pub async fn turn(&self) {
        // It is never closed.
        drop(self.places.acquire().await);
    }

    /// Runs a job on the pool; it may use rayon's parallel iterators. When the caller goes away or the deadline passes, the
    /// job's `Cancel` is set, and the job ends at its next look at it.
    ///
    /// # Errors
    /// The queue is full, the deadline passed, or the job panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Cancel) -> T + Send + 'static,
    ) -> Result<T, PoolError> {
        let seconds = self.deadline.ms() / 1000;
        let mut told = Told { watcher: self.watcher.as_deref(), ending: PoolEnding::Abandoned };
        let outcome = tokio::time::timeout(self.deadline.into(), self.queued(job)).await;
        let outcome = outcome.unwrap_or(Err(PoolError::Timeout { seconds }));
        told.ending = outcome.as_ref().err().map_or(PoolEnding::Done, |error| PoolEnding::Failed(*error));
        outcome
    }

    async fn queued<T: Send + 'static>(&self, job: impl FnOnce(&Cancel) -> T + Send + 'static) -> Result<T, PoolError> {
        let Some(_waiting) = Waiting::enter(&self.waiting, self.max_waiting) else {
            return Err(PoolError::Overloaded);
        };
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| PoolError::Broken)?;
        let guard = CancelOnDrop(Cancel::default());
        let cancel = guard.0.clone();
        let (sender, receiver) = oneshot::channel();
        self.threads.spawn(move || {
            // A panic drops the sender, which the caller sees as `Broken`; the thread lives on.
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&cancel)));
            if let Ok(result) = outcome {
                let _caller_may_be_gone = sender.send(result);
            }
            drop(place);
        });
        receiver.await.map_err(|_| PoolError::Broken)
    }

    /// Jobs that run or wait.
    #[must_use]
    pub fn queue_length(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// Counts a job while it runs or waits.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn enter(counter: &Arc<AtomicUsize>, max: usize) -> Option<Self> {
        let entered =
            counter.try_update(Ordering::Relaxed, Ordering::Relaxed, |count| (count < max).then_some(count + 1));
        entered.ok().map(|_| Self(Arc::clone(counter)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration as Wall;

    fn pool(max_waiting: usize, deadline_ms: u64) -> Pool {
        Pool::new(1, max_waiting, Duration::from_ms(deadline_ms)).unwrap()
    }

    fn spin_until(cancel: &Cancel) {
        while !cancel.is_cancelled() {
            std::thread::sleep(Wall::from_millis(1));
        }
    }

    #[tokio::test]
    async fn a_job_gives_its_result() {
        assert_eq!(pool(1, 1000).run(|_| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_deadline_cancels_the_job_and_frees_the_thread() {
        let pool = pool(2, 50);
        assert_eq!(pool.run(spin_until).await, Err(PoolError::Timeout { seconds: 0 }));
        assert_eq!(pool.run(|_| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_turn_comes_when_a_job_ends() {
        let pool = pool(2, 100).with_threads(|| {});
        let busy = tokio::spawn({
            let pool = pool.clone();
            async move { pool.run(spin_until).await }
        });
        while pool.queue_length() == 0 {
            tokio::task::yield_now().await;
        }
        pool.turn().await;
        assert_eq!(busy.await.unwrap(), Err(PoolError::Timeout { seconds: 0 }));
        pool.turn().await;
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_that_job() {
        let pool = pool(2, 1000);
        assert_eq!(pool.run(|_| -> i32 { panic!("a bug") }).await, Err(PoolError::Broken));
        assert_eq!(pool.run(|_| 7).await, Ok(7));
        assert_eq!(pool.queue_length(), 0);
    }

    #[tokio::test]
    async fn a_full_queue_refuses() {
        let pool = pool(1, 200);
        let busy = tokio::spawn({
            let pool = pool.clone();
            async move { pool.run(spin_until).await }
        });
        while pool.queue_length() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run(|_| 7).await, Err(PoolError::Overloaded));
        assert_eq!(busy.await.unwrap(), Err(PoolError::Timeout { seconds: 0 }));
    }

    #[derive(Debug, Default)]
    struct Heard(std::sync::Mutex<Vec<PoolEnding>>);

    impl PoolWatcher for Heard {
        fn ended(&self, ending: PoolEnding) {
            self.0.lock().unwrap().push(ending);
        }
    }

    #[tokio::test]
    async fn every_ending_is_told_once() {
        let heard = Arc::new(Heard::default());
        let watched = |deadline_ms| pool(1, deadline_ms).watched(Arc::clone(&heard) as _);
        let patient = watched(60_000);
        patient.run(|_| 7).await.unwrap();
        patient.run(|_| -> i32 { panic!("a bug") }).await.unwrap_err();
        watched(50).run(spin_until).await.unwrap_err();
        drop(tokio::time::timeout(Wall::from_millis(1), patient.run(spin_until)).await);
        let endings = heard.0.lock().unwrap().clone();
        let expected = [PoolError::Broken, PoolError::Timeout { seconds: 0 }].map(PoolEnding::Failed);
        assert_eq!(endings, [&[PoolEnding::Done], &expected[..], &[PoolEnding::Abandoned]].concat());
    }
}
