//! A day's rows read metric by metric, on threads that may block.

use std::collections::VecDeque;
use std::io;

use archive::parquet::{MetricReader, by_metric, decode};
use archive::{FileError, ProxyName, Row};
use async_trait::async_trait;
use service::{ArchiveError, DayReader};
use timeseries::{Day, Series};
use tokio::task;

use crate::check::Memory;
use crate::failure::failed;
use crate::inventory;
use crate::root::Root;
use crate::walk::Walked;

/// Begins to read the files of a day and proxy; nothing where there is none. Blocks.
pub(crate) fn read(
    root: &Root,
    memory: &Memory,
    day: Day,
    proxy: &ProxyName,
) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
    let inventory = inventory::of(root, memory, &Walked::of_day(root, day));
    let paths: Vec<&str> = (inventory.files.iter())
        .filter(|file| file.place.proxy == *proxy)
        .map(|file| file.place.path.as_str())
        .collect();
    match paths.as_slice() {
        [] => Ok(None),
        [path] => {
            let cannot_read = |error: FileError| failed(root, "read", path, io::Error::other(error));
            let open = || root.open(path).map_err(FileError::Out);
            let reader = MetricReader::open(open).map_err(cannot_read)?;
            Ok(Some(Box::new(OfFile { root: root.clone(), path: (*path).to_owned(), reader: Some(reader) })))
        }
        paths => held(root, paths).map(|held| Some(Box::new(held) as Box<dyn DayReader>)),
    }
}

/// Several files of one proxy, which only the layout of another program has: all of them are held.
fn held(root: &Root, paths: &[&str]) -> Result<Held, ArchiveError> {
    let mut rows: Vec<Row> = Vec::new();
    for path in paths {
        let cannot_read = |source| failed(root, "read", path, source);
        let file = root.open(path).map_err(cannot_read)?;
        rows.extend(decode(file).map_err(|error| cannot_read(io::Error::other(error)))?);
    }
    Ok(Held(by_metric(&rows).into_iter().map(|(metric, series)| (metric.to_owned(), series)).collect()))
}

struct Held(VecDeque<(String, Vec<Series>)>);

#[async_trait]
impl DayReader for Held {
    async fn next_metric(&mut self) -> Result<Option<(String, Vec<Series>)>, ArchiveError> {
        Ok(self.0.pop_front())
    }
}

struct OfFile {
    root: Root,
    path: String,
    /// Nothing after a call that did not end.
    reader: Option<MetricReader>,
}

#[async_trait]
impl DayReader for OfFile {
    async fn next_metric(&mut self) -> Result<Option<(String, Vec<Series>)>, ArchiveError> {
        let broken = || failed(&self.root, "read", &self.path, io::Error::other("a call before broke off"));
        let mut reader = self.reader.take().ok_or_else(broken)?;
        let work = task::spawn_blocking(move || (reader.next_metric(), reader));
        let (next, reader) = work.await.map_err(|stopped| failed(&self.root, "read", &self.path, stopped.into()))?;
        self.reader = Some(reader);
        next.map_err(|error| failed(&self.root, "read", &self.path, io::Error::other(error)))
    }
}
