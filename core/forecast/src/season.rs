//! The seasons worth a try: hours, days, weeks, and of months the year, from the calendar and never from a periodogram.
//!
//! A periodogram of an hourly series finds 23 or 254 steps where people live by 24 and 168; the backtest decides which
//! of the calendar's seasons the series follows.

use timeseries::Duration;

/// Seasons that people and machines repeat, shortest first.
const CALENDAR: [Duration; 4] = [Duration::HOUR, Duration::DAY, Duration::WEEK, Duration::YEAR];

/// The calendar's seasons that are a whole number of at least two `step`s and of which `points` hold two cycles,
/// shortest first.
pub(crate) fn of_history(step: Duration, points: usize) -> Vec<Duration> {
    let fits = |season: &Duration| {
        let whole = !step.is_zero() && season.ms().is_multiple_of(step.ms());
        let steps = in_steps(*season, step);
        whole && steps >= 2 && steps <= points / 2
    };
    CALENDAR.into_iter().filter(fits).collect()
}

/// The season everything is compared with: the day where there is one, else the shortest.
pub(crate) fn baseline(seasons: &[Duration]) -> Option<Duration> {
    seasons.iter().find(|season| **season == Duration::DAY).or(seasons.first()).copied()
}

/// The length of the baseline in steps; one where there is no season.
pub(crate) fn baseline_steps(seasons: &[Duration], step: Duration) -> usize {
    baseline(seasons).map_or(1, |season| in_steps(season, step))
}

/// Returns the length of a season in steps.
pub(crate) fn in_steps(season: Duration, step: Duration) -> usize {
    usize::try_from(season.steps_of(step)).unwrap_or(usize::MAX)
}

/// For a model without seasons: one try.
pub(crate) fn none(_: &[Duration]) -> Vec<Vec<Duration>> {
    vec![Vec::new()]
}

/// For a model with one season: each in turn.
pub(crate) fn each(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    seasons.iter().map(|season| vec![*season]).collect()
}

/// For a model of days: the day, where it is a season.
pub(crate) fn the_day(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    seasons.iter().filter(|season| **season == Duration::DAY).map(|day| vec![*day]).collect()
}

/// For a model of days and more: each of these in turn.
pub(crate) fn each_from_the_day(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    seasons.iter().filter(|season| **season >= Duration::DAY).map(|season| vec![*season]).collect()
}

/// For a model that looks back no further than the baseline does: each season up to it, or one try without.
pub(crate) fn up_to_the_baseline(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    match baseline(seasons) {
        None => none(seasons),
        Some(baseline) => seasons.iter().filter(|season| **season <= baseline).map(|season| vec![*season]).collect(),
    }
}

/// For a model that tells the seasons apart by itself and needs one: the baseline's and all that are longer.
pub(crate) fn from_the_baseline(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    let longer = |baseline| seasons.iter().copied().filter(|season| *season >= baseline).collect();
    baseline(seasons).map(longer).into_iter().collect()
}

/// For a model that tells the seasons apart by itself and lives without one: all of them.
pub(crate) fn together(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    vec![seasons.to_vec()]
}

/// For what is made of other models.
pub(crate) fn never(_: &[Duration]) -> Vec<Vec<Duration>> {
    Vec::new()
}

/// For a model with several seasons: each in turn, then the day within the week.
pub(crate) fn each_and_together(seasons: &[Duration]) -> Vec<Vec<Duration>> {
    let day_and_week = [Duration::DAY, Duration::WEEK];
    let both = day_and_week.iter().all(|season| seasons.contains(season));
    let together = both.then(|| day_and_week.to_vec());
    each(seasons).into_iter().chain(together).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_steps_and_two_cycles() {
        let (hour, day, week) = (Duration::HOUR, Duration::DAY, Duration::WEEK);
        let cases = [
            ("1h", 47, vec![]),
            ("1h", 48, vec![day]),
            ("1h", 335, vec![day]),
            ("1h", 336, vec![day, week]),
            ("1m", 120, vec![hour]),
            ("1m", 20_160, vec![hour, day, week]),
            ("30m", 96, vec![hour, day]),
            ("7m", 100_000, vec![week]),
            ("1d", 365, vec![week]),
            ("1w", 520, vec![]),
            ("0s", 100, vec![]),
        ];
        for (step, points, seasons) in cases {
            assert_eq!(of_history(step.parse().unwrap(), points), seasons, "{step} {points}");
        }
        let months = |months, points| of_history(Duration::MONTH.times(months), points);
        assert_eq!([months(1, 24), months(3, 8), months(6, 4)], [[Duration::YEAR]; 3]);
        assert_eq!([months(1, 23), months(12, 100)], [[]; 2]);
    }

    #[test]
    fn sets() {
        let (hour, day, week) = (Duration::HOUR, Duration::DAY, Duration::WEEK);
        assert_eq!(each_and_together(&[hour, day, week]), [vec![hour], vec![day], vec![week], vec![day, week]]);
        assert_eq!(each_and_together(&[hour, day]), [vec![hour], vec![day]]);
        assert!(each_and_together(&[]).is_empty());
        assert_eq!(up_to_the_baseline(&[hour, day, week]), [vec![hour], vec![day]]);
        assert_eq!(up_to_the_baseline(&[]), [vec![]]);
        assert_eq!(from_the_baseline(&[hour, day, week]), [vec![day, week]]);
        assert!(from_the_baseline(&[]).is_empty());
        assert_eq!(together(&[]), [vec![]]);
        assert_eq!([baseline(&[hour, day, week]), baseline(&[hour]), baseline(&[])], [Some(day), Some(hour), None]);
    }
}
