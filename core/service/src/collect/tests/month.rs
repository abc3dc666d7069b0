//! Thirty days of twenty API proxies, with runs that are killed, days on which nothing runs, clocks that are wrong, and a source that
//! fails: the archive comes to what it would have been. With `PROMCAST_SOAK=1` fifty months instead of one of each kind.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::*;
use crate::fakes::{Dice, soak};

const DAYS: i64 = 30;
const KILLS: usize = 200;
/// Runs of a day that are begun and dropped, most of them before their end.
const KILLS_A_DAY: usize = 16;
/// A run is looked at about so often until it ends.
const MOST_LOOKS: u64 = 24;

/// Work that is dropped after it was looked at so often.
struct Killed<F> {
    work: Pin<Box<F>>,
    looks: u64,
}

impl<F: Future> Future for Killed<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.looks == 0 {
            return Poll::Ready(None);
        }
        self.looks -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

/// A source up to a moment, a function of query and time. A part of the queries fails where it is unwell.
fn source(until: Timestamp, unwell: Option<u64>) -> Arc<Told> {
    Told::answering(move |query, time| {
        let hash = query.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
        if unwell.is_some_and(|seed| (hash ^ seed).is_multiple_of(3)) {
            return down();
        }
        let has_data = time <= until && !hash.is_multiple_of(17);
        Ok(if has_data {
            vec![(Labels::from_pairs([("e", "prod")]), (hash % 1000) as f64 + time.seconds())]
        } else {
            Vec::new()
        })
    })
}

fn month_plan(step: Option<Duration>) -> CollectPlan {
    let proxies = (0..20).map(|nth| proxy(&format!("p{nth:02}"))).collect();
    let metrics = ["a", "b", "c"].map(|name| metric(name, step)).to_vec();
    CollectPlan::new(proxies, metrics).unwrap().with_retries(0)
}

/// Runs once, by a clock, and says whether it came to its end before it was killed.
async fn run(
    archive: &Arc<MemoryArchive>,
    step: Option<Duration>,
    now: Timestamp,
    source: &Arc<Told>,
    looks: u64,
) -> bool {
    let collector = collector_at(now, source, archive, month_plan(step));
    Killed { work: Box::pin(collector.collect_due()), looks }.await.is_some()
}

/// A day and proxy, with what is kept of it.
type KeptDay = (String, String, Vec<(String, i64, f64)>);

fn of_month(archive: &MemoryArchive, step: Option<Duration>) -> Vec<KeptDay> {
    let first = day("2026-03-01");
    let days = first.through(first.plus_days(DAYS - 1));
    let of_day = |day: Day| {
        month_plan(step).proxies().to_vec().into_iter().map(move |name| {
            let rows = kept(archive, day, name.as_str());
            // A day's one value is of whenever it ran: what it is worth is told by the day alone.
            let rows =
                if step.is_none() { rows.into_iter().map(|(metric, ..)| (metric, 0, 0.0)).collect() } else { rows };
            (day.to_string(), name.to_string(), rows)
        })
    };
    days.flat_map(of_day).collect()
}

/// A month in which every day has one run at noon, and one after its end.
async fn undisturbed(step: Option<Duration>) -> Arc<MemoryArchive> {
    let archive = Arc::new(MemoryArchive::default());
    for nth in 0..=DAYS {
        let now = day("2026-03-01").plus_days(nth).start() + Duration::HOUR.times(12);
        assert!(run(&archive, step, now, &source(now, None), u64::MAX).await);
    }
    archive
}

/// The same, disturbed; says how often it was killed, how many days had no run, and how often the clock was wrong.
async fn disturbed(step: Option<Duration>, seed: u64) -> (Arc<MemoryArchive>, [usize; 3]) {
    let (archive, mut dice) = (Arc::new(MemoryArchive::default()), Dice::new(seed));
    let [mut kills, mut missed, mut moved, mut missed_in_a_row] = [0; 4];
    let mut was_unwell = false;
    for nth in 0..DAYS {
        let noon = day("2026-03-01").plus_days(nth).start() + Duration::HOUR.times(12);
        // A week with nothing at all would be lost: nobody asks for older days.
        if missed_in_a_row < 4 && dice.one_in(4) {
            missed += 1;
            missed_in_a_row += 1;
            continue;
        }
        missed_in_a_row = 0;
        if dice.one_in(3) {
            moved += 1;
            let hours = dice.below(6 * 24) as i64 - 3 * 24;
            let wrong = Timestamp::from_ms(noon.ms() + hours * 3_600_000);
            run(&archive, step, wrong, &source(noon, None), 1 + dice.below(3_000)).await;
        }
        // Never on two runs' days in a row, or a day could stay in part for its week.
        let unwell = (!was_unwell && dice.one_in(4)).then(|| dice.below(1_000));
        was_unwell = unwell.is_some();
        for _ in 0..KILLS_A_DAY {
            kills += usize::from(!run(&archive, step, noon, &source(noon, unwell), 1 + dice.below(MOST_LOOKS)).await);
        }
        // The clock was noticed, and the day has one run to its end.
        assert!(run(&archive, step, noon, &source(noon, unwell), u64::MAX).await);
    }
    let end = day("2026-03-01").plus_days(DAYS).start() + Duration::HOUR.times(12);
    assert!(run(&archive, step, end, &source(end, None), u64::MAX).await);
    (archive, [kills, missed, moved])
}

#[tokio::test]
async fn a_disturbed_month_comes_to_what_it_would_have_been() {
    let months = if soak::is_on() { 50 } else { 5 };
    for step in [Some(Duration::HOUR.times(6)), None] {
        let expected = of_month(undisturbed(step).await.as_ref(), step);
        let mut counts = [0; 3];
        for seed in 0..months {
            println!("seed {seed}, step {step:?}");
            let (archive, disturbances) = disturbed(step, seed).await;
            let found = of_month(archive.as_ref(), step);
            let differs = found.iter().zip(&expected).find(|(found, expected)| found != expected);
            assert!(differs.is_none(), "seed {seed}, step {step:?}: {differs:?}");
            counts = std::array::from_fn(|nth| counts[nth] + disturbances[nth]);
        }
        let [kills, missed, moved] = counts;
        println!("{kills} kills, {missed} days without a run, {moved} wrong clocks");
        assert!(kills >= KILLS && missed > 0 && moved > 0, "{counts:?}");
    }
}
