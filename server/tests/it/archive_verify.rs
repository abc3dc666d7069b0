//! `promcast archive verify`: what it says of a whole archive, of damage, and of folders that are none.

use std::fs;
use std::path::Path;

use crate::support::{day_of, keep, run};

/// An archive of two days.
fn archive(folder: &Path) {
    keep(folder, ["2026-11-18", "2026-11-19"].map(|day| day_of(day, "api-proxy-1", &["request_count"])));
}

#[test]
fn damage_is_named_and_is_the_exit_code() {
    let dir = tempfile::tempdir().unwrap();
    archive(dir.path());
    let data_dir = dir.path().to_str().unwrap();
    let whole = run(&["archive", "verify", "--data-dir", data_dir]);
    assert_eq!(
        (whole.code, whole.stdout.as_str()),
        (Some(0), "2 files are what was written, 0 have no hash (another program wrote them), 0 are damaged.\n")
    );
    let path = dir.path().join("2026-11-19/api-proxy-1.parquet");
    let mut bytes = fs::read(&path).unwrap();
    bytes[200] ^= 4;
    fs::write(&path, bytes).unwrap();
    let damaged = run(&["archive", "verify", "--data-dir", data_dir]);
    assert_eq!(damaged.code, Some(1));
    let lines: Vec<&str> = damaged.stdout.lines().collect();
    assert!(
        lines[0].starts_with("2026-11-19/api-proxy-1.parquet: its bytes are not those that were written"),
        "{lines:?}"
    );
    assert_eq!(lines[1], "1 file is what was written, 0 have no hash (another program wrote them), 1 is damaged.");
}

#[test]
fn files_of_another_program_are_adopted_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    archive(dir.path());
    fs::remove_file(dir.path().join("2026-11-18/_manifest.jsonl")).unwrap();
    let data_dir = dir.path().to_str().unwrap();
    let before = run(&["archive", "verify", "--data-dir", data_dir]).stdout;
    assert!(before.contains("1 file is what was written, 1 has no hash"), "{before}");
    let adopted = run(&["archive", "verify", "--data-dir", data_dir, "--adopt"]);
    assert_eq!(adopted.code, Some(0));
    assert!(adopted.stdout.contains("1 file is now checked from here on."), "{}", adopted.stdout);
    assert!(adopted.stdout.contains("2 files are what was written"), "{}", adopted.stdout);
}

#[test]
fn a_config_names_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    archive(&dir.path().join("data"));
    archive(&dir.path().join("kept/archive"));
    let verify = |yaml: &str, more: &[&str]| {
        let config = dir.path().join("config.yaml");
        fs::write(&config, yaml.replace("DIR", dir.path().to_str().unwrap())).unwrap();
        run(&[&["archive", "verify", "--config", config.to_str().unwrap()], more].concat())
    };
    for yaml in
        ["storage: {outputDir: DIR/data}", "storage: {path: DIR/kept}", "storage: {path: x, outputDir: DIR/data}"]
    {
        let said = verify(yaml, &[]);
        assert_eq!(
            (said.code, said.stdout.starts_with("2 files are what was written")),
            (Some(0), true),
            "{yaml}: {}",
            said.stderr
        );
    }
    // A folder that is named wins.
    let empty = tempfile::tempdir().unwrap();
    let said = verify("storage: {outputDir: DIR/data}", &["--data-dir", empty.path().to_str().unwrap()]);
    assert_eq!(said.stdout, "There are no files.\n");
    let said = verify("storage: {outputdir: DIR/data}", &[]);
    assert!(said.code == Some(2) && said.stderr.contains("outputdir"), "{}", said.stderr);
}

#[test]
fn a_folder_that_is_none_is_told() {
    let missing = run(&["archive", "verify"]);
    assert_eq!(missing.code, Some(2));
    assert_eq!(
        missing.stderr,
        "promcast: name the archive's folder with --data-dir, or a config that does with --config: \
         cannot read data: No such file or directory (os error 2)\n"
    );
    assert_eq!(run(&["archive", "verify", "--data-dir", "/dev/null"]).code, Some(2));
    let empty = tempfile::tempdir().unwrap();
    let said = run(&["archive", "verify", "--data-dir", empty.path().to_str().unwrap()]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(0), "There are no files.\n"));
}
