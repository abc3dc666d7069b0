//! The checks of what the server needs: the files of the pages, room on its disks, and folders that can be written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use kept_files::Disk;
use service::{Archive, ArchiveRoom, Stop, size_words};
use tokio::time::MissedTickBehavior;

use crate::checks::Check;
use crate::config::Config;
use crate::telemetry::Telemetry;

/// A look costs microseconds, and whoever made room wants to see it.
const EVERY: Duration = Duration::from_secs(10);

/// With less free nothing more can be kept.
const FULL_BYTES: u64 = 64 * 1024;
/// A disk is nearly full with less than this free, but for one that is small: then it is a share.
const NEARLY_FULL_BYTES: u64 = 1_000_000_000;
const NEARLY_FULL_PERCENT: u64 = 5;

/// The paths that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Checking {
    site: PathBuf,
    storage: PathBuf,
    checkpoint: PathBuf,
    /// The archive, where this server collects into one.
    archive: Option<Arc<dyn Archive>>,
    telemetry: Telemetry,
}

impl Checking {
    /// Takes the paths from a config. From now on the page knows that they will be looked at.
    pub(super) fn new(config: &Config, archive: &Arc<dyn Archive>, telemetry: &Telemetry) -> Self {
        let checking = Self {
            site: config.site_root.clone(),
            storage: config.storage_path.clone(),
            checkpoint: config.checkpoint_path.clone(),
            archive: config.collector.is_some().then(|| Arc::clone(archive)),
            telemetry: telemetry.clone(),
        };
        let journal = telemetry.journal();
        [Check::Site, Check::StorageDisk].into_iter().for_each(|check| journal.expects(check));
        checking.archive.iter().for_each(|_| journal.expects(Check::ArchiveDisk));
        checking
    }

    /// Looks again and again until the end.
    pub(super) async fn run(self, stop: Stop) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = stop.asked() => return,
                _ = ticks.tick() => {}
            }
            tokio::select! {
                () = stop.asked() => return,
                () = self.look() => {}
            }
        }
    }

    async fn look(&self) {
        let looking = self.clone();
        let looked = tokio::task::spawn_blocking(move || looking.look_now()).await;
        if let Err(error) = looked {
            tracing::error!(%error, "the checks broke off");
        }
        let Some(archive) = &self.archive else { return };
        let room = archive.room().await;
        if let Ok(Some(room)) = &room {
            self.telemetry.checks().disk("archive", room.free_bytes, room.size_bytes);
            self.telemetry.archive().has_room(room);
        }
        let outcome = room.map_err(|error| format!("The archive cannot be read: {:#}.", anyhow::Error::from(error)));
        self.telemetry.checked(Check::ArchiveDisk, outcome.and_then(room_for_days));
    }

    fn look_now(&self) {
        self.telemetry.checked(Check::Site, scripts(&self.site));
        let disk = Disk::of(&self.storage);
        if let Ok(Disk { free_bytes, size_bytes }) = &disk {
            self.telemetry.checks().disk("storage", *free_bytes, *size_bytes);
        }
        self.telemetry.checked(Check::StorageDisk, storage(&self.storage, disk));
        self.try_again(Check::Forecasts, &self.storage.join("forecasts"));
        self.try_again(Check::Evaluations, &self.storage.join("evaluations"));
        self.try_again(Check::Checkpoint, self.checkpoint.parent().unwrap_or(Path::new(".")));
    }

    /// Tries whether what could not be kept could be now: nobody may ask for the next one for days.
    fn try_again(&self, check: Check, folder: &Path) {
        if self.telemetry.journal().is_failed(check) && kept_files::try_writing(folder).is_ok() {
            self.telemetry.checked(check, Ok("can be written again".to_owned()));
        }
    }
}

/// Words the disk of the storage path.
fn storage(path: &Path, disk: io::Result<Disk>) -> Result<String, String> {
    let path = path.display();
    let Disk { free_bytes, size_bytes } =
        disk.map_err(|error| format!("The storage path `{path}` cannot be looked at: {error}."))?;
    let room = format!("{} of {} free", size_words(free_bytes), size_words(size_bytes));
    if free_bytes < FULL_BYTES {
        return Err(format!(
            "The disk of the storage path `{path}` is full, {room}: forecasts, evaluations and checkpoints cannot be kept. Make room."
        ));
    }
    match free_bytes < NEARLY_FULL_BYTES.min(size_bytes / 100 * NEARLY_FULL_PERCENT) {
        true => Err(format!("The disk of the storage path `{path}` is nearly full: {room}. Make room.")),
        false => Ok(room),
    }
}

/// Words the archive's disk.
fn room_for_days(room: Option<ArchiveRoom>) -> Result<String, String> {
    let Some(ArchiveRoom { free_bytes, needed_bytes, size_bytes }) = room else {
        return Ok("none of its own".to_owned());
    };
    let room = format!("{} of {} free", size_words(free_bytes), size_words(size_bytes));
    let needed = size_words(needed_bytes);
    if free_bytes < needed_bytes {
        return Err(format!(
            "The archive's disk is full: {room}, and {needed} must stay free. Nothing is collected until there is room: make some, or set `storage.retention`."
        ));
    }
    match free_bytes / 2 < needed_bytes {
        true => Err(format!(
            "The archive's disk is nearly full: {room}; collecting ends at {needed}. Make room, or set `storage.retention`."
        )),
        false => Ok(room),
    }
}

/// Looks for the files without which no page can do more than be read.
fn scripts(site: &Path) -> Result<String, String> {
    let package = site.join("pkg");
    let names: Vec<String> = std::fs::read_dir(&package)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let is_there = |end: &str| names.iter().any(|name| name.starts_with("promcast") && name.ends_with(end));
    let missing: Vec<String> =
        [".js", ".wasm"].into_iter().filter(|end| !is_there(end)).map(|end| format!("promcast{end}")).collect();
    match missing.is_empty() {
        true => Ok("there".to_owned()),
        false => Err(format!(
            "Pages have no scripts: no {} in `{}`; give the folder of the built site as --web.site-root.",
            missing.join(" and "),
            package.display()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_site_that_are_missing_are_told() {
        let site = tempfile::tempdir().unwrap();
        let told = scripts(site.path()).unwrap_err();
        assert!(told.starts_with("Pages have no scripts: no promcast.js and promcast.wasm in `"), "{told}");
        std::fs::create_dir(site.path().join("pkg")).unwrap();
        std::fs::write(site.path().join("pkg/promcast.js"), "").unwrap();
        assert!(scripts(site.path()).unwrap_err().contains("no promcast.wasm in"));
        std::fs::write(site.path().join("pkg/promcast.wasm"), "").unwrap();
        assert_eq!(scripts(site.path()).unwrap(), "there");
    }

    #[test]
    fn a_storage_disk_is_well_nearly_full_or_full() {
        let said = |free_bytes, size_bytes| storage(Path::new("d"), Ok(Disk { free_bytes, size_bytes }));
        const GB: u64 = 1_000_000_000;
        assert_eq!(said(40 * GB, 2000 * GB).unwrap(), "40 GB of 2000 GB free");
        assert!(said(GB, 2000 * GB).is_ok() && said(60_000, 1_000_000).is_err());
        assert!(said(70_000, 1_000_000).is_ok(), "a small disk may be small");
        let nearly = said(GB - 1, 2000 * GB).unwrap_err();
        assert!(
            nearly.starts_with("The disk of the storage path `d` is nearly full: 1000 MB of 2000 GB free."),
            "{nearly}"
        );
        let full = said(0, 2000 * GB).unwrap_err();
        assert!(full.contains("is full, 0 B of") && full.contains("cannot be kept"), "{full}");
        let gone = storage(Path::new("d"), Err(io::ErrorKind::NotFound.into())).unwrap_err();
        assert!(gone.starts_with("The storage path `d` cannot be looked at: "), "{gone}");
    }

    #[test]
    fn an_archive_is_full_before_its_disk_is() {
        let said = |free_bytes| {
            room_for_days(Some(ArchiveRoom { free_bytes, needed_bytes: 100_000_000, size_bytes: 5_000_000_000 }))
        };
        assert_eq!(said(200_000_000).unwrap(), "200 MB of 5 GB free");
        let nearly = said(199_999_999).unwrap_err();
        assert!(nearly.contains("nearly full: 200 MB of 5 GB free; collecting ends at 100 MB"), "{nearly}");
        assert!(said(100_000_000).unwrap_err().contains("nearly full"));
        let full = said(99_999_999).unwrap_err();
        assert!(full.starts_with("The archive's disk is full: 100 MB of 5 GB free, and 100 MB must stay"), "{full}");
        assert!(room_for_days(None).is_ok());
    }
}
