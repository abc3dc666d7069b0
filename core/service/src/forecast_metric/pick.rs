//! The series that is shown of those an expression gave.

use timeseries::GridSeries;

use super::outlook::Outlooks;
use crate::Error;

/// The series whose labels read `key`; where nothing is picked, the riskiest, or else the first that ever changed.
pub(super) fn pick<'a>(
    series: &'a [GridSeries],
    outlooks: &Outlooks,
    key: Option<&str>,
) -> Result<&'a GridSeries, Error> {
    if let Some(key) = key {
        let found = series.iter().find(|series| promql::names_series(key, &series.labels));
        return found.ok_or_else(|| Error::NoSuchSeries { key: key.to_owned() });
    }
    let first = riskiest(series, outlooks)
        .or_else(|| series.iter().find(|series| has_changed(series)))
        .or_else(|| series.iter().find(|series| series.last().is_some()))
        .or(series.first());
    first.ok_or(Error::nothing())
}

/// The first of those with the greatest risk; nothing where none is known to be at any.
fn riskiest<'a>(series: &'a [GridSeries], outlooks: &Outlooks) -> Option<&'a GridSeries> {
    let known = series.iter().zip(outlooks).filter_map(|(series, outlook)| Some((series, outlook.as_ref()?.risk)));
    let worst = known.filter(|(_, risk)| *risk > 0.0).reduce(|worst, one| if one.1 > worst.1 { one } else { worst });
    worst.map(|(series, _)| series)
}

fn has_changed(series: &GridSeries) -> bool {
    let mut values = series.present().map(|(_, value)| value);
    values.next().is_some_and(|first| values.any(|value| value != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast_metric::outlook::Outlook;
    use timeseries::{Duration, Grid, Labels, Timestamp};

    fn series(instance: &str, values: &[f64]) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::MINUTE, len: values.len() };
        GridSeries { labels: Labels::from_pairs([("instance", instance)]), grid, values: values.to_vec() }
    }

    fn picked(series: &[GridSeries], risks: &[Option<f64>]) -> String {
        let outlook = |risk: &Option<f64>| risk.map(|risk| Outlook { end: 0.0, chance: None, crosses: None, risk });
        let outlooks = risks.iter().map(outlook).collect();
        pick(series, &outlooks, None).unwrap().labels.get("instance").unwrap().to_owned()
    }

    #[test]
    fn the_riskiest_is_shown_and_not_the_first_of_the_alphabet() {
        let all = [series("a", &[1.0, 1.0]), series("b", &[1.0, 3.0]), series("c", &[2.0, 3.0])];
        assert_eq!(picked(&all, &[Some(0.0), Some(0.2), Some(0.7)]), "c");
        assert_eq!(picked(&all, &[None, Some(0.2), Some(0.2)]), "b");
        assert_eq!(picked(&all, &[None; 3]), "b", "the first that changes");
        assert_eq!(picked(&[series("a", &[f64::NAN]), series("b", &[1.0])], &[None; 2]), "b", "the first with a value");
        assert!(pick(&all, &vec![None; 3], Some("x")).is_err());
        assert_eq!(pick(&all, &vec![None; 3], Some(r#"{instance="c"}"#)).unwrap().labels, all[2].labels);
    }
}
