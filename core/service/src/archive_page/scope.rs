//! `Scope`: the days, proxies and metrics that are queried.

use std::collections::BTreeSet;

use api::{ArchiveParam, ArchiveParams, EVERY};
use archive::sql::Filter;
use archive::{ArchivedFile, Inventory};
use timeseries::{Day, Timestamp};

use super::fault::{Fault, shown};

/// So many days are shown unless others are asked for.
pub(super) const USUAL_DAYS: i64 = 30;
/// So many proxies are shown unless others are asked for, where there are more.
const USUAL_PROXIES: usize = 3;

/// A choice that can be answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scope {
    /// The first day.
    pub(super) from: Day,
    /// The last day, included.
    pub(super) to: Day,
    /// Every proxy there is, in order.
    pub(super) known: Vec<String>,
    /// The proxies chosen, in order; none where none was chosen.
    pub(super) proxies: Vec<String>,
    /// The metrics chosen; `None` for all.
    pub(super) metrics: Option<Vec<String>>,
}

impl Scope {
    /// Understands the days and the proxies that were typed.
    pub(super) fn parse(params: &ArchiveParams, inventory: &Inventory, now: Timestamp) -> Result<Self, Fault> {
        let usual = Self::usual(inventory, now);
        let day = |param: ArchiveParam| match params.text(param).trim() {
            "" => Ok(None),
            text => text.parse::<Day>().map(Some).map_err(|_| not_a_day(param, text)),
        };
        let (from, to) = (day(ArchiveParam::From)?, day(ArchiveParam::To)?);
        let to = to.unwrap_or_else(|| from.map_or(usual.to, |from| usual.to.max(from)));
        let from = from.unwrap_or_else(|| to.min(usual.to).plus_days(1 - USUAL_DAYS).min(to));
        if from > to {
            let why = format!("{from} is after {to}.");
            return Err(Fault::new(ArchiveParam::From, why, "Give the earlier day first."));
        }
        let proxies = chosen_proxies(params, &usual)?;
        let (from, to) = within(from, to, inventory, now);
        let metrics = params.metrics.clone().filter(|chosen| !chosen.iter().any(|name| name == EVERY));
        Ok(Self { from, to, proxies, metrics, ..usual })
    }

    /// Returns the default scope: the newest days that have rows.
    pub(super) fn usual(inventory: &Inventory, now: Timestamp) -> Self {
        let today = Day::of(now);
        let (first, to) = span(with_rows(inventory)).or_else(|| bounds(inventory)).unwrap_or((today, today));
        let known: BTreeSet<&str> = inventory.files.iter().map(|file| file.place.proxy.as_str()).collect();
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        let proxies = known.iter().take(USUAL_PROXIES).cloned().collect();
        Self { from: to.plus_days(1 - USUAL_DAYS).max(first), to, known, proxies, metrics: None }
    }

    /// The files these days and proxies lie in.
    pub(super) fn files(&self, inventory: &Inventory) -> Vec<ArchivedFile> {
        let is_asked = |file: &&ArchivedFile| {
            (self.from..=self.to).contains(&file.place.day)
                && self.proxies.iter().any(|proxy| proxy == file.place.proxy.as_str())
        };
        inventory.files.iter().filter(is_asked).cloned().collect()
    }

    /// The rows asked about. Where all proxies are, no condition names them.
    pub(super) fn filter(&self) -> Filter {
        let proxies = if self.proxies.len() == self.known.len() { Vec::new() } else { self.proxies.clone() };
        let metrics = self.metrics.clone().unwrap_or_default();
        Filter { proxies, metrics, ..Filter::of_days(self.from, self.to) }
    }

    /// Returns the number of days.
    pub(super) fn days(&self) -> i64 {
        self.to.days_since(self.from) + 1
    }
}

/// The part of these days that can hold anything: from the first there is, to the last or today. Where they lie beside it, the
/// days themselves.
fn within(from: Day, to: Day, inventory: &Inventory, now: Timestamp) -> (Day, Day) {
    let Some((first, last)) = bounds(inventory) else { return (from, to) };
    let clamped = (from.max(first), to.min(last.max(Day::of(now))));
    if clamped.0 <= clamped.1 { clamped } else { (from, to) }
}

/// The first and the last day there is.
pub(super) fn bounds(inventory: &Inventory) -> Option<(Day, Day)> {
    span(inventory.files.iter())
}

/// Files with anything in them: a day on which nothing was measured has one too.
pub(super) fn with_rows(inventory: &Inventory) -> impl Iterator<Item = &ArchivedFile> {
    inventory.files.iter().filter(|file| file.rows > 0)
}

fn span<'a>(files: impl Iterator<Item = &'a ArchivedFile>) -> Option<(Day, Day)> {
    let day = |file: &ArchivedFile| (file.place.day, file.place.day);
    files.map(day).reduce(|(first, last), (day, _)| (first.min(day), last.max(day)))
}

fn not_a_day(param: ArchiveParam, text: &str) -> Fault {
    Fault::new(param, format!("`{}` is not a day.", shown(text)), "Give a date that exists, such as 2026-11-20.")
}

fn chosen_proxies(params: &ArchiveParams, usual: &Scope) -> Result<Vec<String>, Fault> {
    let Some(chosen) = &params.proxies else { return Ok(usual.proxies.clone()) };
    if chosen.iter().any(|name| name == EVERY) {
        return Ok(usual.known.clone());
    }
    if let Some(stranger) = chosen.iter().find(|name| !usual.known.contains(name)) {
        let why = format!("There is no API proxy `{}` in the archive.", shown(stranger));
        return Err(Fault::new(ArchiveParam::Proxy, why, "Choose among those that are listed."));
    }
    Ok(usual.known.iter().filter(|name| chosen.contains(name)).cloned().collect())
}
