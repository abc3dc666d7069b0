//! One file, looked at: its footer, its hash, and what its manifest says. What did not change is not looked at again.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use archive::parquet::{Examined, examine};
use archive::{ArchivedFile, FileError, Manifest, Verdict, sha256};
use bytes::Bytes;

use crate::identity::Identity;
use crate::manifest_file;
use crate::root::Root;
use crate::walk::FoundFile;

/// Hash and footer of a file, as last read.
#[derive(Clone, Debug)]
struct Seen {
    sha256: String,
    examined: Result<Examined, String>,
}

/// Cache of checked files and manifests, by path and identity.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    files: Mutex<BTreeMap<String, (Identity, Seen)>>,
    manifests: Mutex<BTreeMap<String, (ManifestIdentity, Arc<Manifest>)>>,
}

/// A manifest may lie under its new name, the old one, or both.
type ManifestIdentity = [Option<Identity>; 2];

/// Choice of whether cached results may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// A file that did not change is not read again.
    Remembering,
    /// Every byte is read.
    Fresh,
}

impl Memory {
    /// The manifest of a day's folder.
    pub(crate) fn manifest(&self, root: &Root, folder: &str) -> io::Result<Arc<Manifest>> {
        let of = |path: &str| root.path(path).and_then(std::fs::symlink_metadata).ok().map(|it| Identity::of(&it));
        let identity = [manifest_file::path(folder), manifest_file::old_path(folder)].map(|path| of(&path));
        if let Some((known, manifest)) = lock(&self.manifests).get(folder)
            && *known == identity
        {
            return Ok(manifest.clone());
        }
        let manifest = Arc::new(manifest_file::read(root, folder)?);
        if identity.iter().flatten().all(Identity::is_settled) && identity != [None, None] {
            lock(&self.manifests).insert(folder.to_owned(), (identity, manifest.clone()));
        }
        Ok(manifest)
    }

    /// Forgets files that are no longer there.
    pub(crate) fn keep_only(&self, is_there: impl Fn(&str) -> bool) {
        lock(&self.files).retain(|path, _| is_there(path));
    }

    /// Checks a file; the error is the reason why it is left out.
    pub(crate) fn check(
        &self,
        root: &Root,
        found: &FoundFile,
        manifest: &Manifest,
        look: Look,
    ) -> Result<ArchivedFile, String> {
        let seen = self.seen(root, found, look).map_err(|error| format!("it cannot be read: {error}"))?;
        let kept = match manifest.verdict(found.place.in_folder().1, &seen.sha256) {
            Verdict::Written(kept) => Some(kept),
            Verdict::Unlisted | Verdict::Earlier => None,
            Verdict::Different => {
                // A footer that makes no sense says more than a hash.
                let why =
                    seen.examined.err().unwrap_or_else(|| "it was damaged, or replaced by another program".into());
                return Err(format!("its bytes are not those that were written: {why}"));
            }
        };
        let examined = seen.examined?;
        Ok(ArchivedFile {
            place: found.place.clone(),
            sha256: seen.sha256,
            bytes: found.identity.bytes,
            rows: examined.rows,
            span: examined.span,
            kept,
            shape: examined.shape,
        })
    }

    fn seen(&self, root: &Root, found: &FoundFile, look: Look) -> io::Result<Seen> {
        let path = &found.place.path;
        if look == Look::Remembering
            && let Some((known, seen)) = lock(&self.files).get(path)
            && *known == found.identity
        {
            return Ok(seen.clone());
        }
        let file = root.open(path)?;
        let identity = Identity::of(&file.metadata()?);
        let seen = see_now(&file, identity.bytes)?;
        if identity.is_settled() && identity == Identity::of(&file.metadata()?) {
            lock(&self.files).insert(path.clone(), (identity, seen.clone()));
        }
        Ok(seen)
    }
}

/// Reads a file's footer and hash: a small file in one go, as most days of an archive are small and a read costs as much as its bytes.
fn see_now(file: &File, bytes: u64) -> io::Result<Seen> {
    let (examined, sha256) = if bytes <= MOST_PIECE_BYTES as u64 {
        let mut whole = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
        file.take(bytes).read_to_end(&mut whole)?;
        let hash = sha256::of(&whole);
        (examine(&Bytes::from(whole)), hash)
    } else {
        (examine_now(file), hash_now(file)?)
    };
    Ok(Seen { sha256, examined: examined.map_err(|error| error.to_string()) })
}

/// Reads the footer of a file.
pub(crate) fn examine_now(file: &File) -> Result<Examined, FileError> {
    examine(file)
}

/// So much of a file is read at once.
const MOST_PIECE_BYTES: usize = 256 * 1024;

/// The hash of a whole file.
pub(crate) fn hash_now(mut file: &File) -> io::Result<String> {
    file.rewind()?;
    let most = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX).clamp(4096, MOST_PIECE_BYTES);
    let (mut hash, mut piece) = (sha256::Running::default(), vec![0; most]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finish()),
            read => hash.add(&piece[..read]),
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
