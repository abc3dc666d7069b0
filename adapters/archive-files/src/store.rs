//! The port `Archive` on a folder; all file work happens on threads that may block.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use archive::{ArchivedFile, Inventory, ProxyName, Rollup};
use async_trait::async_trait;
use service::{Archive, ArchiveError, ArchiveRoom, DayDraft, DayReader, Retention, RolledUp, ScrubReport, Wanted};
use timeseries::Day;
use tokio::task;

use crate::check::Memory;
use crate::draft::{BlockingDraft, Draft};
use crate::failure::failed;
use crate::options::Options;
use crate::rollups::Rollups;
use crate::root::Root;
use crate::walk::Walked;
use crate::{adopt, inventory, leftovers, retention, scrub, space, turns};

/// An archive in a folder. Clones share what they remember of its files.
#[derive(Clone, Debug)]
pub struct ArchiveFiles {
    root: Root,
    options: Options,
    memory: Arc<Memory>,
    rollups: Rollups,
}

impl ArchiveFiles {
    /// Opens the archive in `dir`, which is made where it is missing, and removes what a crash left there. Blocks.
    ///
    /// # Errors
    /// `Io` where the folder cannot be made or read.
    pub fn open(dir: &Path, options: Options) -> Result<Self, ArchiveError> {
        let make = |source| ArchiveError::Io { action: "make", path: dir.display().to_string(), source };
        fs::create_dir_all(dir).map_err(make)?;
        let files = Self::open_existing(dir, options)?;
        if let Err(error) = leftovers::sweep(&files.root).and_then(|()| leftovers::rename_manifests(&files.root)) {
            // It is in nobody's way; the next start tries again.
            tracing::warn!(%error, "cannot tidy up what a crash or an older version left in the archive");
        }
        Ok(files)
    }

    /// Opens the archive in `dir` as it is: nothing is made or removed. Blocks.
    ///
    /// # Errors
    /// `Io` where there is no such folder.
    pub fn open_existing(dir: &Path, options: Options) -> Result<Self, ArchiveError> {
        let read = |source| ArchiveError::Io { action: "read", path: dir.display().to_string(), source };
        Ok(Self { root: Root::at(dir).map_err(read)?, options, memory: Arc::default(), rollups: Rollups::default() })
    }

    /// Notes the hash of every file that another program wrote and that can be read; says how many.
    ///
    /// # Errors
    /// `Io` where a manifest cannot be written.
    pub async fn adopt(&self) -> Result<usize, ArchiveError> {
        self.blocking("adopt", |files| adopt::run(&files.root, &files.memory)).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&Self) -> Result<T, ArchiveError> + Send + 'static,
    ) -> Result<T, ArchiveError> {
        let files = self.clone();
        let done = task::spawn_blocking(move || work(&files)).await;
        done.unwrap_or_else(|stopped| Err(self.failed(action, stopped.into())))
    }

    fn failed(&self, action: &'static str, source: io::Error) -> ArchiveError {
        failed(&self.root, action, "", source)
    }
}

#[async_trait]
impl Archive for ArchiveFiles {
    async fn inventory(&self) -> Result<Arc<Inventory>, ArchiveError> {
        self.blocking("read", |files| {
            let taken = inventory::take(&files.root, &files.memory);
            taken.map(Arc::new).map_err(|error| files.failed("read", error))
        })
        .await
    }

    async fn inventory_of(&self, wanted: &Wanted) -> Result<Arc<Inventory>, ArchiveError> {
        let wanted = wanted.clone();
        self.blocking("read", move |files| {
            let walked = Walked::of_all(&files.root).map_err(|error| files.failed("read", error))?;
            Ok(Arc::new(inventory::of(&files.root, &files.memory, &walked.only(&wanted))))
        })
        .await
    }

    async fn draft_day(&self, day: Day, proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError> {
        let proxy = proxy.clone();
        let draft = self.blocking("write", move |files| Draft::begin(&files.root, &files.options, day, &proxy)).await?;
        Ok(Box::new(BlockingDraft { root: self.root.clone(), draft: Some(draft) }))
    }

    async fn read_in_turn(&self, day: Day, proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
        let proxy = proxy.clone();
        self.blocking("read", move |files| turns::read(&files.root, &files.memory, day, &proxy)).await
    }

    async fn scrub(&self) -> Result<ScrubReport, ArchiveError> {
        self.blocking("read", |files| {
            scrub::run(&files.root, &files.memory).map_err(|error| files.failed("read", error))
        })
        .await
    }

    async fn rollups(&self, of: &[ArchivedFile]) -> Vec<Option<Arc<Rollup>>> {
        let wanted = of.to_vec();
        let known = self.blocking("read", move |files| Ok(files.rollups.of(&files.root, &wanted))).await;
        known.unwrap_or_else(|_| vec![None; of.len()])
    }

    async fn roll_up(&self) -> Result<RolledUp, ArchiveError> {
        self.blocking("roll up", |files| {
            let taken = inventory::take(&files.root, &files.memory);
            let rolled = taken.and_then(|inventory| files.rollups.of_all(&files.root, &inventory));
            rolled.map_err(|error| files.failed("keep the roll-ups of", error))
        })
        .await
    }

    async fn room(&self) -> Result<Option<ArchiveRoom>, ArchiveError> {
        self.blocking("ask for the free space of", |files| {
            let measured = space::measure(&files.root, files.options.room);
            measured.map(Some).map_err(|error| files.failed("ask for the free space of", error))
        })
        .await
    }

    async fn retain(&self, retention: Retention, today: Day) -> Result<Vec<Day>, ArchiveError> {
        self.blocking("remove old days from", move |files| {
            retention::run(&files.root, retention, today).map_err(|error| files.failed("remove old days from", error))
        })
        .await
    }
}
