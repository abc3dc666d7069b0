//! The files of a folder by their names alone: enough to ask about them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::{ArchivedFile, Inventory, Layout, Place, ProxyName, Row};
use async_trait::async_trait;
use service::{Archive, ArchiveError, DayToKeep, Retention, ScrubReport};
use timeseries::Day;

/// Folders of the hive layout are this deep.
const DEEPEST: usize = 5;

/// A folder that is only read.
#[derive(Debug)]
pub(super) struct Folder(pub(super) PathBuf);

#[async_trait]
impl Archive for Folder {
    async fn inventory(&self) -> Result<Arc<Inventory>, ArchiveError> {
        let mut files = Vec::new();
        list(&self.0, "", DEEPEST, &mut files).map_err(|source| ArchiveError::Io {
            action: "read",
            path: self.0.display().to_string(),
            source,
        })?;
        files.sort_by(|a, b| a.place.cmp(&b.place));
        Ok(Arc::new(Inventory { files, left_out: Vec::new() }))
    }

    async fn write_day(&self, _day: DayToKeep) -> Result<ArchivedFile, ArchiveError> {
        Err(ArchiveError::Refused { why: "this archive is only read".to_owned() })
    }

    async fn read_day(&self, _day: Day, _proxy: &ProxyName) -> Result<Option<Vec<Row>>, ArchiveError> {
        Err(ArchiveError::Refused { why: "this archive is only asked".to_owned() })
    }

    async fn scrub(&self) -> Result<ScrubReport, ArchiveError> {
        Ok(ScrubReport::default())
    }

    async fn retain(&self, _retention: Retention, _today: Day) -> Result<Vec<Day>, ArchiveError> {
        Ok(Vec::new())
    }
}

fn list(folder: &Path, below: &str, deeper: usize, files: &mut Vec<ArchivedFile>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() && deeper > 1 {
            list(&entry.path(), &path, deeper - 1, files)?;
        } else if kind.is_file()
            && let Some(place) = Place::of_path(&path)
        {
            files.push(listed(place, entry.metadata()?.len()));
        }
    }
    Ok(())
}

/// What a file of that layout usually is.
fn listed(place: Place, bytes: u64) -> ArchivedFile {
    let is_flat = place.layout == Layout::Flat;
    ArchivedFile {
        place,
        sha256: String::new(),
        bytes,
        rows: 0,
        span: None,
        kept: None,
        labels_are_map: is_flat,
        has_proxy_and_date: is_flat,
    }
}
