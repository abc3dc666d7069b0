//! View of the data quality, with a sentence for each finding.

use api::{GapView, QualityView};
use forecast::Quality;
use timeseries::text::{counted, length, moment, percent};
use timeseries::{Duration, GridSeries, TimeRange, Timestamp};

/// Maximum number of gaps listed.
const LISTED_GAPS: usize = 10;

/// The view of a series' quality, whose samples are `spacing` apart where that is known.
pub(crate) fn quality_view(
    quality: &Quality,
    series: &GridSeries,
    spacing: Option<Duration>,
    now: Timestamp,
) -> QualityView {
    let gap = |gap: &forecast::Gap| GapView { range: TimeRange { start: gap.start, end: gap.end }, points: gap.points };
    QualityView {
        points: quality.points,
        present: quality.present,
        gap_count: quality.gap_count,
        gaps: quality.gaps.iter().take(LISTED_GAPS).map(gap).collect(),
        resets: quality.resets,
        non_finite: quality.non_finite,
        resolution: spacing.unwrap_or(quality.resolution),
        remarks: remarks(quality, series, now),
    }
}

/// Missing values between the first value and the newest one, by the usual spacing.
struct Missing {
    /// Values that were due.
    due: usize,
    /// Those of them that are not there.
    lost: usize,
    /// Points of the grid from one value to the next.
    distance: usize,
}

impl Missing {
    fn of(quality: &Quality, series: &GridSeries) -> Option<Self> {
        let (first, last) = (series.present().next()?.0, series.present().next_back()?.0);
        let distance = quality.resolution.steps_of(series.grid.step).max(1);
        let distance = usize::try_from(distance).unwrap_or(usize::MAX);
        let due = (last - first) / distance + 1;
        Some(Self { due, lost: due.saturating_sub(quality.present), distance })
    }
}

fn remarks(quality: &Quality, series: &GridSeries, now: Timestamp) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(first) = quality.first.filter(|first| *first > series.grid.start) {
        remarks.push(format!("It begins {}; nothing before.", moment(first, now)));
    }
    if let Some(Missing { due, lost, distance }) = Missing::of(quality, series) {
        if distance > 1 {
            let (every, step) = (length(quality.resolution), length(series.grid.step));
            remarks.push(format!("There is a value every {every}, at a step of {step}."));
        }
        if quality.gap_count > 0 && lost > 0 {
            let (share, gaps) = (percent(lost as f64 / due as f64), counted(quality.gap_count as u64, "gap"));
            let longest = length(quality.longest_gap);
            remarks.push(format!("{share} of the values are missing, in {gaps}; the longest is {longest}."));
        }
    }
    if quality.stale_steps > 0 {
        let steps = counted(quality.stale_steps as u64, "step");
        remarks.push(format!("The newest sample is {steps} old: the forecast starts from there."));
    }
    if quality.resets > 0 {
        let times = counted(quality.resets as u64, "time");
        remarks.push(format!(
            "It fell back to near zero {times}, as a counter does at a restart; rate() reads through that."
        ));
    }
    if quality.non_finite > 0 {
        let values = counted(quality.non_finite as u64, "value");
        remarks.push(format!("{values} were infinite and count as gaps."));
    }
    if quality.constant {
        remarks.push("It never changed.".to_owned());
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Grid, Labels};

    fn remarks_of(value: impl Fn(usize) -> f64) -> Vec<String> {
        let grid = Grid { start: Timestamp::from_seconds(1_699_999_200), step: Duration::MINUTE.times(5), len: 600 };
        let series = GridSeries { labels: Labels::default(), grid, values: (0..600).map(value).collect() };
        remarks(&Quality::of(&series), &series, grid.end())
    }

    fn noise(index: usize) -> f64 {
        ((index * 7919) % 101) as f64
    }

    #[test]
    fn missing_points_and_gaps_are_one_story() {
        assert!(remarks_of(noise).is_empty());
        let hourly = remarks_of(|index| if index % 12 == 0 { noise(index) } else { f64::NAN });
        assert_eq!(hourly[0], "There is a value every 1 hour, at a step of 5 minutes.");
        assert!(!hourly.iter().any(|remark| remark.contains("missing")), "{hourly:?}");
        let late = remarks_of(|index| if index >= 300 { noise(index) } else { f64::NAN });
        assert_eq!(late, ["It begins Wed 15 Nov 23:00 UTC; nothing before."]);
        let gap = remarks_of(|index| if (100..160).contains(&index) { f64::NAN } else { noise(index) });
        assert_eq!(gap, ["10% of the values are missing, in 1 gap; the longest is 5 hours."]);
    }
}
