//! Where in a batch a model is wrong: day by day, and by the values of each feature.

use regression::{Scores, score};
use timeseries::{Day, Timestamp};

use crate::{EvaluatedColumn, EvaluatedRows};

/// A feature with more different values than this is cut into parts of as many rows each.
const MOST_VALUES: usize = 24;
/// Into how many.
const PARTS: usize = 6;

/// Rows of one day, or of one part of a feature's values, and how far off the model was on them.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorGroup<K> {
    /// What the rows have in common.
    pub key: K,
    /// The mean of what was true.
    pub mean_actual: f64,
    /// The mean of what was predicted.
    pub mean_predicted: f64,
    /// How far off the model was.
    pub scores: Scores,
}

/// The errors by one feature's values, the smallest value first.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureErrors {
    /// The feature.
    pub feature: String,
    /// From the smallest to the largest value of each part, both in it.
    pub groups: Vec<ErrorGroup<(f64, f64)>>,
}

/// The errors day by day, the earliest first; rows that do not say when they were are left out.
#[must_use]
pub fn error_over_time(rows: &EvaluatedRows) -> Vec<ErrorGroup<Timestamp>> {
    let day_of = |row: usize| rows.times.get(row).copied().flatten().map(|time| Day::of(time).start());
    let mut dated: Vec<(Timestamp, usize)> =
        (0..rows.actual.len()).filter_map(|row| day_of(row).map(|day| (day, row))).collect();
    dated.sort_unstable();
    let days = dated.chunk_by(|(one, _), (other, _)| one == other);
    days.filter_map(|day| group(rows, day[0].0, day.iter().map(|(_, row)| *row))).collect()
}

/// The errors by each feature's values: a group a value where there are few, parts of as many rows where there are many.
#[must_use]
pub fn error_by_feature(rows: &EvaluatedRows) -> Vec<FeatureErrors> {
    rows.features.iter().map(|column| by_values(rows, column)).collect()
}

fn by_values(rows: &EvaluatedRows, column: &EvaluatedColumn) -> FeatureErrors {
    let mut valued: Vec<(f64, usize)> =
        column.values.iter().copied().zip(0..).filter(|(value, _)| value.is_finite()).collect();
    valued.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let values: Vec<&[(f64, usize)]> = valued.chunk_by(|(one, _), (other, _)| one == other).collect();
    let parts = if values.len() > MOST_VALUES { parts(&valued, &values) } else { values };
    let of_part = |part: &&[(f64, usize)]| {
        let key = (part.first()?.0, part.last()?.0);
        group(rows, key, part.iter().map(|(_, row)| *row))
    };
    FeatureErrors { feature: column.name.clone(), groups: parts.iter().filter_map(of_part).collect() }
}

/// Parts of about as many rows each; one value is never in two of them.
fn parts<'a>(valued: &'a [(f64, usize)], values: &[&[(f64, usize)]]) -> Vec<&'a [(f64, usize)]> {
    let wanted = valued.len().div_ceil(PARTS);
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    for value in values {
        end += value.len();
        if end - start >= wanted {
            parts.push(&valued[start..end]);
            start = end;
        }
    }
    if start < valued.len() {
        parts.push(&valued[start..]);
    }
    parts
}

/// Nothing where no row of the group can be scored.
fn group<K>(rows: &EvaluatedRows, key: K, indices: impl Iterator<Item = usize>) -> Option<ErrorGroup<K>> {
    let both = indices.filter_map(|row| rows.actual.get(row).copied().zip(rows.predicted.get(row).copied()));
    let known = both.filter(|(actual, predicted)| actual.is_finite() && predicted.is_finite());
    let (actual, predicted): (Vec<f64>, Vec<f64>) = known.unzip();
    let scores = score(&actual, &predicted)?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    Some(ErrorGroup { key, mean_actual: mean(&actual), mean_predicted: mean(&predicted), scores })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: Vec<f64>, actual: Vec<f64>, predicted: Vec<f64>) -> EvaluatedRows {
        let day = |row: usize| Some(Timestamp::from_seconds(86_400 * (row as i64 / 2) + 3600));
        EvaluatedRows {
            times: (0..values.len()).map(day).collect(),
            trained_on: vec![false; values.len()],
            features: vec![EvaluatedColumn { name: "x".into(), values }],
            actual,
            predicted,
        }
    }

    #[test]
    fn a_day_has_its_own_error() {
        let rows = rows(vec![1.0; 5], vec![1.0, 3.0, 5.0, f64::NAN, 2.0], vec![2.0, 4.0, 5.0, 9.0, f64::NAN]);
        let days = error_over_time(&rows);
        let told: Vec<_> =
            days.iter().map(|day| (day.key.ms() / 86_400_000, day.scores.rows, day.scores.rmse)).collect();
        assert_eq!(told, [(0, 2, 1.0), (1, 1, 0.0)], "a day without a scored row is not there");
        assert_eq!((days[0].mean_actual, days[0].mean_predicted), (2.0, 3.0));
    }

    #[test]
    fn few_values_are_groups_of_their_own() {
        let rows = rows(vec![2.0, 1.0, f64::NAN, 2.0], vec![1.0; 4], vec![1.0, 3.0, 9.0, 2.0]);
        let groups = &error_by_feature(&rows)[0].groups;
        let told: Vec<_> = groups.iter().map(|group| (group.key, group.scores.rows, group.scores.mean_error)).collect();
        assert_eq!(told, [((1.0, 1.0), 1, 2.0), ((2.0, 2.0), 2, 0.5)]);
    }

    #[test]
    fn many_values_are_parts_and_no_value_is_in_two() {
        let values: Vec<f64> = (0..100).map(|row| f64::from(row.max(40))).collect();
        let rows = rows(values, vec![1.0; 100], vec![1.0; 100]);
        let groups = &error_by_feature(&rows)[0].groups;
        assert!(groups.len() <= PARTS && groups.len() > 2, "{groups:?}");
        assert_eq!(groups[0].key, (40.0, 40.0));
        assert_eq!(groups.iter().map(|group| group.scores.rows).sum::<usize>(), 100);
        assert!(groups.windows(2).all(|pair| pair[0].key.1 < pair[1].key.0));
    }
}
