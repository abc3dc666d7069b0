//! Storage paths; of the archive also the write options, the retention, and the interval of its checks.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use archive::Compression;
use serde::{Deserialize, Deserializer};
use service::Retention;
use timeseries::Duration;

use super::duration::GoDuration;

/// Uncompressed bytes of a row group where nothing is said, and what makes sense.
const ROW_GROUP_BYTES: u64 = 134_217_728;
const ROW_GROUP_BOUNDS: [u64; 2] = [1024, 1 << 32];

/// A codec by its name. An old file may say nothing between quotes.
fn codec<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Compression, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?.filter(|name| !name.is_empty());
    name.map_or(Ok(Compression::default()), |name| name.parse().map_err(serde::de::Error::custom))
}

/// A number as it is written: what is far too large is still told as it is.
fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i128>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let number =
        |text: String| text.parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is not a number of bytes")));
    text.map(number).transpose()
}

/// An archive's folder and how its files are kept.
#[derive(Clone, Debug)]
pub(crate) struct ArchiveConfig {
    pub(crate) folder: PathBuf,
    pub(crate) compression: Compression,
    pub(crate) row_group_bytes: u64,
    pub(crate) retention: Retention,
    /// Nothing is never.
    pub(crate) scrub_every: Duration,
}

/// The section `storage`: Promcast's own keys, and those of the old collector's file.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StorageSection {
    pub(super) path: Option<PathBuf>,
    /// The file of the counter's checkpoint.
    pub(super) checkpoint_path: Option<PathBuf>,
    /// The newest so many forecasts are kept.
    pub(super) keep_forecasts: usize,
    /// The newest so many evaluations of models are kept.
    pub(super) keep_evaluations: usize,
    #[serde(rename = "outputDir")]
    output_dir: Option<PathBuf>,
    #[serde(deserialize_with = "codec")]
    compression: Compression,
    #[serde(rename = "rowGroupSize", deserialize_with = "bytes")]
    row_group_size: Option<i128>,
    retention: Option<RetentionSection>,
    #[serde(rename = "scrubEvery")]
    scrub_every: Option<GoDuration>,
}

impl Default for StorageSection {
    fn default() -> Self {
        Self {
            path: None,
            checkpoint_path: None,
            keep_forecasts: kept_files::DEFAULT_KEEP,
            keep_evaluations: kept_files::DEFAULT_KEEP_EVALUATIONS,
            output_dir: None,
            compression: Compression::default(),
            row_group_size: None,
            retention: None,
            scrub_every: None,
        }
    }
}

/// Retention of the archive; unlimited by default.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RetentionSection {
    days: Option<u32>,
    bytes: Option<u64>,
}

impl RetentionSection {
    fn retention(&self) -> Retention {
        Retention { days: self.days, bytes: self.bytes }
    }
}

impl StorageSection {
    /// The folder the old file names.
    pub(super) fn output_dir(&self) -> Option<&Path> {
        self.output_dir.as_deref().filter(|folder| !folder.as_os_str().is_empty())
    }

    /// The archive below a storage path, or where the file says.
    pub(super) fn archive(&self, storage_path: &Path) -> anyhow::Result<ArchiveConfig> {
        let size = self.row_group_size.unwrap_or(i128::from(ROW_GROUP_BYTES));
        let [least, most] = ROW_GROUP_BOUNDS;
        let row_group_bytes = u64::try_from(size).ok().filter(|bytes| (least..=most).contains(bytes));
        let Some(row_group_bytes) = row_group_bytes else {
            anyhow::bail!("storage.rowGroupSize is {size} bytes, and must be from {least} to {most}");
        };
        let retention = self.retention.as_ref().map_or(Retention::default(), RetentionSection::retention);
        ensure!(retention.days != Some(0), "storage.retention.days must be at least 1");
        ensure!(retention.bytes != Some(0), "storage.retention.bytes must be at least 1");
        Ok(ArchiveConfig {
            folder: self.output_dir().map_or_else(|| storage_path.join("archive"), Path::to_owned),
            compression: self.compression,
            row_group_bytes,
            retention,
            scrub_every: self.scrub_every.map_or(Duration::DAY, |GoDuration(every)| every),
        })
    }
}
