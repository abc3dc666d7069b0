//! The port `ModelStore` on a folder of files, whose bytes are the model's own affair.

use std::path::{Path, PathBuf};
use std::{fs, io};

use async_trait::async_trait;
use service::{ModelStore, StoreError};
use tokio::task;

use crate::whole_file;

/// The folder below the storage path.
const FOLDER: &str = "models";
const WHAT: &str = "model";
const LONGEST_NAME: usize = 64;

/// Models in files, `{dir}/models/{name}.model`.
#[derive(Clone, Debug)]
pub struct ModelFiles(PathBuf);

impl ModelFiles {
    /// Opens the store in `dir`, which is created where it is missing. What a crashed process left half-written more than an
    /// hour ago is removed. Blocks.
    ///
    /// # Errors
    /// `Io` where the folder cannot be created or read.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        whole_file::open_folder(dir, FOLDER).map(Self).map_err(cannot_write)
    }

    /// The store in a folder that may not be there, for a command that only reads and makes no folder.
    #[must_use]
    pub fn existing(dir: &Path) -> Self {
        Self(dir.join(FOLDER))
    }

    /// Path of a model's file, which need not exist.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(file_name(name))
    }
}

#[async_trait]
impl ModelStore for ModelFiles {
    async fn put(&self, name: &str, file: &[u8]) -> Result<(), StoreError> {
        if !is_name(name) {
            return Err(cannot_write(io::Error::new(io::ErrorKind::InvalidInput, "its name cannot be a file's")));
        }
        let (folder, name, file) = (self.0.clone(), file_name(name), file.to_owned());
        task::spawn_blocking(move || whole_file::write(&folder, &name, &file))
            .await
            .unwrap_or_else(|stopped| Err(stopped.into()))
            .map_err(cannot_write)
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if !is_name(name) {
            return Ok(None);
        }
        let path = self.path(name);
        match task::spawn_blocking(move || fs::read(path)).await.unwrap_or_else(|stopped| Err(stopped.into())) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Io { action: "read", what: WHAT, source }),
        }
    }
}

fn file_name(name: &str) -> String {
    format!("{name}.model")
}

/// Nothing else ever becomes part of a path.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_plain)
}

fn cannot_write(source: io::Error) -> StoreError {
    StoreError::Io { action: "write", what: WHAT, source }
}
