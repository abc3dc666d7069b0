//! Two processes on one path: the second one says who has it and ends, and readers need no lock.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Fake, Promcast, Ran, day_of, keep, run};

fn serve(storage: &Path, flags: &[&str]) -> Ran {
    let storage = storage.display().to_string();
    run(&[&["serve", "--web.listen-address", "127.0.0.1:0", "--storage.path", &storage], flags].concat())
}

/// A config that collects one metric without an API proxy into a folder.
fn config(folder: &Path, archive: &Path) -> String {
    let silent = Fake::answering(|_| None).url();
    let yaml = format!(
        "prometheus: {{url: '{silent}', metrics: [{{name: a, query: a}}]}}\nstorage: {{outputDir: '{}'}}\n",
        archive.display()
    );
    let path = folder.join("config.yaml");
    std::fs::write(&path, yaml).unwrap();
    path.display().to_string()
}

fn count(promcast: &Promcast) -> String {
    promcast.get_with("/", &[("Accept", "*/*")]).text()
}

#[test]
fn a_second_server_on_a_storage_path_ends_and_undoes_nothing() {
    let storage = tempfile::tempdir().unwrap();
    let first = Promcast::on_storage(storage.path());
    (0..5).for_each(|_| drop(count(&first)));
    assert_eq!(first.send("POST /checkpoint", &[], b"").status, 200);
    let second = serve(storage.path(), &[]);
    assert_eq!((second.code, second.stdout.as_str()), (Some(1), ""));
    let expected = format!(
        "the storage path {} is in use by promcast serve, process {}: end that one, or give this one a folder of its own \
         with --storage.path",
        storage.path().display(),
        first.process_id()
    );
    assert!(second.stderr.contains(&expected), "{}", second.stderr);
    assert_eq!(count(&first), r#"{"counter":6}"#);
    // Killed, it gives the lock back.
    drop(first);
    let next = Promcast::on_storage(storage.path());
    assert_eq!(count(&next), r#"{"counter":6}"#, "it goes on from the checkpoint");
}

#[test]
fn two_storage_paths_do_not_share_a_checkpoint() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let checkpoint = one.path().join("checkpoint.json").display().to_string();
    let first = Promcast::on_storage_with(&one.path().join("storage"), &["--checkpoint.path", &checkpoint]);
    let second = serve(other.path(), &["--checkpoint.path", &checkpoint]);
    let expected = format!("the checkpoint {checkpoint} is in use by promcast serve, process {}", first.process_id());
    assert!(second.code == Some(1) && second.stderr.contains(&expected), "{}", second.stderr);
}

#[test]
fn a_collector_beside_a_server_that_collects_ends_and_a_query_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    std::fs::create_dir(&archive).unwrap();
    keep(&archive, [day_of("2026-01-30", "all", &["a"])]);
    let config = config(folder.path(), &archive);
    let storage = tempfile::tempdir().unwrap();
    let first = Promcast::on_storage_with(storage.path(), &["--config.file", &config]);
    for args in [&["collect", "--config", &config, "--once"][..], &["collect", "--config", &config]] {
        let second = run(args);
        assert_eq!((second.code, second.stdout.as_str()), (Some(1), ""));
        let holder =
            format!("the archive in {} is in use by promcast serve, process {}", archive.display(), first.process_id());
        assert!(second.stderr.contains(&holder) && second.stderr.contains("tab Days"), "{}", second.stderr);
    }
    let elsewhere = serve(&folder.path().join("other"), &["--config.file", &config]);
    assert!(elsewhere.code == Some(1) && elsewhere.stderr.contains("storage.outputDir"), "{}", elsewhere.stderr);
    let read =
        run(&["query", "--data-dir", &archive.display().to_string(), "--sql", "SELECT count(*) AS n FROM metrics"]);
    assert!(read.stdout.contains("24") || read.stderr.contains("Landlock"), "{read:?}");
    assert_eq!(run(&["archive", "verify", "--data-dir", &archive.display().to_string()]).code, Some(0));
}

/// A server that does not collect leaves that to a command, also on its own storage path.
#[test]
fn a_server_that_does_not_collect_leaves_it_to_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let storage = folder.path().join("storage");
    let _server = Promcast::on_storage(&storage);
    let fake = Fake::answering(|request| Some(super::collect::vector(request, "7")));
    let yaml = format!(
        "prometheus: {{url: '{}', metrics: [{{name: a, query: a}}]}}\nstorage: {{outputDir: '{}'}}\n",
        fake.url(),
        storage.display()
    );
    let config = folder.path().join("config.yaml");
    std::fs::write(&config, yaml).unwrap();
    let ran = run(&["collect", "--config", &config.display().to_string(), "--once"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn what_stands_in_the_place_of_the_lock_is_told() {
    let storage = tempfile::tempdir().unwrap();
    std::fs::create_dir(storage.path().join(".promcast.lock")).unwrap();
    let ran = serve(storage.path(), &[]);
    assert!(ran.code == Some(1) && ran.stderr.contains(".promcast.lock: it is not a file"), "{}", ran.stderr);
}

/// A file system that cannot be written to; unmounted when dropped.
struct ReadOnly(TempDir);

impl ReadOnly {
    /// One that holds what a server makes on its first start.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder.path()).output();
        let disk = mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))?;
        drop(Promcast::on_storage(disk.0.path()));
        std::fs::remove_file(disk.0.path().join(".promcast.lock")).unwrap();
        let again = Command::new("mount").args(["-o", "remount,ro"]).arg(disk.0.path()).status();
        again.is_ok_and(|status| status.success()).then_some(disk)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

#[test]
fn a_storage_path_that_cannot_be_written_needs_no_lock() {
    let Some(disk) = ReadOnly::mount() else {
        println!("ignored: only root can mount a disk");
        return;
    };
    let server = Promcast::on_storage(disk.0.path());
    assert_eq!(server.get("/-/ready").status, 200);
    assert!(server.log().contains("the storage path is not locked: nothing can be written there"), "{}", server.log());
}
