//! An engine over the rows of an archive in memory: it knows the times and the proxies of a statement, and leaves the rest
//! to be selected by whoever asks.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use archive::sql::SqlValue;
use archive::{RecordBatch, Row};
use arrow::array::{ArrayRef, Float64Array, Int64Array, ListBuilder, StringArray, StringBuilder};
use async_trait::async_trait;
use futures_util::{StreamExt, stream};

use crate::fakes::MemoryArchive;
use crate::{Confinement, SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlPart, SqlQuery};

/// The engine.
#[derive(Debug, Default)]
pub(crate) struct RowsSql {
    pub(crate) archive: Arc<MemoryArchive>,
    /// Paths of files that cannot be read.
    pub(crate) damaged: Vec<String>,
    /// Fails with this.
    pub(crate) error: Option<SqlError>,
    /// True if answers are cut.
    pub(crate) cut: bool,
    /// The paths of the files of each query.
    pub(crate) asked: Mutex<Vec<Vec<String>>>,
}

#[async_trait]
impl SqlEngine for RowsSql {
    fn confinement(&self) -> Confinement {
        Confinement::Kernel
    }

    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
        let paths: Vec<String> = query.files.iter().map(|file| file.place.path.clone()).collect();
        self.asked.lock().unwrap().push(paths.clone());
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        if let Some(path) = paths.into_iter().find(|path| self.damaged.contains(path)) {
            return Err(SqlError::File { path, message: "no magic bytes".to_owned() });
        }
        let rows = self.rows(&query);
        let batch = match query.statement.sql.contains("count(DISTINCT") {
            true => counts(&rows),
            false => samples(&rows),
        };
        let took = Duration::from_millis(1);
        let end = SqlEnd { rows: batch.num_rows() as u64, cut: self.cut, took, rows_read: None };
        let schema = batch.schema();
        Ok(SqlAnswer { schema, batches: stream::iter([Ok(SqlPart::Rows(batch)), Ok(SqlPart::End(end))]).boxed() })
    }
}

impl RowsSql {
    fn rows(&self, query: &SqlQuery) -> Vec<(String, Row)> {
        let of_file = |file: &archive::ArchivedFile| {
            let day = self.archive.day(file.place.day, &file.place.proxy).unwrap();
            day.rows.into_iter().map(move |row| (day.proxy.to_string(), row))
        };
        let times = query.statement.values.iter().filter_map(|value| match value {
            SqlValue::TimestampMs(ms) => Some(*ms),
            _ => None,
        });
        let times: Vec<i64> = times.collect();
        let (after, until) = (times.iter().step_by(2).min(), times.iter().skip(1).step_by(2).max());
        let is_named = query.statement.sql.contains("metric_name = ?");
        let metrics = query.statement.values.windows(2).filter(|_| is_named).filter_map(metric_of);
        let metrics: Vec<&String> = metrics.collect();
        let is_wanted = |row: &Row| {
            let ms = row.timestamp.ms();
            (metrics.is_empty() || metrics.contains(&&row.metric))
                && after.is_none_or(|after| ms > *after)
                && until.is_none_or(|until| ms <= *until)
        };
        query.files.iter().flat_map(of_file).filter(|(_, row)| is_wanted(row)).collect()
    }
}

/// The name of a metric follows the proxies.
fn metric_of(values: &[SqlValue]) -> Option<&String> {
    match values {
        [SqlValue::TextList(_), SqlValue::Text(metric)] => Some(metric),
        _ => None,
    }
}

fn whole(numbers: impl Iterator<Item = i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(numbers))
}

fn text<'a>(texts: impl Iterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(texts))
}

fn lists(rows: &[(String, Row)], part: impl Fn((&str, &str)) -> String) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for (_, row) in rows {
        row.labels.iter().for_each(|pair| lists.values().append_value(part(pair)));
        lists.append(true);
    }
    Arc::new(lists.finish())
}

fn samples(rows: &[(String, Row)]) -> RecordBatch {
    let values: ArrayRef = Arc::new(Float64Array::from_iter_values(rows.iter().map(|(_, row)| row.value)));
    RecordBatch::try_from_iter([
        ("metric_name", text(rows.iter().map(|(_, row)| row.metric.as_str()))),
        ("api_proxy", text(rows.iter().map(|(proxy, _)| proxy.as_str()))),
        ("label_names", lists(rows, |(name, _)| name.to_owned())),
        ("label_values", lists(rows, |(_, value)| value.to_owned())),
        ("ms", whole(rows.iter().map(|(_, row)| row.timestamp.ms()))),
        ("value", values),
        ("rows", whole(rows.iter().map(|_| 1))),
    ])
    .unwrap()
}

fn counts(rows: &[(String, Row)]) -> RecordBatch {
    let names: BTreeSet<&str> = rows.iter().map(|(_, row)| row.metric.as_str()).collect();
    let of = |name: &str| rows.iter().filter(move |(_, row)| row.metric == name).collect::<Vec<_>>();
    let proxies = |name: &str| of(name).iter().map(|(proxy, _)| proxy).collect::<BTreeSet<_>>().len() as i64;
    RecordBatch::try_from_iter([
        ("metric_name", text(names.iter().copied())),
        ("rows", whole(names.iter().map(|name| of(name).len() as i64))),
        ("proxies", whole(names.iter().map(|name| proxies(name)))),
    ])
    .unwrap()
}
