//! The folder of forecasts: which ids it holds, and what is swept out of it.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use service::{StoreError, StoredForecast};

use crate::{envelope, id, whole_file};

/// A file still under its temporary name after this long was left by a process that died.
const LEFTOVER_AGE: Duration = Duration::from_secs(3600);

/// The folder `{dir}/forecasts`. All its methods block.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Creates the folder where it is missing, and removes what a crash left in it.
    pub(crate) fn open(dir: &Path) -> io::Result<Self> {
        let folder = dir.join("forecasts");
        fs::create_dir_all(&folder)?;
        whole_file::sync_folder(dir)?;
        let folder = Self(folder);
        folder.remove_leftovers()?;
        Ok(folder)
    }

    /// Writes a forecast.
    pub(crate) fn write(&self, forecast: &StoredForecast) -> io::Result<()> {
        if !id::is_id(&forecast.id) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "its id is not one of a forecast"));
        }
        whole_file::write(&self.0, &forecast.id, &envelope::seal(forecast)?)
    }

    /// The forecast of that id.
    pub(crate) fn read(&self, id: &str) -> Result<Option<StoredForecast>, StoreError> {
        if !id::is_id(id) {
            return Ok(None);
        }
        let bytes = match fs::read(self.path(id)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::Io { action: "read", source }),
        };
        // A whole file under another forecast's name is as wrong as a broken one.
        let forecast = envelope::open(&bytes).filter(|forecast| forecast.id == id);
        forecast.map(Some).ok_or_else(|| StoreError::Damaged { id: id.to_owned() })
    }

    /// The ids of all forecasts, the oldest first.
    pub(crate) fn ids(&self) -> io::Result<Vec<String>> {
        let mut ids = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            ids.extend(forecast_id(&entry?));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Removes the oldest forecasts until `keep` are left.
    pub(crate) fn retain_newest(&self, keep: usize) -> io::Result<()> {
        let ids = self.ids()?;
        for id in ids.iter().take(ids.len().saturating_sub(keep)) {
            remove(&self.path(id))?;
        }
        Ok(())
    }

    fn remove_leftovers(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if is_leftover(&entry) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    fn path(&self, id: &str) -> PathBuf {
        self.0.join(format!("{id}.json"))
    }
}

fn forecast_id(entry: &DirEntry) -> Option<String> {
    let name = entry.file_name().into_string().ok()?;
    let id = name.strip_suffix(".json")?;
    id::is_id(id).then(|| id.to_owned())
}

/// Old enough, that is: a young one belongs to a writer at work. One whose age cannot be told is left alone.
fn is_leftover(entry: &DirEntry) -> bool {
    let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
    entry.file_name().to_str().is_some_and(whole_file::is_temporary) && age().is_some_and(|age| age > LEFTOVER_AGE)
}

/// Removes a file that somebody else may just have removed.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
