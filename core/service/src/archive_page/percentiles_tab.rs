//! The view of percentiles, by metric and proxy.

use api::{PercentileRow, PercentilesView, TabView};
use archive::sql::{self, PERCENTILES};

use super::answer::{Asked, Viewed};
use super::meaning::with_unit;
use super::reader::Reader;
use crate::SqlError;
use timeseries::text::grouped;

/// The table.
pub(super) async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Viewed, SqlError> {
    let statement = sql::percentiles(&asked.scope.filter());
    let table = reader.ask(&statement).await?;
    let columns = PERCENTILES.map(|(column, _)| table.reals(column));
    let records = table.counts("records");
    let names = table.texts("metric_name").into_iter().zip(table.texts("api_proxy")).enumerate();
    let row = |(row, (metric, proxy)): (usize, (String, String))| PercentileRow {
        values: columns.iter().map(|column| with_unit(&metric, column[row])).collect(),
        rows: grouped(records[row]),
        color: asked.color(&proxy),
        metric,
        proxy,
    };
    let rows = names.map(row).collect();
    let heads = PERCENTILES.iter().map(|(_, head)| (*head).to_owned()).collect();
    let hint = "A percentile is the value that this share of the rows stays under.";
    Ok(Viewed {
        tab: TabView::Percentiles(PercentilesView { heads, rows }),
        statements: vec![statement],
        notes: Vec::new(),
        hint,
    })
}
