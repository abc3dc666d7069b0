//! The day, the kind of day and the hour of every row; where rows have no time, their order stands in for it.

use std::collections::BTreeSet;

use timeseries::{Day, Timestamp};

use super::Period;

/// Hours of a day.
const HOURS: usize = 24;

/// Hours of a day times kinds of day: what rows are compared within.
pub(super) const CELLS: usize = HOURS * 2;

/// The first day of the weekend, counted from Monday.
const SATURDAY: usize = 5;

/// Day and hour of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Days since 1970-01-01; without times, the number of the piece the row lies in.
    pub(super) day: i64,
    /// 1 at the weekend, 0 otherwise.
    pub(super) kind: usize,
    pub(super) hour: usize,
}

impl Stamp {
    pub(super) fn cell(&self) -> usize {
        self.kind * HOURS + self.hour
    }

    fn at(time: Timestamp) -> Self {
        let civil = time.civil();
        let day = Day::of(time).days_since(Day::of(Timestamp::from_ms(0)));
        Self { day, kind: usize::from(civil.weekday_from_monday() >= SATURDAY), hour: usize::from(civil.hour) }
    }
}

/// Both periods in time.
pub(super) struct Calendar {
    /// `None` where a row lies on a day that the current period has too.
    pub(super) reference: Vec<Option<Stamp>>,
    pub(super) current: Vec<Stamp>,
    pub(super) shared_days: usize,
}

impl Calendar {
    pub(super) fn of(reference: &Period<'_>, current: &Period<'_>) -> Self {
        let (before, after) = (timed(reference.times), timed(current.times));
        if let (Some(before), Some(after)) = (&before, &after) {
            return Self::of_stamps(before, after.clone());
        }
        // A piece is as long as a day is where there are days, and no longer than what is asked about.
        let day_len = |stamps: Vec<Stamp>| stamps.len() / days(&stamps).len().max(1);
        let rows = (reference.predicted.len(), current.predicted.len());
        let piece = before.or(after).map_or(1, day_len).min(rows.1).max(1);
        let pieces = |rows: usize| (0..rows).map(move |row| Stamp { day: (row / piece) as i64, kind: 0, hour: 0 });
        Self { reference: pieces(rows.0).map(Some).collect(), current: pieces(rows.1).collect(), shared_days: 0 }
    }

    fn of_stamps(before: &[Stamp], mut current: Vec<Stamp>) -> Self {
        let (of_reference, of_current) = (days(before), days(&current));
        let shared: BTreeSet<i64> = of_reference.intersection(&of_current).copied().collect();
        // With nothing left to compare with, the shared days must serve.
        let shared = if shared.len() + 2 > of_reference.len() { BTreeSet::new() } else { shared };
        let kept = |stamp: &Stamp| (!shared.contains(&stamp.day)).then_some(*stamp);
        let mut reference: Vec<Option<Stamp>> = before.iter().map(kept).collect();
        let known: BTreeSet<usize> = reference.iter().flatten().map(|stamp| stamp.kind).collect();
        if current.iter().any(|stamp| !known.contains(&stamp.kind)) {
            reference.iter_mut().flatten().chain(&mut current).for_each(|stamp| stamp.kind = 0);
        }
        Self { reference, current, shared_days: shared.len() }
    }

    pub(super) fn current_days(&self) -> usize {
        days(&self.current).len()
    }

    /// The reference rows that are compared.
    pub(super) fn compared(&self) -> Vec<Stamp> {
        self.reference.iter().flatten().copied().collect()
    }
}

fn days(stamps: &[Stamp]) -> BTreeSet<i64> {
    stamps.iter().map(|stamp| stamp.day).collect()
}

/// The stamp of every row; a row that does not say when it was takes the time of the row before. `None` where no row says it.
fn timed(times: &[Option<Timestamp>]) -> Option<Vec<Stamp>> {
    let mut known = times.iter().flatten().next().copied()?;
    let carried = times.iter().map(|time| {
        known = time.unwrap_or(known);
        Stamp::at(known)
    });
    Some(carried.collect())
}
