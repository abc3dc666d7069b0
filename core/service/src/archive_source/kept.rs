//! For how long an archived value counts: rows may be a minute or a day apart.

use archive::samples::ArchivedSeries;
use promql::evaluate::KeptSeries;
use timeseries::{Duration, Timestamp};

use super::plan::LOOKBACK;
use super::reader::Reading;

/// A value is never taken to count for longer, however seldom there is one.
const MAX_SPACING: Duration = Duration::WEEK;

/// A series of which each sample counts until the next one is due, and at least for a step.
pub(crate) fn kept(series: ArchivedSeries, step: Duration) -> KeptSeries {
    let spacing = usual_spacing(&series).unwrap_or_default();
    KeptSeries {
        labels: series.labels,
        samples: series.samples,
        lookback: LOOKBACK.max(step).max(spacing),
        exact_after: None,
    }
}

/// The usual time from one row of a series to the next; `None` of fewer than two samples.
pub(crate) fn usual_spacing(series: &ArchivedSeries) -> Option<Duration> {
    let times: Vec<Timestamp> = series.samples.iter().map(|sample| sample.time).collect();
    let (first, last) = (times.first()?, times.last().filter(|_| times.len() > 1)?);
    // Where only the newest row of each stretch was read, most rows are not here.
    let is_thinned = series.rows * 2 > times.len() as u64 * 3;
    let spacing = match is_thinned {
        true => Duration::from_ms(last.since(*first).ms() / series.rows.max(1)),
        false => median(times.windows(2).map(|pair| pair[1].since(pair[0])).collect()),
    };
    Some(spacing.min(MAX_SPACING))
}

/// The middle one, the shorter of two; nothing of none.
pub(super) fn median(mut lengths: Vec<Duration>) -> Duration {
    lengths.sort_unstable();
    lengths.get(lengths.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// Returns a note if the step is clearly finer than the archived samples, and these are farther apart than the look-back.
pub(crate) fn coarse(reading: &Reading, step: Duration) -> Option<String> {
    let widest = reading.series.iter().filter_map(usual_spacing).max()?;
    // A run a little late is no coarser archive.
    let is_coarse = widest.ms() / 100 * 95 > step.ms() && widest > LOOKBACK;
    is_coarse.then(|| {
        format!(
            "the archive has a value about every {}: at a step of {step} each one counts until the next",
            rounded(widest)
        )
    })
}

/// Without seconds, which nobody means.
fn rounded(length: Duration) -> Duration {
    Duration::MINUTE.times((length.ms() + Duration::MINUTE.ms() / 2) / Duration::MINUTE.ms())
}
