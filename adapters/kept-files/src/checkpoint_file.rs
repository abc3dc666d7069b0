//! The port `CheckpointStore` on one file, `{"counter":35,"crc32":"…"}`: what other programs read, with a checksum beside it.
//!
//! A file without a checksum is one that another program wrote; it is read as it is.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use serde::Deserialize;
use service::{CheckpointError, CheckpointStore};
use tokio::task;

use crate::whole_file;

/// No checkpoint is longer, however it is written.
const MAX_BYTES: u64 = 4096;

/// A checkpoint in a file.
#[derive(Clone, Debug)]
pub struct CheckpointFile(PathBuf);

/// Content of the file. A file with any other field is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checkpoint {
    counter: u64,
    crc32: Option<String>,
}

impl CheckpointFile {
    /// A checkpoint at a path, whose folder is there or is not: who writes is told.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

#[async_trait]
impl CheckpointStore for CheckpointFile {
    async fn save(&self, counter: u64) -> Result<(), CheckpointError> {
        let path = self.0.clone();
        Ok(task::spawn_blocking(move || write(&path, counter)).await.map_err(io::Error::from)??)
    }

    async fn load(&self) -> Result<u64, CheckpointError> {
        let path = self.0.clone();
        task::spawn_blocking(move || read(&path)).await.map_err(io::Error::from)?
    }
}

fn write(path: &Path, counter: u64) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "its path names no file"))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    whole_file::write(folder, name, &seal(counter))
}

fn read(path: &Path) -> Result<u64, CheckpointError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(CheckpointError::Missing),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    open(&bytes)
}

/// The bytes of the file.
pub(crate) fn seal(counter: u64) -> Vec<u8> {
    format!(r#"{{"counter":{counter},"crc32":"{}"}}"#, checksum(counter)).into_bytes()
}

/// Parses the bytes of a file into its counter; refused if too long, of another form, or with a wrong checksum.
pub(crate) fn open(bytes: &[u8]) -> Result<u64, CheckpointError> {
    let refused = |why| Err(CheckpointError::Refused { why });
    if bytes.len() as u64 > MAX_BYTES {
        return refused("it is far too long");
    }
    match serde_json::from_slice::<Checkpoint>(bytes) {
        Ok(Checkpoint { counter, crc32: Some(written) }) if written != checksum(counter) => {
            refused("its checksum is not that of its number, so one of them was changed")
        }
        Ok(Checkpoint { counter, .. }) => Ok(counter),
        Err(error) if error.is_eof() => refused("it ends too early"),
        Err(_) => refused(r#"it is not {"counter":N} with a whole number"#),
    }
}

/// Of the number as the old file had it, so that white space does not count.
fn checksum(counter: u64) -> String {
    format!("{:08x}", crc32fast::hash(format!(r#"{{"counter":{counter}}}"#).as_bytes()))
}
