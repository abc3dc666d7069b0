//! Files of other programs: old ones without a manifest, the hive layout, and what is none of ours.

use std::fs;
use std::os::unix::fs::symlink;

use archive::parquet::encode;
use archive::{Inventory, Layout, Manifest, WriteOptions};
use service::fakes::{WholeDays, day_of};
use service::{Archive, Wanted};

use super::support::{archive, file, left_out, options};
use crate::ArchiveFiles;

/// The bytes of a day as another program would have written them.
fn old_file(proxy: &str, value: f64) -> Vec<u8> {
    let day = day_of("2026-11-18", proxy, value);
    encode(&day.rows, &day.proxy, day.day, &WriteOptions::default()).unwrap()
}

const HIVE: &str = "year=2026/month=11/day=18/app=a";

#[tokio::test]
async fn old_files_are_read_adopted_and_then_guarded() {
    let (dir, files) = archive();
    fs::create_dir_all(dir.path().join("2026-11-18")).unwrap();
    fs::write(file(dir.path(), "a"), old_file("a", 1.0)).unwrap();
    let inventory = files.inventory().await.unwrap();
    assert_eq!((inventory.files.len(), &inventory.files[0].kept), (1, &None));
    assert_eq!(files.scrub().await.unwrap().unlisted, ["2026-11-18/a.parquet"]);
    assert_eq!(files.adopt().await.unwrap(), 1);
    assert_eq!(files.adopt().await.unwrap(), 0);
    assert_eq!(files.scrub().await.unwrap().good, 1);
    fs::write(file(dir.path(), "a"), old_file("a", 2.0)).unwrap();
    assert_eq!(files.scrub().await.unwrap().bad.len(), 1);
}

#[tokio::test]
async fn collecting_an_old_day_again_replaces_it() {
    let (dir, files) = archive();
    fs::create_dir_all(dir.path().join("2026-11-18")).unwrap();
    fs::write(file(dir.path(), "a"), old_file("a", 1.0)).unwrap();
    files.write_day(day_of("2026-11-18", "a", 2.0)).await.unwrap();
    assert_eq!(files.scrub().await.unwrap().good, 1);
    // The old bytes are no longer what should be there.
    fs::write(file(dir.path(), "a"), old_file("a", 1.0)).unwrap();
    assert_eq!(files.scrub().await.unwrap().bad.len(), 1);
}

#[tokio::test]
async fn the_hive_layout_is_read_and_nothing_counts_twice() {
    let (dir, files) = archive();
    let folder = dir.path().join(HIVE);
    fs::create_dir_all(&folder).unwrap();
    for (part, value) in [("part-0", 1.0), ("part-1", 2.0)] {
        fs::write(folder.join(format!("{part}.parquet")), old_file("a", value)).unwrap();
    }
    let inventory = files.inventory().await.unwrap();
    assert!(inventory.files.len() == 2 && inventory.files.iter().all(|file| file.place.layout == Layout::Hive));
    let day = day_of("2026-11-18", "a", 3.0);
    assert_eq!(files.read_day(day.day, &day.proxy).await.unwrap().map(|rows| rows.len()), Some(48));
    assert_eq!(files.adopt().await.unwrap(), 2);
    assert!(dir.path().join("year=2026/month=11/day=18/_manifest.jsonl").exists());
    files.write_day(day.clone()).await.unwrap();
    let inventory = files.inventory().await.unwrap();
    assert_eq!((inventory.files.len(), inventory.files[0].place.layout), (1, Layout::Flat));
    assert_eq!(inventory.left_out.len(), 2);
    assert_eq!(inventory.left_out[0].reason, "2026-11-18/a.parquet holds the same day and proxy");
    assert_eq!(files.read_day(day.day, &day.proxy).await.unwrap().map(|rows| rows.len()), Some(24));
    assert_eq!(files.scrub().await.unwrap().good, 3);
}

#[tokio::test]
async fn what_is_not_of_an_archive_is_named_or_passed_over() {
    let (dir, files) = archive();
    let day = dir.path().join("2026-11-18");
    fs::create_dir_all(day.join("folder.parquet")).unwrap();
    fs::create_dir_all(dir.path().join("year=2026/month=13/day=01")).unwrap();
    fs::write(day.join("text.parquet"), "timestamp,value\n").unwrap();
    fs::write(day.join("empty.parquet"), "").unwrap();
    fs::write(day.join("it's.parquet"), old_file("a", 1.0)).unwrap();
    for passed_over in ["notes.txt", ".a.1-1.tmp", ".hidden.parquet"] {
        fs::write(day.join(passed_over), "mine").unwrap();
    }
    fs::write(dir.path().join("2026-11-17"), "a file named as a day").unwrap();
    fs::write(dir.path().join("a.parquet"), old_file("a", 1.0)).unwrap();
    fs::create_dir_all(day.join("app=a")).unwrap();
    fs::create_dir_all(dir.path().join("date=2026-11-18")).unwrap();
    fs::create_dir_all(dir.path().join("year=2026/month=11/day=19")).unwrap();
    fs::write(dir.path().join("year=2026/month=11/day=19/data_0.parquet"), old_file("a", 1.0)).unwrap();
    for passed_over in ["notes", "_delta_log"] {
        fs::create_dir_all(dir.path().join(passed_over)).unwrap();
    }
    let stranger = "it is no part of the archive's layouts: DAY/PROXY.parquet, or year=/month=/day=/app=/FILE.parquet";
    let told = [
        ("2026-11-18/app=a", stranger),
        ("2026-11-18/empty.parquet", "it is empty"),
        ("2026-11-18/folder.parquet", "it is a folder"),
        ("2026-11-18/it\\'s.parquet", "its name is not that of an API proxy"),
        ("2026-11-18/text.parquet", "it is not a Parquet file"),
        ("a.parquet", stranger),
        ("date=2026-11-18", stranger),
        ("year=2026/month=11/day=19/data_0.parquet", stranger),
        ("year=2026/month=13/day=01", "its name is not that of a day"),
    ];
    assert_eq!(left_out(&files).await, told.map(|(path, reason)| (path.to_owned(), reason.to_owned())));
    assert!(files.inventory().await.unwrap().files.is_empty());
}

#[tokio::test]
async fn months_and_days_without_zeros_are_read() {
    let (dir, files) = archive();
    let day = day_of("2026-04-05", "orders", 1.0);
    let bytes = encode(&day.rows, &day.proxy, day.day, &WriteOptions::default()).unwrap();
    for folder in ["year=2026/month=4/day=5/app=orders", "year=2026/month=04/day=05/app=orders"] {
        fs::create_dir_all(dir.path().join(folder)).unwrap();
        fs::write(dir.path().join(folder).join("data_0.parquet"), &bytes).unwrap();
    }
    let inventory = files.inventory().await.unwrap();
    assert_eq!((inventory.files.len(), inventory.left_out.len()), (2, 0));
    assert!(inventory.files.iter().all(|file| file.place.day == day.day));
    assert_eq!(files.read_day(day.day, &day.proxy).await.unwrap().map(|rows| rows.len()), Some(day.rows.len() * 2));
}

#[tokio::test]
async fn only_what_is_wanted_is_looked_at() {
    let (dir, files) = archive();
    for (day, proxy) in [("2026-11-17", "a"), ("2026-11-18", "a"), ("2026-11-18", "b")] {
        files.write_day(day_of(day, proxy, 1.0)).await.unwrap();
    }
    fs::write(file(dir.path(), "b"), "torn").unwrap();
    let day = "2026-11-18".parse().unwrap();
    let wanted = Wanted { days: Some((day, day)), proxy: Some("a".to_owned()) };
    let inventory = files.inventory_of(&wanted).await.unwrap();
    assert_eq!((inventory.files.len(), inventory.left_out.len()), (1, 0));
    let inventory = files.inventory_of(&Wanted { proxy: None, ..wanted }).await.unwrap();
    assert_eq!((inventory.files.len(), inventory.left_out.len()), (1, 1));
}

#[tokio::test]
async fn a_manifest_of_an_older_version_goes_on_being_read() {
    let (dir, files) = archive();
    files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    let of_day = |name: &str| dir.path().join("2026-11-18").join(name);
    fs::rename(of_day(Manifest::NAME), of_day(Manifest::OLD_NAME)).unwrap();
    let attempt = |inventory: &Inventory| inventory.files[0].kept.as_ref().map(|kept| kept.attempt);
    assert_eq!(attempt(&files.inventory().await.unwrap()), Some(1));
    let written = files.write_day(day_of("2026-11-18", "a", 2.0)).await.unwrap();
    assert_eq!(written.kept.map(|kept| kept.attempt), Some(2));
    assert!(of_day(Manifest::NAME).exists() && !of_day(Manifest::OLD_NAME).exists());
    // A start gives the days that nobody collects again the new name.
    fs::rename(of_day(Manifest::NAME), of_day(Manifest::OLD_NAME)).unwrap();
    let opened = ArchiveFiles::open(dir.path(), options()).unwrap();
    assert!(of_day(Manifest::NAME).exists() && !of_day(Manifest::OLD_NAME).exists());
    assert_eq!(attempt(&opened.inventory().await.unwrap()), Some(2));
}

#[tokio::test]
async fn two_manifests_become_one_and_the_older_version_wrote_last() {
    let (dir, files) = archive();
    let of_day = |name: &str| dir.path().join("2026-11-18").join(name);
    files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    let before = fs::read(of_day(Manifest::NAME)).unwrap();
    files.write_day(day_of("2026-11-18", "a", 2.0)).await.unwrap();
    let after = fs::read(of_day(Manifest::NAME)).unwrap();
    fs::write(of_day(Manifest::NAME), &before).unwrap();
    fs::write(of_day(Manifest::OLD_NAME), &after[before.len()..]).unwrap();
    let good = || async { files.scrub().await.unwrap().good };
    assert_eq!(good().await, 1);
    ArchiveFiles::open(dir.path(), options()).unwrap();
    assert_eq!(fs::read(of_day(Manifest::NAME)).unwrap(), after);
    assert!(!of_day(Manifest::OLD_NAME).exists());
    assert_eq!(good().await, 1);
}

#[tokio::test]
async fn links_are_not_followed() {
    let (dir, files) = archive();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("2026-11-18")).unwrap();
    let secret = outside.path().join("2026-11-18/a.parquet");
    fs::write(&secret, old_file("a", 1.0)).unwrap();
    symlink(outside.path().join("2026-11-18"), dir.path().join("2026-11-18")).unwrap();
    symlink(outside.path(), dir.path().join("year=2026")).unwrap();
    fs::create_dir(dir.path().join("2026-11-19")).unwrap();
    symlink(&secret, dir.path().join("2026-11-19/a.parquet")).unwrap();
    let told = left_out(&files).await;
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|(_, reason)| reason == "it is a link; links inside an archive are not followed"));
    assert!(files.inventory().await.unwrap().files.is_empty());
    // Nor is anything written through one.
    assert!(files.write_day(day_of("2026-11-18", "a", 2.0)).await.is_err());
    assert_eq!(fs::read(&secret).unwrap(), old_file("a", 1.0));
    assert_eq!(fs::read_dir(outside.path().join("2026-11-18")).unwrap().count(), 1);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("data");
    let told = ArchiveFiles::open_existing(&missing, options()).unwrap_err().to_string();
    assert_eq!(told, format!("cannot read {}", missing.display()));
    assert!(!missing.exists());
}
