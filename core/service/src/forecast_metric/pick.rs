//! The list of series to pick from, and the one that is picked.

use api::SeriesPick;
use timeseries::{GridSeries, Labels};

use crate::Error;

/// The series whose labels read `key`; the first one with a value where nothing is picked.
pub(super) fn pick<'a>(series: &'a [GridSeries], key: Option<&str>) -> Result<&'a GridSeries, Error> {
    let Some(key) = key else {
        let first = series.iter().find(|series| series.last().is_some()).or(series.first());
        return first.ok_or(Error::nothing());
    };
    let found = series.iter().find(|series| promql::names_series(key, &series.labels));
    found.ok_or_else(|| Error::NoSuchSeries { key: key.to_owned() })
}

/// All series as a list to pick from.
pub(super) fn picks(series: &[GridSeries], picked: &GridSeries) -> Vec<SeriesPick> {
    let varying = varying_labels(series);
    series.iter().map(|one| entry(one, &varying, one.labels == picked.labels)).collect()
}

fn entry(series: &GridSeries, varying: &[String], is_picked: bool) -> SeriesPick {
    let values: Vec<f64> = series.present().map(|(_, value)| value).collect();
    let count = values.len() as f64;
    let own = series.labels.only(|name| varying.iter().any(|varying| varying == name));
    SeriesPick {
        key: series.labels.to_string(),
        name: if own.is_empty() { series.labels.to_string() } else { own.to_string() },
        last: values.last().copied(),
        min: values.iter().copied().reduce(f64::min),
        max: values.iter().copied().reduce(f64::max),
        mean: (!values.is_empty()).then(|| values.iter().map(|value| value / count).sum()),
        is_picked,
    }
}

/// The labels that do not have one value in all series.
fn varying_labels(series: &[GridSeries]) -> Vec<String> {
    let Some(first) = series.first() else { return Vec::new() };
    let differs = |name: &str| series.iter().any(|other| other.labels.get(name) != first.labels.get(name));
    let mut names: Vec<String> = series.iter().flat_map(|one| names_of(&one.labels)).collect();
    names.sort();
    names.dedup();
    names.retain(|name| differs(name));
    names
}

fn names_of(labels: &Labels) -> impl Iterator<Item = String> + '_ {
    labels.iter().map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Grid, Timestamp};

    fn series(instance: &str, values: &[f64]) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::MINUTE, len: values.len() };
        GridSeries {
            labels: Labels::from_pairs([("__name__", "x"), ("job", "j"), ("instance", instance)]),
            grid,
            values: values.to_vec(),
        }
    }

    #[test]
    fn named_by_what_tells_them_apart() {
        let all = [series("a", &[f64::NAN, f64::NAN]), series("b", &[1.0, 3.0])];
        let picked = pick(&all, None).unwrap();
        assert_eq!(picked.labels.get("instance"), Some("b"));
        let picks = picks(&all, picked);
        assert_eq!(picks[1].name, r#"{instance="b"}"#);
        assert_eq!(
            (picks[1].last, picks[1].min, picks[1].max, picks[1].mean),
            (Some(3.0), Some(1.0), Some(3.0), Some(2.0))
        );
        assert_eq!(picks[0].mean, None);
        assert_eq!(pick(&all, Some(&picks[0].key)).unwrap().labels, all[0].labels);
        assert!(matches!(pick(&all, Some("x")), Err(Error::NoSuchSeries { .. })));
    }
}
