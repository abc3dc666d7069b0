//! Text of a tick: the part of the date that changes, and the part that stays.

use timeseries::{Timestamp, text};

use super::step::CalendarStep;

/// The label of a tick and its context, if it needs one.
pub(super) fn of(step: CalendarStep, time: Timestamp) -> (String, Option<String>) {
    // `Tue 24 Nov`: without the year, as it is said of this very moment.
    let day = text::day(time, time);
    let month = text::month(time.civil().month);
    let year = time.civil().year.to_string();
    match step {
        CalendarStep::Clock(_) => (text::clock(time), Some(day)),
        CalendarStep::Days(_) => (without_last_word(&day), Some(format!("{month} {year}"))),
        CalendarStep::Weeks(_) => (without_first_word(&day), Some(year)),
        CalendarStep::Months(_) => (month.to_owned(), Some(year)),
        CalendarStep::Years(_) => (year, None),
    }
}

fn without_last_word(text: &str) -> String {
    text.rsplit_once(' ').map_or(text, |(head, _)| head).to_owned()
}

fn without_first_word(text: &str) -> String {
    text.split_once(' ').map_or(text, |(_, tail)| tail).to_owned()
}
