//! The schedule of collecting: at start, then every so often, and sooner after a run that left something out. Runs that were missed are
//! made up for by one.

use std::sync::Arc;

use service::{Clock, CollectError, CollectReport, Collector, Stop};
use timeseries::{Duration, Timestamp};
use tokio::time::Instant;

use super::Keeping;
use super::watching::in_full;

/// A machine that was suspended for longer is noticed this soon: its timers stand still with it, its clock does not.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(30);

/// The first pause after a run that left something out: a source that restarts has answered by then.
const FIRST_RETRY: Duration = Duration::MINUTE.times(5);

/// Collects what is due until the collector is told to stop.
pub(crate) async fn collect_for_ever(collector: Arc<Collector>, keeping: Keeping, every: Duration) {
    let stop = collector.stop();
    let mut pauses = Pauses::new(every);
    loop {
        let begun = Begun::now(keeping.clock());
        let run = collector.collect_due().await;
        if stop.is_asked() {
            return;
        }
        let pause = pauses.after(is_whole(run));
        keeping.plan_collecting(pause);
        keeping.tidy().await;
        if !begun.wait(keeping.clock(), pause, stop).await {
            return;
        }
    }
}

/// Tells whether a run left nothing out.
fn is_whole(run: Result<CollectReport, CollectError>) -> bool {
    match run {
        Ok(report) => report.is_good(),
        Err(error) => {
            tracing::error!(error = in_full(&error), "nothing was collected");
            false
        }
    }
}

/// The pauses between the beginnings of runs: the one of the schedule after a run that left nothing out; after others 5 minutes, twice as
/// long each time, and never longer than the schedule's.
struct Pauses {
    every: Duration,
    retry: Duration,
}

impl Pauses {
    fn new(every: Duration) -> Self {
        Self { every, retry: FIRST_RETRY }
    }

    fn after(&mut self, is_whole: bool) -> Duration {
        if is_whole {
            self.retry = FIRST_RETRY;
            return self.every;
        }
        let pause = self.retry.min(self.every);
        self.retry = pause.times(2);
        pause
    }
}

/// The beginning of a run, by the clock and by a timer that no clock moves.
struct Begun {
    clock: Timestamp,
    timer: Instant,
}

impl Begun {
    fn now(clock: &dyn Clock) -> Self {
        Self { clock: clock.now(), timer: Instant::now() }
    }

    /// Waits until so much time has passed by the clock or by the timer, whichever is first; false where the end is asked for.
    async fn wait(&self, clock: &dyn Clock, every: Duration, stop: &Stop) -> bool {
        loop {
            let left = self.left(clock.now(), every);
            tokio::select! {
                biased;
                () = stop.asked() => return false,
                () = tokio::time::sleep(left.min(LOOK_EVERY)) => {}
            }
            if self.left(clock.now(), every).is_zero() {
                return true;
            }
        }
    }

    fn left(&self, now: Timestamp, every: Duration) -> std::time::Duration {
        let by_timer = std::time::Duration::from(every).saturating_sub(self.timer.elapsed());
        by_timer.min(std::time::Duration::from(every).saturating_sub(now.since(self.clock).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};
    use timeseries::Duration as Span;

    /// A clock that a test sets.
    #[derive(Debug, Default)]
    struct Moved(AtomicI64);

    impl Clock for Moved {
        fn now(&self) -> Timestamp {
            Timestamp::from_ms(self.0.load(Ordering::SeqCst))
        }
    }

    /// Hours on the timer until the next run, where the clock jumps by so much an hour after the last one, and stands still else.
    async fn hours_until_next(jump_hours: i64) -> u64 {
        let clock = Moved(AtomicI64::new(1_000 * 3_600_000));
        let (begun, since, stop) = (Begun::now(&clock), Instant::now(), Stop::default());
        let jump = async {
            tokio::time::sleep(std::time::Duration::from_secs(3_600)).await;
            clock.0.fetch_add(jump_hours * 3_600_000, Ordering::SeqCst);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            is_due = begun.wait(&clock, Span::DAY, &stop) => assert!(is_due),
            () = jump => {}
        }
        (since.elapsed().as_secs() + 60) / 3_600
    }

    #[tokio::test(start_paused = true)]
    async fn a_suspended_machine_collects_when_it_wakes_and_a_moved_clock_delays_nothing() {
        assert_eq!(hours_until_next(48).await, 1, "slept for two days");
        assert_eq!(hours_until_next(22).await, 24, "a day has not passed by either");
        assert_eq!(hours_until_next(-48).await, 24, "set back by two days");
    }

    #[test]
    fn a_run_that_left_something_out_is_made_up_for_soon_and_ever_more_seldom() {
        let mut pauses = Pauses::new(Span::HOUR);
        let minutes = |pauses: &mut Pauses, runs: &[bool]| -> Vec<u64> {
            runs.iter().map(|is_whole| pauses.after(*is_whole).ms() / 60_000).collect()
        };
        assert_eq!(minutes(&mut pauses, &[true, false, false, false, false, false]), [60, 5, 10, 20, 40, 60]);
        assert_eq!(minutes(&mut pauses, &[false, true, false]), [60, 60, 5]);
        assert_eq!(minutes(&mut Pauses::new(Span::MINUTE), &[false, false, true]), [1, 1, 1]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_end_is_heard_while_it_waits() {
        let (clock, stop) = (Moved::default(), Stop::default());
        let begun = Begun::now(&clock);
        stop.ask();
        assert!(!begun.wait(&clock, Span::DAY, &stop).await);
    }
}
