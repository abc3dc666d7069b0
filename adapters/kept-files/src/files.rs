//! A bounded number of one kind of thing in a folder; all file work happens on threads that may block.

use std::io;
use std::path::Path;

use service::StoreError;
use tokio::task;

use crate::folder::Folder;
use crate::kept::Kept;

/// The newest `keep` of them, `{dir}/{K::FOLDER}/{id}.json`.
#[derive(Clone, Debug)]
pub(crate) struct Files<K> {
    folder: Folder<K>,
    keep: usize,
}

impl<K: Kept> Files<K> {
    /// Opens the folder in `dir` for the newest `keep`, at least one. Blocks.
    pub(crate) fn open(dir: &Path, keep: usize) -> Result<Self, StoreError> {
        let folder = Folder::open(dir).map_err(cannot_write::<K>)?;
        Ok(Self { folder, keep: keep.max(1) })
    }

    /// Keeps one, and removes the oldest beyond the bound.
    pub(crate) async fn put(&self, kept: &K) -> Result<(), StoreError> {
        let (files, kept) = (self.clone(), kept.clone());
        task::spawn_blocking(move || files.put_now(&kept))
            .await
            .unwrap_or_else(|stopped| Err(cannot_write::<K>(stopped.into())))
    }

    /// The one with this id.
    pub(crate) async fn get(&self, id: &str) -> Result<Option<K>, StoreError> {
        let id = id.to_owned();
        self.blocking(move |files| files.read_now(&id)).await
    }

    /// The id of the one made last.
    pub(crate) async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        self.blocking(|files| Ok(files.newest_ids_now()?.into_iter().next())).await
    }

    /// Runs what reads where it may block.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let files = self.clone();
        task::spawn_blocking(move || read(&files)).await.unwrap_or_else(|stopped| Err(cannot_read::<K>(stopped.into())))
    }

    /// The one with this id. Blocks.
    pub(crate) fn read_now(&self, id: &str) -> Result<Option<K>, StoreError> {
        self.folder.read(id)
    }

    /// All ids, the newest first. Blocks.
    pub(crate) fn newest_ids_now(&self) -> Result<Vec<String>, StoreError> {
        let mut ids = self.folder.ids().map_err(cannot_read::<K>)?;
        ids.reverse();
        Ok(ids)
    }

    fn put_now(&self, kept: &K) -> Result<(), StoreError> {
        self.folder.write(kept).map_err(cannot_write::<K>)?;
        if let Err(error) = self.folder.retain_newest(self.keep) {
            // This one is kept; the next one tries again.
            tracing::warn!(%error, what = K::WHAT, "cannot remove old files");
        }
        Ok(())
    }
}

fn cannot_write<K: Kept>(source: io::Error) -> StoreError {
    StoreError::Io { action: "write", what: K::WHAT, source }
}

fn cannot_read<K: Kept>(source: io::Error) -> StoreError {
    StoreError::Io { action: "read", what: K::WHAT, source }
}
