//! The answers to the pieces of one query, put together again.

use std::collections::{BTreeMap, BTreeSet};

use timeseries::{Labels, Sample, Series};

use crate::RangeAnswer;
use crate::decode::{AnswerError, Limits, in_order};

/// One answer out of the answers to consecutive pieces of a query: series by their labels, a moment at most once in
/// each (the later piece wins), every warning once.
///
/// # Errors
/// `TooManySeries` where the pieces have more different series together than are read.
pub fn join(pieces: Vec<RangeAnswer>, limits: Limits) -> Result<RangeAnswer, AnswerError> {
    let mut samples: BTreeMap<Labels, Vec<Sample>> = BTreeMap::new();
    let mut joined = RangeAnswer::default();
    for piece in pieces {
        for series in piece.series {
            samples.entry(series.labels).or_default().extend(series.samples);
        }
        joined.warnings.extend(piece.warnings);
        joined.infos.extend(piece.infos);
        joined.is_partial |= piece.is_partial;
        // The series of one piece are most likely those of the next.
        joined.histograms = joined.histograms.max(piece.histograms);
    }
    if samples.len() > limits.max_series {
        return Err(AnswerError::TooManySeries { limit: limits.max_series });
    }
    let series = samples.into_iter().map(|(labels, samples)| Series { labels, samples: in_order(samples) });
    let (warnings, infos) = (once_each(joined.warnings), once_each(joined.infos));
    Ok(RangeAnswer { series: series.collect(), warnings, infos, ..joined })
}

/// The sentences in their order, without repetitions.
fn once_each(sentences: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    sentences.into_iter().filter(|sentence| seen.insert(sentence.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Timestamp;

    fn piece(series: &[(&str, &[(i64, f64)])], warnings: &[&str]) -> RangeAnswer {
        let sample = |&(seconds, value): &(i64, f64)| Sample { time: Timestamp::from_seconds(seconds), value };
        let series = series.iter().map(|(job, samples)| Series {
            labels: Labels::from_pairs([("job", *job)]),
            samples: samples.iter().map(sample).collect(),
        });
        let warnings: Vec<_> = warnings.iter().map(|&warning| warning.to_owned()).collect();
        RangeAnswer { series: series.collect(), infos: warnings.clone(), warnings, ..RangeAnswer::default() }
    }

    #[test]
    fn series_meet_again() {
        let first = piece(&[("b", &[(1, 1.0), (2, 2.0)]), ("a", &[(1, 9.0)])], &["slow", "partial"]);
        let second = piece(&[("b", &[(2, 2.5), (3, 3.0)]), ("c", &[(3, 7.0)])], &["partial", "late"]);
        let expected = piece(
            &[("a", &[(1, 9.0)]), ("b", &[(1, 1.0), (2, 2.5), (3, 3.0)]), ("c", &[(3, 7.0)])],
            &["slow", "partial", "late"],
        );
        assert_eq!(join(vec![first, second], Limits::default()), Ok(expected));
    }

    #[test]
    fn nothing_and_one() {
        assert_eq!(join(Vec::new(), Limits::default()), Ok(RangeAnswer::default()));
        let one = piece(&[("a", &[(1, 1.0)])], &["x"]);
        assert_eq!(join(vec![one.clone()], Limits::default()), Ok(one));
    }

    #[test]
    fn one_partial_piece_makes_the_whole_partial() {
        let histograms = |histograms| RangeAnswer { histograms, ..RangeAnswer::default() };
        let partial = RangeAnswer { is_partial: true, ..histograms(2) };
        let joined = join(vec![histograms(0), partial, histograms(1)], Limits::default()).unwrap();
        assert_eq!((joined.is_partial, joined.histograms), (true, 2));
    }

    #[test]
    fn the_cap_counts_different_series() {
        let pieces = |second| vec![piece(&[("a", &[(1, 1.0)])], &[]), piece(&[(second, &[(2, 1.0)])], &[])];
        let limits = Limits { max_series: 1, ..Limits::default() };
        assert!(join(pieces("a"), limits).is_ok());
        assert_eq!(join(pieces("b"), limits), Err(AnswerError::TooManySeries { limit: 1 }));
    }
}
