//! The view of days: which are there, which are not, and what is wrong with those that are not complete.

use std::collections::BTreeMap;

use api::{ArchiveParam, CalendarDay, DayState, DaysView, MonthView, TabView};
use archive::sql::{self, Filter};
use archive::{ArchivedFile, Inventory};
use timeseries::{Day, text};

use super::answer::{Asked, Viewed, is_typed};
use super::scope::{USUAL_DAYS, bounds};
use crate::words::bytes;
use timeseries::text::grouped;

/// More days than three years are no calendar any more.
const MOST_DAYS: i64 = 1_096;
/// So many faults of a day are named.
const NAMED_FAULTS: usize = 3;

/// The calendar. It looks at every proxy: a day is whole or it is not.
pub(super) fn view(asked: &Asked<'_>) -> Viewed {
    let (from, to) = span(asked);
    let proxies = Proxies::new(asked.inventory);
    let days: Vec<CalendarDay> = from.through(to).map(|day| calendar_day(day, asked, &proxies)).collect();
    let tab = DaysView {
        summary: summary(&days),
        months: months(days),
        collector: if asked.can_collect { Ok(()) } else { Err(NO_COLLECTOR.to_owned()) },
        link: asked.params.link(),
    };
    let statement = sql::days(&Filter::of_days(from, to));
    let collected = asked.params.collected.map(|outcome| outcome.words().to_owned());
    let hint = "Covers all API proxies, ignoring the filter.";
    Viewed { tab: TabView::Days(tab), statements: vec![statement], notes: collected.into_iter().collect(), hint }
}

const NO_COLLECTOR: &str = "This server does not collect: its config names no `apiProxies` and no `prometheus` metrics. \
                            Days can be collected by `promcast collect --config FILE --from DAY --to DAY`.";

/// The days chosen; up to yesterday where no last day was, so that a collector that stopped is seen. Where no day was chosen, the
/// newest ones: the calendar is about files, also those without rows.
fn span(asked: &Asked<'_>) -> (Day, Day) {
    let [from_is_typed, to_is_typed] = [ArchiveParam::From, ArchiveParam::To].map(|day| is_typed(asked.params, day));
    if to_is_typed {
        return (asked.scope.from.max(asked.scope.to.plus_days(1 - MOST_DAYS)), asked.scope.to);
    }
    let yesterday = Day::of(asked.now).plus_days(-1);
    let (first, newest) = bounds(asked.inventory).unwrap_or((asked.scope.from, asked.scope.to));
    let last = newest.max(asked.scope.to).max(yesterday);
    match from_is_typed {
        true => (asked.scope.from.max(last.plus_days(1 - MOST_DAYS)), last),
        false => (last.plus_days(1 - USUAL_DAYS).max(first).min(asked.scope.to), last),
    }
}

/// From when to when each proxy is in the archive.
struct Proxies<'a>(BTreeMap<&'a str, (Day, Day)>);

impl<'a> Proxies<'a> {
    fn new(inventory: &'a Inventory) -> Self {
        let mut spans: BTreeMap<&str, (Day, Day)> = BTreeMap::new();
        for place in inventory.files.iter().map(|file| &file.place) {
            let span = spans.entry(place.proxy.as_str()).or_insert((place.day, place.day));
            *span = (span.0.min(place.day), span.1.max(place.day));
        }
        Self(spans)
    }

    /// Proxies that are there before and after a day, and not on it.
    fn missing(&self, day: Day, files: &[&ArchivedFile]) -> Vec<&'a str> {
        let is_there = |proxy: &str| files.iter().any(|file| file.place.proxy.as_str() == proxy);
        let expected = self.0.iter().filter(|(_, (first, last))| (*first..=*last).contains(&day));
        expected.map(|(proxy, _)| *proxy).filter(|proxy| !is_there(proxy)).collect()
    }
}

fn calendar_day(day: Day, asked: &Asked<'_>, proxies: &Proxies<'_>) -> CalendarDay {
    let files: Vec<&ArchivedFile> = asked.inventory.files.iter().filter(|file| file.place.day == day).collect();
    let faults = faults(day, asked, &files, proxies);
    let outside = bounds(asked.inventory).is_some_and(|(first, _)| day < first) || day > Day::of(asked.now);
    let has_rows = files.iter().any(|file| file.rows > 0);
    let state = match (files.is_empty(), faults.is_empty()) {
        (true, _) if outside => DayState::Outside,
        (true, _) => DayState::Missing,
        (false, false) => DayState::Part,
        (false, true) if has_rows => DayState::Whole,
        (false, true) => DayState::Empty,
    };
    CalendarDay {
        date: day.to_string(),
        number: day.ymd().2,
        state,
        files: files.len(),
        rows: grouped(files.iter().map(|file| file.rows).sum()),
        bytes: bytes(files.iter().map(|file| file.bytes).sum()),
        faults,
    }
}

fn faults(day: Day, asked: &Asked<'_>, files: &[&ArchivedFile], proxies: &Proxies<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let early = files.iter().filter(|file| file.kept.as_ref().is_some_and(|kept| !kept.whole_day)).count();
    if early > 0 && day == Day::of(asked.now) {
        faults.push("the day is not over".to_owned());
    } else if early > 0 {
        faults.push(format!("{} collected before the day was over", text::counted(early as u64, "file")));
    }
    let missing = proxies.missing(day, files);
    if !missing.is_empty() && !files.is_empty() {
        faults.push(format!("without {}", named(&missing)));
    }
    let left_out: Vec<&str> =
        asked.inventory.left_out.iter().filter(|file| file.day == Some(day)).map(|file| file.path.as_str()).collect();
    if !left_out.is_empty() {
        faults.push(format!("left out: {}", named(&left_out)));
    }
    faults
}

/// The first few names, and how many more.
fn named(names: &[&str]) -> String {
    let more = names.len().saturating_sub(NAMED_FAULTS);
    let first = names[..names.len() - more].join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
}

/// `13 complete, 0 partial, 0 missing`, and how many are empty, where any is.
fn summary(days: &[CalendarDay]) -> String {
    let count = |state| days.iter().filter(|day| day.state == state).count();
    let [whole, part, missing] = [DayState::Whole, DayState::Part, DayState::Missing].map(count);
    let empty = match count(DayState::Empty) {
        0 => String::new(),
        empty => format!(", {empty} empty"),
    };
    format!("{whole} complete, {part} partial, {missing} missing{empty}")
}

/// The newest month first.
fn months(days: Vec<CalendarDay>) -> Vec<MonthView> {
    let mut months: Vec<MonthView> = Vec::new();
    for day in days {
        let Ok(date) = day.date.parse::<Day>() else { continue };
        let (year, month, _) = date.ymd();
        let name = format!("{} {year}", text::month(month));
        match months.last_mut().filter(|month| month.name == name) {
            Some(month) => month.days.push(day),
            None => {
                months.push(MonthView { name, begins: date.start().civil().weekday_from_monday(), days: vec![day] })
            }
        }
    }
    months.reverse();
    months
}
