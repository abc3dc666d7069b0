//! The archive among the sources: alone, and joined to the Prometheus it is collected from.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use archive::Place;
use service::{Archive, ArchiveSource, CollectPlan, JoinedSource, MetricsSource, SourceEntry, SourceKind, SqlEngine};

use super::measured::Measured;
use crate::config::ARCHIVE_SOURCE;
use crate::telemetry::Telemetry;

/// The name of both together.
pub(crate) const JOINED_SOURCE: &str = "archive+prometheus";

/// The archive, what reads it, and what it is collected from.
#[derive(Clone, Debug)]
pub(crate) struct Archived {
    pub(crate) archive: Arc<dyn Archive>,
    pub(crate) sql: Arc<dyn SqlEngine>,
    /// The archive's folder.
    pub(crate) folder: PathBuf,
    /// Source and plan of the collection; `None` if the archive is only read.
    pub(crate) collected: Option<(Arc<dyn MetricsSource>, Arc<CollectPlan>)>,
}

/// The sources made of an archive.
#[derive(Debug)]
pub(super) struct ArchivedSources {
    sources: Vec<(SourceEntry, Arc<dyn MetricsSource>)>,
    folder: PathBuf,
    /// True once there is a file to read: it is not looked for again.
    is_there: AtomicBool,
}

impl ArchivedSources {
    /// The sources of an archive.
    pub(super) fn new(archived: Archived, telemetry: &Telemetry) -> Self {
        let entry = |name: &str, kind| SourceEntry { name: name.to_owned(), kind, examples: Vec::new() };
        let read = || ArchiveSource::new(Arc::clone(&archived.archive), Arc::clone(&archived.sql));
        let is_there = AtomicBool::new(archived.collected.is_some());
        let alone = Measured::new(read(), telemetry.sources().of(ARCHIVE_SOURCE));
        let mut sources: Vec<(SourceEntry, Arc<dyn MetricsSource>)> = Vec::new();
        sources.push((entry(ARCHIVE_SOURCE, SourceKind::Archive), Arc::new(alone)));
        if let Some((prometheus, plan)) = archived.collected {
            let joined =
                Measured::new(JoinedSource::new(read(), prometheus, plan), telemetry.sources().of(JOINED_SOURCE));
            sources.push((entry(JOINED_SOURCE, SourceKind::Joined), Arc::new(joined)));
        }
        Self { sources, folder: archived.folder, is_there }
    }

    /// Those there are: none where the archive has no file and nothing collects any.
    pub(super) fn list(&self) -> &[(SourceEntry, Arc<dyn MetricsSource>)] {
        if !self.is_there.load(Ordering::Relaxed) {
            self.is_there.store(has_a_file(&self.folder), Ordering::Relaxed);
        }
        match self.is_there.load(Ordering::Relaxed) {
            true => &self.sources,
            false => &[],
        }
    }
}

/// Returns true if any path below a folder is that of an archive's file. Nothing is opened.
fn has_a_file(root: &Path) -> bool {
    /// `year=/month=/day=/app=/file`.
    const DEEPEST: usize = 5;
    let mut folders = vec![(root.to_owned(), String::new(), 1)];
    while let Some((folder, path, depth)) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{path}{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_file() && Place::of_path(&path).is_some() => return true,
                Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                    folders.push((entry.path(), path + "/", depth + 1));
                }
                _ => {}
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_there_with_its_first_file() {
        let folder = tempfile::tempdir().unwrap();
        let keep = |path: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"").unwrap();
        };
        assert!(!has_a_file(&folder.path().join("nowhere")));
        for path in ["2026-01-01/manifest.jsonl", "notes.parquet", "2026-02-30/a.parquet", "a/b/c/d/e/f.parquet"] {
            keep(path);
            assert!(!has_a_file(folder.path()), "{path}");
        }
        keep("year=2026/month=01/day=01/app=a/part-0.parquet");
        assert!(has_a_file(folder.path()));
    }

    #[test]
    fn the_usual_layout_too() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("2026-01-01")).unwrap();
        std::fs::write(folder.path().join("2026-01-01/api-proxy-1.parquet"), b"").unwrap();
        assert!(has_a_file(folder.path()));
    }
}
