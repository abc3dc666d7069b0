//! All series of an answer as a list to pick from: filtered, ordered, and a page at a time, so that each can be reached.

use std::cmp::Ordering;

use api::{ForecastParams, Param, SeriesColumn, SeriesList, SeriesPick};
use timeseries::{GridSeries, Labels};

use super::outlook::{Outlook, Outlooks, note};
use crate::Error;

/// Series of a page.
const PAGE: usize = 50;

/// Order, filter and page of the list.
struct Order {
    column: SeriesColumn,
    is_descending: bool,
    filter: String,
    page: usize,
}

impl Order {
    fn parse(params: &ForecastParams) -> Result<Self, Error> {
        let sort = params.or_default(Param::Sort);
        let (is_descending, name) = sort.strip_prefix('-').map_or((false, sort), |name| (true, name));
        let column = SeriesColumn::named(name).ok_or_else(|| {
            let known = SeriesColumn::ALL.map(SeriesColumn::name).join(", ");
            wrong(
                Param::Sort,
                format!("`{}` is no column of the list", crate::words::shown(sort)),
                &format!("Give one of {known}, a minus before it for the greatest first"),
            )
        })?;
        let page = params.or_default(Param::Page);
        let page = page.parse().ok().filter(|page| *page > 0).ok_or_else(|| {
            wrong(
                Param::Page,
                format!("`{}` is no page of the list", crate::words::shown(page)),
                "Give a whole number from 1",
            )
        })?;
        Ok(Self { column, is_descending, filter: params.filter.trim().to_lowercase(), page })
    }
}

fn wrong(param: Param, why: String, next: &str) -> Error {
    Error::Param { param, why, next: next.to_owned() }
}

/// One series with what is known of it.
struct Entry {
    pick: SeriesPick,
    risk: Option<f64>,
}

/// The page of the list that is asked for.
pub(super) fn series_list(
    params: &ForecastParams,
    series: &[GridSeries],
    outlooks: &Outlooks,
    picked: &GridSeries,
) -> Result<SeriesList, Error> {
    let order = Order::parse(params)?;
    let varying = varying_labels(series);
    let is_varying = |name: &str| varying.iter().any(|varying| varying == name);
    let place = series.iter().position(|one| one.labels == picked.labels);
    let shown = place.filter(|_| series.len() > 1).map(|place| (short_name(&picked.labels, &varying), place + 1));
    let common = series.first().filter(|_| series.len() > 1).map(|first| first.labels.only(|name| !is_varying(name)));
    let fits = |one: &(&GridSeries, &Option<Outlook>)| {
        order.filter.is_empty() || one.0.labels.to_string().to_lowercase().contains(&order.filter)
    };
    let mut entries: Vec<Entry> = series
        .iter()
        .zip(outlooks)
        .filter(fits)
        .map(|(one, outlook)| entry(one, outlook.as_ref(), &varying, one.labels == picked.labels))
        .collect();
    // Stable: those that are alike stay in the order of their labels.
    entries.sort_by(|a, b| compare(a, b, &order));
    let (fitting, pages) = (entries.len(), entries.len().div_ceil(PAGE).max(1));
    let page = order.page.min(pages);
    Ok(SeriesList {
        count: series.len(),
        shown,
        common: common.filter(|common| !common.is_empty()).map(|common| common.to_string()).unwrap_or_default(),
        fitting,
        page,
        pages,
        sort: order.column,
        is_descending: order.is_descending,
        has_threshold: !params.threshold.trim().is_empty(),
        note: note(outlooks),
        picks: entries.into_iter().skip((page - 1) * PAGE).take(PAGE).map(|entry| entry.pick).collect(),
    })
}

fn entry(series: &GridSeries, outlook: Option<&Outlook>, varying: &[String], is_picked: bool) -> Entry {
    let values: Vec<f64> = series.present().map(|(_, value)| value).collect();
    let count = values.len() as f64;
    let own = series.labels.only(|name| varying.iter().any(|varying| varying == name));
    let pick = SeriesPick {
        key: series.labels.to_string(),
        name: if own.is_empty() { series.labels.to_string() } else { own.to_string() },
        last: values.last().copied(),
        end: outlook.map(|outlook| outlook.end),
        chance: outlook.and_then(|outlook| outlook.chance),
        crosses: outlook.and_then(|outlook| outlook.crosses),
        min: values.iter().copied().reduce(f64::min),
        max: values.iter().copied().reduce(f64::max),
        mean: (!values.is_empty()).then(|| values.iter().map(|value| value / count).sum()),
        is_picked,
    };
    Entry { pick, risk: outlook.map(|outlook| outlook.risk) }
}

/// Those without a value come last in either direction.
fn compare(a: &Entry, b: &Entry, order: &Order) -> Ordering {
    let value = |entry: &Entry| match order.column {
        // The riskiest come first where nothing is said.
        SeriesColumn::Risk => entry.risk.map(|risk| -risk),
        SeriesColumn::Name => None,
        SeriesColumn::Now => entry.pick.last,
        SeriesColumn::End => entry.pick.end,
        SeriesColumn::Change => entry.pick.change(),
        SeriesColumn::Min => entry.pick.min,
        SeriesColumn::Max => entry.pick.max,
        SeriesColumn::Mean => entry.pick.mean,
    };
    let in_order = |ordering: Ordering| if order.is_descending { ordering.reverse() } else { ordering };
    match (value(a), value(b)) {
        (Some(a), Some(b)) => in_order(a.total_cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) if order.column == SeriesColumn::Name => in_order(a.pick.key.cmp(&b.pick.key)),
        (None, None) => Ordering::Equal,
    }
}

/// The value of the only label that tells them apart, or all labels that do.
fn short_name(labels: &Labels, varying: &[String]) -> String {
    match varying {
        [only] => labels.get(only).filter(|value| !value.is_empty()).map_or_else(|| labels.to_string(), str::to_owned),
        _ => labels.only(|name| varying.iter().any(|varying| varying == name)).to_string(),
    }
}

/// The labels that do not have one value in all series.
fn varying_labels(series: &[GridSeries]) -> Vec<String> {
    let Some(first) = series.first() else { return Vec::new() };
    let mut names: Vec<&str> = series.iter().flat_map(|one| one.labels.iter().map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| series.iter().any(|other| other.labels.get(name) != first.labels.get(name)));
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Grid, Timestamp};

    fn series(instance: usize, values: &[f64]) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::MINUTE, len: values.len() };
        let instance = format!("host-{instance:04}");
        let labels = Labels::from_pairs([("__name__", "x"), ("job", "j"), ("instance", instance.as_str())]);
        GridSeries { labels, grid, values: values.to_vec() }
    }

    fn outlook(end: f64, risk: f64) -> Option<Outlook> {
        Some(Outlook { end, chance: None, crosses: None, risk })
    }

    fn many() -> (Vec<GridSeries>, Outlooks) {
        let all: Vec<GridSeries> = (0..969).map(|index| series(index, &[1.0, index as f64])).collect();
        let outlooks = (0..969).map(|index| outlook(2.0, f64::from(index))).collect();
        (all, outlooks)
    }

    fn listed(query: &str) -> SeriesList {
        let (all, outlooks) = many();
        series_list(&ForecastParams::from_query(query), &all, &outlooks, &all[7]).unwrap()
    }

    #[test]
    fn every_one_of_many_series_is_on_a_page() {
        let first = listed("");
        assert_eq!((first.count, first.fitting, first.page, first.pages), (969, 969, 1, 20));
        let keys: std::collections::BTreeSet<String> =
            (1..=20).flat_map(|page| listed(&format!("page={page}")).picks).map(|pick| pick.key).collect();
        assert_eq!(keys.len(), 969);
        assert_eq!(listed("page=999").page, 20, "beyond the last is the last");
    }

    #[test]
    fn the_riskiest_come_first_and_any_column_orders() {
        let first = |query: &str| listed(query).picks[0].name.clone();
        assert_eq!(first(""), r#"{instance="host-0968"}"#);
        assert_eq!(first("sort=name"), r#"{instance="host-0000"}"#);
        assert_eq!(first("sort=-name"), r#"{instance="host-0968"}"#);
        assert_eq!(first("sort=-now"), r#"{instance="host-0968"}"#);
        assert_eq!(first("sort=-change"), r#"{instance="host-0000"}"#);
    }

    #[test]
    fn a_filter_finds_a_part_of_any_label() {
        let found = listed("filter=HOST-012");
        assert_eq!((found.fitting, found.pages, found.picks.len()), (10, 1, 10));
        assert_eq!(listed("filter=nowhere").picks, []);
    }

    #[test]
    fn what_all_share_is_said_once_and_the_one_shown_has_a_name_and_a_place() {
        let list = listed("");
        assert_eq!(list.common, r#"x{job="j"}"#);
        assert_eq!(list.shown, Some(("host-0007".to_owned(), 8)));
        let one = [series(1, &[1.0])];
        let alone = series_list(&ForecastParams::default(), &one, &vec![None], &one[0]).unwrap();
        assert_eq!((alone.shown, alone.common.as_str()), (None, ""));
    }

    #[test]
    fn a_column_or_a_page_that_is_none_is_refused() {
        let (all, outlooks) = many();
        for query in ["sort=nonsense", "sort=--now", "page=0", "page=x", "page=-1"] {
            let refused = series_list(&ForecastParams::from_query(query), &all, &outlooks, &all[0]);
            assert!(matches!(refused, Err(Error::Param { .. })), "{query}");
        }
    }

    #[test]
    fn those_without_a_value_come_last_in_either_direction() {
        let all = [series(0, &[f64::NAN]), series(1, &[1.0]), series(2, &[3.0])];
        let outlooks = vec![None; 3];
        for query in ["sort=now", "sort=-now"] {
            let list = series_list(&ForecastParams::from_query(query), &all, &outlooks, &all[0]).unwrap();
            assert_eq!(list.picks[2].last, None, "{query}");
        }
    }
}
