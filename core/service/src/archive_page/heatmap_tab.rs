//! The view of the week: the mean of each hour of each weekday, over all proxies chosen.

use api::{HeatCell, HeatmapView, TabView};
use archive::{Summary, Table};
use timeseries::text::number;

use super::answer::{Asked, Viewed};
use super::reader::Reader;
use crate::SqlError;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const NOTHING: HeatCell = HeatCell { mean: f64::NAN, rows: 0 };

/// A heat map a metric.
pub(super) async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Viewed, SqlError> {
    let summary = Summary::Heatmap(asked.scope.filter());
    let table = reader.sum_up(&summary).await?;
    let maps = asked.metrics.iter().map(|metric| heatmap(&metric.metric, &table)).collect();
    let hint = "Each cell is the mean of its hour over all API proxies chosen; hours are in UTC.";
    Ok(Viewed { tab: TabView::Heatmap(maps), statements: vec![summary.statement()], notes: Vec::new(), hint })
}

fn heatmap(metric: &str, table: &Table) -> HeatmapView {
    let mut cells = vec![vec![NOTHING; 24]; 7];
    let places = table.counts("weekday").into_iter().zip(table.counts("hour"));
    let values = table.reals("mean").into_iter().zip(table.counts("records"));
    for (name, ((weekday, hour), (mean, rows))) in table.texts("metric_name").into_iter().zip(places.zip(values)) {
        let index = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let row = cells.get_mut(index(weekday.wrapping_sub(1)));
        if let Some(cell) = row.and_then(|row| row.get_mut(index(hour))).filter(|_| name == metric) {
            *cell = HeatCell { mean, rows };
        }
    }
    HeatmapView { metric: metric.to_owned(), summary: summary(&cells), cells }
}

/// The busiest and the quietest hour of the week.
fn summary(cells: &[Vec<HeatCell>]) -> String {
    let hours = cells
        .iter()
        .zip(WEEKDAYS)
        .flat_map(|(row, day)| row.iter().enumerate().map(move |(hour, cell)| (day, hour, cell.mean)));
    let hours: Vec<(&str, usize, f64)> = hours.filter(|(_, _, mean)| mean.is_finite()).collect();
    let by_mean = |a: &&(&str, usize, f64), b: &&(&str, usize, f64)| a.2.total_cmp(&b.2);
    let (Some(high), Some(low)) = (hours.iter().max_by(by_mean), hours.iter().min_by(by_mean)) else {
        return "There is no value in these days.".to_owned();
    };
    let words = |(day, hour, mean): &(&str, usize, f64)| format!("{day} {hour:02}:00 ({})", number(*mean));
    match hours.len() {
        1 => format!("All values are of one hour: {}.", words(high)),
        _ if number(high.2) == number(low.2) => format!("The same at every hour: {}.", number(high.2)),
        _ => format!("Highest on {}, lowest on {}.", words(high), words(low)),
    }
}
