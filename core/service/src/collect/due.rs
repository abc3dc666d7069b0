//! Days that are due: each of the last week that is not done, with the API proxies that lack it.

use std::collections::BTreeMap;

use archive::{ArchivedFile, Inventory, Kept, Layout};
use timeseries::{Day, Timestamp};

use super::CollectPlan;

/// A day that is not done is collected again by itself for this long: a Prometheus keeps two weeks unless it is told to.
pub(super) const AGAIN_DAYS: i64 = 7;

/// A day, and the proxies to collect on it, by their place in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DueDay {
    pub(super) day: Day,
    pub(super) proxies: Vec<usize>,
}

/// The state of a proxy's day in an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayState {
    /// No file of it can be read.
    Missing,
    /// Something failed, or the day was not over.
    Part,
    /// The file says that it is whole, and a clock that was wrong said so.
    Doubtful,
    /// It is whole.
    Done,
    /// Another program wrote it, and nothing says when.
    Foreign,
}

impl DayState {
    /// Tells whether it is left as it is.
    pub(super) fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Foreign)
    }
}

/// The files of an archive, as a plan looks at them.
#[derive(Debug)]
pub(super) struct Holdings<'a> {
    plan: &'a CollectPlan,
    now: Timestamp,
    files: BTreeMap<(Day, &'a str), &'a ArchivedFile>,
}

impl<'a> Holdings<'a> {
    pub(super) fn new(plan: &'a CollectPlan, inventory: &'a Inventory, now: Timestamp) -> Self {
        let key = |file: &'a ArchivedFile| (file.place.day, file.place.proxy.as_str());
        Self { plan, now, files: inventory.files.iter().map(|file| (key(file), file)).collect() }
    }

    /// Today, and each of the last days that a proxy lacks; the oldest first.
    pub(super) fn due_days(&self) -> Vec<DueDay> {
        let today = self.today();
        let of_day = |day: Day| {
            let is_due = |proxy: &usize| day == today || !self.state(day, *proxy).is_settled();
            DueDay { day, proxies: (0..self.plan.proxies().len()).filter(is_due).collect() }
        };
        today.plus_days(-AGAIN_DAYS).through(today).map(of_day).filter(|due| !due.proxies.is_empty()).collect()
    }

    /// The state of a day of the proxy with this index.
    pub(super) fn state(&self, day: Day, proxy: usize) -> DayState {
        let Some(file) = self.file(day, proxy) else { return DayState::Missing };
        match &file.kept {
            Some(kept) if file.place.layout == Layout::Flat => self.state_of(day, kept),
            _ => DayState::Foreign,
        }
    }

    fn state_of(&self, day: Day, kept: &Kept) -> DayState {
        let was_possible = self.plan.can_be_whole_from(day) <= kept.collected && kept.collected <= self.now;
        match (kept.whole_day, was_possible) {
            (false, _) => DayState::Part,
            (true, false) => DayState::Doubtful,
            (true, true) => DayState::Done,
        }
    }

    /// Files that were collected later than now, which only a clock that was wrong, or is, can have written: of as many days around
    /// today as are collected again, for with a clock that begins in 1970 every file lies ahead.
    pub(super) fn ahead(&self) -> Vec<&'a ArchivedFile> {
        let (today, now) = (self.today(), self.now);
        let is_ahead = |file: &&ArchivedFile| file.kept.as_ref().is_some_and(|kept| kept.collected > now);
        let proxies = 0..self.plan.proxies().len();
        let days = today.plus_days(-AGAIN_DAYS).through(today.plus_days(AGAIN_DAYS));
        let places = days.flat_map(|day| proxies.clone().map(move |proxy| (day, proxy)));
        places.filter_map(|(day, proxy)| self.file(day, proxy)).filter(is_ahead).collect()
    }

    /// The first day of the proxy with this index that the archive has.
    pub(super) fn first_day(&self, proxy: usize) -> Option<Day> {
        let name = self.plan.proxies()[proxy].as_str();
        self.files.keys().find(|(_, of)| *of == name).map(|(day, _)| *day)
    }

    pub(super) fn today(&self) -> Day {
        Day::of(self.now)
    }

    fn file(&self, day: Day, proxy: usize) -> Option<&'a ArchivedFile> {
        self.files.get(&(day, self.plan.proxies()[proxy].as_str())).copied()
    }
}
