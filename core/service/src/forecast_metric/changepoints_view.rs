//! The view of where a history changed.

use api::ChangepointView;
use forecast::{ChangeKind, Changepoint, Forecast};
use timeseries::text::moment;
use timeseries::{GridSeries, Timestamp, Unit};

/// The changes of a history, the newest first.
pub(crate) fn changepoint_views(series: &GridSeries, forecast: &Forecast) -> Vec<ChangepointView> {
    Changepoint::all_of(series, forecast).iter().rev().map(view).collect()
}

fn view(change: &Changepoint) -> ChangepointView {
    let kind = match change.kind {
        ChangeKind::Level => "level",
        ChangeKind::Slope => "slope",
    };
    ChangepointView {
        time: change.time,
        kind: kind.to_owned(),
        size: change.size,
        until: change.until,
        is_recent: change.is_recent,
    }
}

/// Words the newest change: `Rose by 400 MB on Tue 1 Dec 14:20 UTC and has stayed.`; nothing where there was none.
pub(super) fn just_happened(changes: &[ChangepointView], unit: Unit, now: Timestamp) -> Option<String> {
    let newest = changes.first().filter(|change| change.is_recent)?;
    let size = unit.format_within(newest.size.abs(), newest.size.abs());
    let when = moment(newest.time, now);
    Some(match (newest.kind.as_str(), newest.size > 0.0) {
        ("slope", true) => format!("Rising faster since {when}: {size} more than expected so far."),
        ("slope", false) => format!("Falling faster since {when}: {size} less than expected so far."),
        (_, true) => format!("Rose by {size} at {when} and has stayed there."),
        (_, false) => format!("Fell by {size} at {when} and has stayed there."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: &str, size: f64, is_recent: bool) -> ChangepointView {
        // 2026-12-01 14:20 UTC.
        let time = Timestamp::from_seconds(1_796_134_800);
        ChangepointView { time, kind: kind.to_owned(), size, until: None, is_recent }
    }

    #[test]
    fn a_sentence_that_can_be_repeated() {
        let now = Timestamp::from_seconds(1_796_137_200);
        let said = |kind, size, unit| just_happened(&[change(kind, size, true)], unit, now).unwrap();
        assert_eq!(said("level", 400e6, Unit::Bytes), "Rose by 400 MB at Tue 1 Dec 14:20 UTC and has stayed there.");
        assert_eq!(said("level", -0.4, Unit::Ratio), "Fell by 40% at Tue 1 Dec 14:20 UTC and has stayed there.");
        assert!(said("slope", 0.1, Unit::None).starts_with("Rising faster since Tue 1 Dec 14:20 UTC: 0.1 more"));
        assert_eq!(just_happened(&[change("level", 5.0, false)], Unit::None, now), None);
        assert_eq!(just_happened(&[], Unit::None, now), None);
    }
}
