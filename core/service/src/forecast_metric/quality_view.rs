//! What is known of the data, with a sentence for each thing that deserves attention.

use api::{GapView, QualityView};
use forecast::Quality;
use timeseries::text::{counted, length, percent};
use timeseries::{Duration, TimeRange};

/// How many gaps are listed.
const LISTED_GAPS: usize = 10;

/// The view of a series' quality.
pub(super) fn quality_view(quality: &Quality) -> QualityView {
    let gap = |gap: &forecast::Gap| GapView { range: TimeRange { start: gap.start, end: gap.end }, points: gap.points };
    QualityView {
        points: quality.points,
        present: quality.present,
        gap_count: quality.gap_count,
        gaps: quality.gaps.iter().take(LISTED_GAPS).map(gap).collect(),
        resets: quality.resets,
        non_finite: quality.non_finite,
        resolution: quality.resolution,
        remarks: remarks(quality),
    }
}

fn remarks(quality: &Quality) -> Vec<String> {
    let missing = quality.points.saturating_sub(quality.present);
    let share = missing as f64 / quality.points.max(1) as f64;
    let mut remarks = Vec::new();
    if missing > 0 {
        let longest = quality.gaps.first().map_or(Duration::default(), |gap| gap.end.since(gap.start));
        let gaps = counted(quality.gap_count as u64, "gap");
        remarks.push(format!(
            "{} of the points are missing, in {gaps}; the longest is {}.",
            percent(share),
            length(longest)
        ));
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
