//! The archive's folder: the only place where a path is made, and no path leaves it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// The folder. Paths below it are parts joined by `/`; the empty path is the folder itself.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    folder: PathBuf,
    named: String,
}

/// An entry of a folder.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its name; where it is no text, what can be shown of it.
    pub(crate) name: String,
    /// Its kind.
    pub(crate) kind: Kind,
}

/// The kind of a folder entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    /// A device, a pipe, or something whose name is not text.
    Other,
}

impl Root {
    /// The folder at `path`, which exists. Links on the way to it are followed, those below it never.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        let folder = fs::canonicalize(path)?;
        if !fs::metadata(&folder)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { folder, named: path.display().to_string() })
    }

    /// A path as the operator would name it.
    pub(crate) fn named(&self, below: &str) -> String {
        if below.is_empty() { self.named.clone() } else { format!("{}/{below}", self.named.trim_end_matches('/')) }
    }

    /// Returns the absolute path of a path below the archive's folder.
    ///
    /// # Errors
    /// A part that would leave the folder.
    pub(crate) fn path(&self, below: &str) -> io::Result<PathBuf> {
        let mut path = self.folder.clone();
        for part in below.split('/').filter(|_| !below.is_empty()) {
            if matches!(part, "" | "." | "..") || part.contains(['\\', '\0']) {
                return Err(io::Error::new(ErrorKind::InvalidInput, "the path leaves the archive"));
            }
            path.push(part);
        }
        Ok(path)
    }

    /// Opens a file for reading: a file, no link and no pipe.
    pub(crate) fn open(&self, below: &str) -> io::Result<File> {
        let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
        let file = OpenOptions::new().read(true).custom_flags(flags).open(self.path(below)?)?;
        match file.metadata()?.is_file() {
            true => Ok(file),
            false => Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file")),
        }
    }

    /// Lists the entries of a folder, sorted by name.
    pub(crate) fn entries(&self, below: &str) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.path(below)?)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let kind = match entry.file_name().to_str() {
                None => Kind::Other,
                Some(_) if kind.is_symlink() => Kind::Link,
                Some(_) if kind.is_dir() => Kind::Folder,
                Some(_) if kind.is_file() => Kind::File,
                Some(_) => Kind::Other,
            };
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind });
        }
        entries.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(entries)
    }

    /// Flushes a folder's entries to the disk: only then is a rename in it safe from a crash.
    pub(crate) fn sync_folder(&self, below: &str) -> io::Result<()> {
        File::open(self.path(below)?)?.sync_all()
    }
}
