//! The view of totals: what came together, by proxy, and how that differs from as many days before.

use std::collections::BTreeSet;

use api::{BarView, BarsView, ErrorRow, TabView, TileView, TotalRow, TotalsView};
use archive::{Inventory, Summary, Table};
use timeseries::Day;
use timeseries::text::number;

use super::answer::{Asked, Viewed};
use super::meaning::{Meaning, label, with_unit};
use super::reader::Reader;
use super::scope::Scope;
use super::totals_change::change;
use crate::SqlError;
use timeseries::text::grouped;

/// Metrics shown first, in this order; other metrics follow.
const USUAL_METRICS: [&str; 3] = ["request_count", "response_time", "error_count"];

/// One metric of one proxy.
#[derive(Clone, Debug)]
struct Total {
    metric: String,
    proxy: String,
    records: u64,
    finite: u64,
    total: f64,
    mean: f64,
    low: f64,
    high: f64,
    newest: f64,
}

impl Total {
    /// Returns the figure of the metric, its sum or its mean.
    fn figure(&self) -> f64 {
        match Meaning::of(&self.metric) {
            Meaning::Counted => self.total,
            Meaning::Measured => self.mean,
        }
    }
}

/// The totals.
pub(super) async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Viewed, SqlError> {
    let summary = Summary::Totals(asked.scope.filter());
    let now = totals(&*reader.sum_up(&summary).await?);
    let earlier = earlier(asked.scope);
    let before = before(reader, asked.inventory, &earlier).await?;
    let mut statements = vec![summary.statement()];
    let mut errors = Vec::new();
    if asked.metrics.iter().any(|metric| metric.metric == "error_count") {
        let summary = Summary::Errors(asked.scope.filter());
        errors = error_rows(&*reader.sum_up(&summary).await?);
        statements.push(summary.statement());
    }
    let mut metrics: Vec<&str> = asked.metrics.iter().map(|metric| metric.metric.as_str()).collect();
    metrics.sort_by_key(|metric| USUAL_METRICS.iter().position(|usual| usual == metric).unwrap_or(USUAL_METRICS.len()));
    let days_before: BTreeSet<Day> = earlier.files(asked.inventory).iter().map(|file| file.place.day).collect();
    let tab = TotalsView {
        tiles: metrics.iter().map(|metric| tile(metric, &now, &before)).collect(),
        compared: compared(&earlier, days_before.len()),
        bars: metrics.iter().map(|metric| bars(asked, metric, &now)).collect(),
        rows: now.iter().map(|total| row(total, &before)).collect(),
        errors,
    };
    Ok(Viewed { tab: TabView::Totals(tab), statements, notes: Vec::new(), hint: "" })
}

/// As many days, just before.
fn earlier(scope: &Scope) -> Scope {
    Scope { from: scope.from.plus_days(-scope.days()), to: scope.from.plus_days(-1), ..scope.clone() }
}

/// The totals of the days before; none where there are no files.
async fn before(reader: &mut Reader<'_>, inventory: &Inventory, earlier: &Scope) -> Result<Vec<Total>, SqlError> {
    let mut reader = Reader::new(reader.service, inventory, earlier);
    Ok(totals(&*reader.sum_up(&Summary::Totals(earlier.filter())).await?))
}

fn totals(table: &Table) -> Vec<Total> {
    let [total, mean, low, high, newest] = ["total", "mean", "low", "high", "newest"].map(|name| table.reals(name));
    let (records, not_finite) = (table.counts("records"), table.counts("not_finite"));
    let names = table.texts("metric_name").into_iter().zip(table.texts("api_proxy")).enumerate();
    let of_row = |(row, (metric, proxy)): (usize, (String, String))| Total {
        metric,
        proxy,
        records: records[row],
        finite: records[row].saturating_sub(not_finite[row]),
        total: total[row],
        mean: mean[row],
        low: low[row],
        high: high[row],
        newest: newest[row],
    };
    names.map(of_row).collect()
}

/// Returns the figure of a metric over all proxies; NaN without finite rows.
fn overall(metric: &str, totals: &[Total]) -> f64 {
    let of_metric = || totals.iter().filter(|total| total.metric == metric && total.finite > 0);
    let (sum, rows) = of_metric().fold((0.0, 0), |(sum, rows), total| (sum + total.total, rows + total.finite));
    match Meaning::of(metric) {
        _ if rows == 0 => f64::NAN,
        Meaning::Counted => sum,
        Meaning::Measured => sum / rows as f64,
    }
}

fn tile(metric: &str, now: &[Total], before: &[Total]) -> TileView {
    let value = overall(metric, now);
    let change = change(value, overall(metric, before), |value| with_unit(metric, value));
    TileView { label: label(metric), value: with_unit(metric, value), change }
}

fn compared(earlier: &Scope, days_there: usize) -> String {
    let (from, to, days) = (earlier.from, earlier.to, earlier.days());
    match i64::try_from(days_there).unwrap_or(days) {
        0 => format!("There is no data from {from} to {to} to compare with."),
        there if there < days => {
            format!("Changes compare with {from} to {to}, of which only {there} of {days} days are there.")
        }
        _ => format!("Changes compare with as many days before: {from} to {to}."),
    }
}

fn bars(asked: &Asked<'_>, metric: &str, now: &[Total]) -> BarsView {
    let bar = |total: &Total| BarView {
        name: total.proxy.clone(),
        color: asked.color(&total.proxy),
        value: total.figure(),
        text: with_unit(metric, total.figure()),
    };
    let mut bars: Vec<BarView> = now.iter().filter(|total| total.metric == metric).map(bar).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
    BarsView { metric: metric.to_owned(), title: format!("{} by API proxy", label(metric)), bars }
}

fn row(total: &Total, before: &[Total]) -> TotalRow {
    let earlier = before.iter().find(|earlier| earlier.metric == total.metric && earlier.proxy == total.proxy);
    TotalRow {
        metric: total.metric.clone(),
        proxy: total.proxy.clone(),
        rows: grouped(total.records),
        figures: [total.total, total.mean, total.low, total.high, total.newest].map(number),
        change: change(total.figure(), earlier.map_or(f64::NAN, Total::figure), number),
    }
}

fn error_rows(table: &Table) -> Vec<ErrorRow> {
    let names = table.texts("api_proxy").into_iter().zip(table.texts("error_type"));
    let row = |((proxy, error_type), errors): ((String, String), f64)| {
        let error_type = if error_type.is_empty() { "none given".to_owned() } else { error_type };
        ErrorRow { proxy, error_type, errors: number(errors) }
    };
    names.zip(table.reals("errors")).map(row).collect()
}
