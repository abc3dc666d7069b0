//! Tests of how a server keeps its archive: days beyond the retention go, and a full disk stops collecting and nothing else.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::served::{config, metrics_with};
use super::{files, vector};
use crate::support::{Fake, Promcast, day_of, keep};

/// A file system of one megabyte, of which nothing may be used; unmounted when dropped.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

/// An archive of two days of long ago.
fn old_days(folder: &Path) {
    keep(folder, ["2001-02-03", "2001-02-04"].map(|day| day_of(day, "p1", &["a"])));
}

#[test]
fn days_beyond_the_retention_go_and_are_counted() {
    let (fake, folder) = (Fake::answering(|request| Some(vector(request, "7"))), tempfile::tempdir().unwrap());
    old_days(folder.path());
    let storage = format!("storage: {{outputDir: '{}', retention: {{days: 30}}}}\n", folder.path().display());
    let promcast = Promcast::with_config(&config(&fake.url(), &storage));
    metrics_with(&promcast, "promcast_archive_retention_removals_total 2");
    metrics_with(&promcast, "promcast_archive_files 16");
    let left = files(folder.path());
    assert!(left.len() == 16 && left.iter().all(|file| !file.starts_with("2001")), "{left:?}");
    assert!(promcast.log().contains("first=2001-02-03 last=2001-02-04"), "{}", promcast.log());
}

#[test]
fn also_where_another_process_collects() {
    let folder = tempfile::tempdir().unwrap();
    old_days(folder.path());
    let bytes = std::fs::metadata(folder.path().join("2001-02-04/p1.parquet")).unwrap().len();
    let yaml = |retention: String| format!("storage: {{outputDir: '{}'{retention}}}\n", folder.path().display());
    let promcast = Promcast::with_config(&yaml(String::new()));
    metrics_with(&promcast, "promcast_archive_files 2");
    let promcast = Promcast::with_config(&yaml(format!(", retention: {{bytes: {bytes}}}")));
    let text = metrics_with(&promcast, "promcast_archive_files 1");
    assert!(text.contains("promcast_archive_retention_removals_total 1"), "{text}");
    assert_eq!(files(folder.path()), ["2001-02-04/p1.parquet"]);
}

#[test]
fn a_full_disk_stops_collecting_and_nothing_else() {
    let Some(disk) = SmallDisk::mount() else {
        println!("ignored: only root can mount a small disk");
        return;
    };
    old_days(disk.path());
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let storage = format!("storage: {{outputDir: '{}'}}\n", disk.path().display());
    let promcast = Promcast::with_config(&config(&fake.url(), &storage));
    // Of seven days that are due.
    let text = metrics_with(&promcast, "promcast_collections_total{outcome=\"partial\"} 1");
    for series in ["\npromcast_archive_disk_full 1\n", "promcast_collected_rows_total 0"] {
        assert!(text.contains(series), "{series} in {text}");
    }
    assert!(promcast.log().contains("the disk is full"), "{}", promcast.log());
    assert_eq!(files(disk.path()), ["2001-02-03/p1.parquet", "2001-02-04/p1.parquet"]);
    assert_eq!(promcast.get("/-/ready").status, 200);
    let Some(promcast) = promcast.answering_sql() else { return };
    let page = promcast.get("/archive?from=2001-02-03&to=2001-02-04");
    assert!(page.status == 200 && page.visible().contains("Loaded 48 records from 2 days"), "{}", page.visible());
}
