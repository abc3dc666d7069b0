//! The seam between the archive and Prometheus: each moment has its value from one of them.

use std::collections::BTreeMap;

use archive::samples::ArchivedSeries;
use promql::RangeAnswer;
use promql::evaluate::KeptSeries;
use timeseries::{Duration, Labels, Sample, Timestamp};

use super::definitions::Pair;
use crate::archive_source::kept;

/// Before every sample: of a pair that is not archived at all, each moment is Prometheus'.
const BEFORE_ALL: i64 = i64::MIN;

/// The series of both. Of each pair, up to its newest archived moment all is the archive's, after it Prometheus', where that
/// answered; where it did not, the archive's last values count for as long as they do.
pub(super) fn joined(
    archived: Vec<ArchivedSeries>,
    seams: &BTreeMap<Pair, Timestamp>,
    answers: BTreeMap<Pair, Vec<RangeAnswer>>,
    step: Duration,
) -> Vec<KeptSeries> {
    let seam_of = |pair: &Pair| seams.get(pair).copied().unwrap_or(Timestamp::from_ms(BEFORE_ALL));
    let mut all: BTreeMap<Labels, KeptSeries> = BTreeMap::new();
    for series in archived {
        let pair = Pair::of(&series.labels);
        let exact_after = answers.contains_key(&pair).then(|| seam_of(&pair));
        all.insert(series.labels.clone(), KeptSeries { exact_after, ..kept(series, step) });
    }
    for (pair, answers) in answers {
        for series in answers.into_iter().flat_map(|answer| answer.series) {
            let new = || new_series(series.labels.clone(), seam_of(&pair));
            let known = all.entry(series.labels.clone()).or_insert_with(new);
            known.samples.extend(series.samples.into_iter().filter(|sample| sample.time > seam_of(&pair)));
        }
    }
    all.into_values().map(in_order).collect()
}

fn new_series(labels: Labels, seam: Timestamp) -> KeptSeries {
    KeptSeries { labels, samples: Vec::new(), lookback: Duration::default(), exact_after: Some(seam) }
}

/// By time, each moment once. Series of Prometheus that the archive does not tell apart have the greater value, as there.
fn in_order(mut series: KeptSeries) -> KeptSeries {
    let order = |a: &Sample, b: &Sample| b.time.cmp(&a.time).then(b.value.total_cmp(&a.value));
    series.samples.sort_unstable_by(order);
    series.samples.dedup_by_key(|sample| sample.time);
    series.samples.reverse();
    series
}
