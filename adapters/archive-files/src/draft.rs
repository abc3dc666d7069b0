//! A day's file while it is written: beside its place, metric by metric, its hash taken on the way.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use archive::parquet::DayEncoder;
use archive::{ArchivedFile, FileError, Place, ProxyName, sha256};
use async_trait::async_trait;
use service::{ArchiveError, DayDraft};
use timeseries::{Day, Series, Timestamp};
use tokio::task;

use crate::failure::{failed, writing};
use crate::options::Options;
use crate::root::Root;
use crate::space;
use crate::temporary::Temporary;
use crate::writer::{self, Written};

/// The size of the buffer before the file, in bytes.
const BUFFER_BYTES: usize = 256 * 1024;

/// A draft. Dropped, it leaves nothing behind.
pub(crate) struct Draft {
    root: Root,
    options: Options,
    place: Place,
    temporary: Temporary,
    encoder: DayEncoder<BufWriter<Hashed>>,
}

/// Bytes on their way to a file, and their hash.
struct Hashed {
    file: File,
    hash: sha256::Running,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.add(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Draft {
    /// Begins one. Blocks.
    pub(crate) fn begin(root: &Root, options: &Options, day: Day, proxy: &ProxyName) -> Result<Self, ArchiveError> {
        space::check(root, options.room)?;
        let place = Place::flat(day, proxy.clone());
        let step = |action, below: &str, error| writing(root, options.room, action, below, error);
        let (folder, _) = place.in_folder();
        writer::make_folder(root, folder).map_err(|error| step("make", folder, error))?;
        let (temporary, file) =
            Temporary::create(root, folder, proxy.as_str()).map_err(|error| step("write", &place.path, error))?;
        let out = BufWriter::with_capacity(BUFFER_BYTES, Hashed { file, hash: sha256::Running::default(), bytes: 0 });
        let encoder = DayEncoder::new(out, proxy, day, &options.write);
        let encoder = encoder.map_err(|error| of_encoder(root, options, &place, error))?;
        Ok(Self { root: root.clone(), options: *options, place, temporary, encoder })
    }

    /// Adds a metric. Blocks.
    pub(crate) fn add_now(&mut self, metric: &str, series: &[Series]) -> Result<(), ArchiveError> {
        let added = self.encoder.add(metric, series);
        added.map_err(|error| of_encoder(&self.root, &self.options, &self.place, error))?;
        space::check(&self.root, self.options.room)
    }

    /// Puts the file in place. Blocks.
    pub(crate) fn keep_now(self, collected: Timestamp, whole_day: bool) -> Result<ArchivedFile, ArchiveError> {
        let Self { root, options, place, temporary, encoder } = self;
        let (out, rows) = encoder.finish().map_err(|error| of_encoder(&root, &options, &place, error))?;
        let step = |error| writing(&root, options.room, "write", &place.path, error);
        let Hashed { file, hash, bytes } = out.into_inner().map_err(|error| step(error.into_error()))?;
        file.sync_all().map_err(step)?;
        drop(file);
        let written = Written { temporary, sha256: hash.finish(), bytes, rows, collected, whole_day };
        writer::put_in_place(&root, &options, place, written)
    }
}

/// Tells an encoder's error apart: rows that are refused, or a failure of the disk.
fn of_encoder(root: &Root, options: &Options, place: &Place, error: FileError) -> ArchiveError {
    match error {
        FileError::Out(error) => writing(root, options.room, "write", &place.path, error),
        refused => ArchiveError::Refused { why: format!("{} of {} is not written: {refused}", place.day, place.proxy) },
    }
}

/// A draft whose work is done on threads that may block.
pub(crate) struct BlockingDraft {
    pub(crate) root: Root,
    /// Nothing after a call that did not end.
    pub(crate) draft: Option<Draft>,
}

impl BlockingDraft {
    fn taken(&mut self) -> Result<Draft, ArchiveError> {
        self.draft.take().ok_or_else(|| failed(&self.root, "write", "", io::Error::other("a call before broke off")))
    }
}

#[async_trait]
impl DayDraft for BlockingDraft {
    async fn add(&mut self, metric: &str, series: Vec<Series>) -> Result<(), ArchiveError> {
        let (mut draft, metric) = (self.taken()?, metric.to_owned());
        let work = task::spawn_blocking(move || (draft.add_now(&metric, &series), draft));
        let (added, draft) = work.await.map_err(|stopped| failed(&self.root, "write", "", stopped.into()))?;
        self.draft = Some(draft);
        added
    }

    async fn keep(mut self: Box<Self>, collected: Timestamp, whole_day: bool) -> Result<ArchivedFile, ArchiveError> {
        let draft = self.taken()?;
        let work = task::spawn_blocking(move || draft.keep_now(collected, whole_day));
        work.await.map_err(|stopped| failed(&self.root, "write", "", stopped.into()))?
    }
}
