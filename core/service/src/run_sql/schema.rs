//! Schema shown beside the console: the columns, the proxies, the metrics, the days.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{SqlName, SqlSchemaView};
use archive::sql::{Statement, literal};
use archive::{ArchivedFile, Inventory, cell};
use futures_util::StreamExt;
use timeseries::text::counted;

use crate::{Author, Service, SqlPart, SqlQuery};

const COLUMNS: [(&str, &str, &str); 6] = [
    ("timestamp", "TIMESTAMP", "time (UTC)"),
    ("metric_name", "VARCHAR", "the metric's name in the config"),
    ("value", "DOUBLE", "in the metric's own unit"),
    ("api_proxy", "VARCHAR", "API proxy"),
    ("labels", "MAP(VARCHAR, VARCHAR)", "labels['environment']"),
    ("date", "VARCHAR", "the day, 2026-11-20"),
];
const METRICS: &str = "SELECT metric_name, count(*) FROM metrics GROUP BY ALL ORDER BY ALL LIMIT 100";
/// Metrics are counted in the files of so many of the newest days: a name that has ended long ago is not what is asked about.
const COUNTED_DAYS: i64 = 31;

/// The schema. Names that cannot be read are not there: they are worth no error.
pub(super) async fn schema(service: &Service, inventory: &Arc<Inventory>) -> SqlSchemaView {
    let mut proxies: BTreeMap<&str, u64> = BTreeMap::new();
    for file in &inventory.files {
        *proxies.entry(file.place.proxy.as_str()).or_default() += file.rows;
    }
    SqlSchemaView {
        columns: COLUMNS.map(|(name, kind, about)| (name.to_owned(), kind.to_owned(), about.to_owned())).to_vec(),
        proxies: proxies.into_iter().map(|(name, rows)| named(name, rows)).collect(),
        metrics: remembered_metrics(service, inventory).await.iter().map(|(name, rows)| named(name, *rows)).collect(),
        counted_days: counted_days(inventory),
        days: days(inventory),
    }
}

fn named(name: &str, rows: u64) -> SqlName {
    SqlName { name: name.to_owned(), literal: literal(name), rows }
}

/// `92 days, 2026-08-21 to 2026-11-20; 4,320 rows.`
fn days(inventory: &Inventory) -> String {
    let days: std::collections::BTreeSet<_> = inventory.files.iter().map(|file| file.place.day).collect();
    let rows = inventory.files.iter().map(|file| file.rows).sum();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!("1 day, {first}; {}", counted(rows, "row")),
        (Some(first), Some(last)) => {
            format!("{}, {first} to {last}; {}", counted(days.len() as u64, "day"), counted(rows, "row"))
        }
        _ => "nothing is there yet".to_owned(),
    }
}

fn counted_days(inventory: &Inventory) -> String {
    match newest(inventory).len() < inventory.files.len() {
        true => format!("the newest {COUNTED_DAYS} days"),
        false => String::new(),
    }
}

async fn remembered_metrics(service: &Service, inventory: &Arc<Inventory>) -> Vec<(String, u64)> {
    let files = newest(inventory);
    if files.is_empty() {
        return Vec::new();
    }
    if let Some(metrics) = service.memory.archived_metrics(inventory) {
        return metrics.as_ref().clone();
    }
    let Some(metrics) = metrics(service, files).await else { return Vec::new() };
    service.memory.keep_archived_metrics(inventory, metrics.clone());
    metrics
}

fn newest(inventory: &Inventory) -> Vec<ArchivedFile> {
    let Some(last) = inventory.files.iter().map(|file| file.place.day).max() else { return Vec::new() };
    let is_new = |file: &&ArchivedFile| last.days_since(file.place.day) < COUNTED_DAYS;
    inventory.files.iter().filter(is_new).cloned().collect()
}

async fn metrics(service: &Service, files: Vec<ArchivedFile>) -> Option<Vec<(String, u64)>> {
    let limits = service.console.page_limits;
    let query = SqlQuery { statement: Statement::plain(METRICS), files, author: Author::Promcast, limits };
    let mut answer = service.sql.run(query).await.ok()?;
    let mut metrics = Vec::new();
    while let Some(part) = answer.batches.next().await {
        let SqlPart::Rows(rows) = part.ok()? else { break };
        let [names, counts] = rows.columns() else { return None };
        for row in 0..rows.num_rows() {
            let count = cell::number(counts.as_ref(), row).unwrap_or_default() as u64;
            metrics.extend(cell::text(names.as_ref(), row).map(|name| (name, count)));
        }
    }
    Some(metrics)
}
