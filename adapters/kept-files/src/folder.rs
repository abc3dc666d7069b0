//! A folder of one kind of thing: which ids it holds, and what is swept out of it.

use std::fs::{self, DirEntry};
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use service::StoreError;

use crate::kept::Kept;
use crate::{envelope, id, whole_file};

/// The folder `{dir}/{K::FOLDER}`. All its methods block.
#[derive(Clone, Debug)]
pub(crate) struct Folder<K> {
    path: PathBuf,
    kept: PhantomData<fn() -> K>,
}

impl<K: Kept> Folder<K> {
    /// Creates the folder where it is missing, and removes what a crash left in it.
    pub(crate) fn open(dir: &Path) -> io::Result<Self> {
        let path = whole_file::open_folder(dir, K::FOLDER)?;
        Ok(Self { path, kept: PhantomData })
    }

    /// Writes one.
    pub(crate) fn write(&self, kept: &K) -> io::Result<()> {
        if !id::is_id(kept.id()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "its id has not the form of one"));
        }
        whole_file::write(&self.path, &file_name(kept.id()), &envelope::seal(kept)?)
    }

    /// The one of that id.
    pub(crate) fn read(&self, id: &str) -> Result<Option<K>, StoreError> {
        if !id::is_id(id) {
            return Ok(None);
        }
        let bytes = match fs::read(self.path.join(file_name(id))) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::Io { action: "read", what: K::WHAT, source }),
        };
        // A whole file under another one's name is as wrong as a broken one.
        let kept = envelope::open::<K>(&bytes).filter(|kept| kept.id() == id);
        kept.map(Some).ok_or_else(|| StoreError::Damaged { what: K::WHAT, id: id.to_owned() })
    }

    /// All ids, the oldest first.
    pub(crate) fn ids(&self) -> io::Result<Vec<String>> {
        let mut ids = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            ids.extend(id_of(&entry?));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Removes the oldest until `keep` are left.
    pub(crate) fn retain_newest(&self, keep: usize) -> io::Result<()> {
        let ids = self.ids()?;
        for id in ids.iter().take(ids.len().saturating_sub(keep)) {
            whole_file::remove(&self.path.join(file_name(id)))?;
        }
        Ok(())
    }
}

fn file_name(id: &str) -> String {
    format!("{id}.json")
}

fn id_of(entry: &DirEntry) -> Option<String> {
    let name = entry.file_name().into_string().ok()?;
    let id = name.strip_suffix(".json")?;
    id::is_id(id).then(|| id.to_owned())
}
