//! Moments in a sentence: as short as they can be told, UTC said once.

use forecast::Forecast;
use timeseries::text::{clock, counted, day, moment};
use timeseries::{Duration, Timestamp};

/// `Fri 14:30 UTC` in the coming days, with the date where that is not enough.
pub(super) fn briefly(time: Timestamp, now: Timestamp) -> String {
    let is_near = now <= time && time.since(now) < Duration::DAY.times(6);
    let day = day(time, now);
    match day.split_once(' ').filter(|_| is_near) {
        Some((weekday, _)) => format!("{weekday} {} UTC", clock(time)),
        None => moment(time, now),
    }
}

/// The end of a forecast: the day, or the moment where the forecast is short.
pub(super) fn through(forecast: &Forecast, now: Timestamp) -> String {
    let end = forecast.grid.time(forecast.yhat.len().saturating_sub(1));
    match end.since(forecast.grid.start) < Duration::DAY.times(2) {
        true => briefly(end, now),
        false => day(end, now),
    }
}

/// Two moments around `middle`: `17:00 to 21:30` on its day, `Wed 2 Dec 17:00 to Fri 4 Dec 03:00` otherwise.
pub(super) fn between(early: Timestamp, late: Timestamp, middle: Timestamp, now: Timestamp) -> String {
    let day_of = |time: Timestamp| day(time, now);
    let is_one_day = day_of(early) == day_of(middle) && day_of(late) == day_of(middle);
    let when = |time: Timestamp| match is_one_day {
        true => clock(time),
        false => format!("{} {}", day_of(time), clock(time)),
    };
    format!("{} to {}", when(early), when(late))
}

/// A length of time to one unit: `3 days`, `20 hours`, `45 minutes`.
pub(super) fn roughly(length: Duration) -> String {
    let in_units = |unit: Duration| whole(length.seconds() / unit.seconds());
    match length {
        length if length < Duration::MINUTE => "less than a minute".to_owned(),
        length if length < Duration::HOUR.times(2) => counted(in_units(Duration::MINUTE), "minute"),
        length if length < Duration::DAY.times(2) => counted(in_units(Duration::HOUR), "hour"),
        length if length < Duration::WEEK.times(5) => counted(in_units(Duration::DAY), "day"),
        _ => counted(in_units(Duration::WEEK), "week"),
    }
}

fn whole(count: f64) -> u64 {
    count.round() as u64
}
