//! Tests of the repository's files: each says what it knows, none is long, none names a machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::root;

/// Longer files are two files.
const MAX_LINES: usize = 500;

/// All files of the repository, also those not committed yet; none where this is no repository.
fn files() -> Vec<PathBuf> {
    let args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = Command::new("git").args(args).current_dir(root()).output();
    let Some(output) = listed.ok().filter(|output| output.status.success()) else {
        println!("ignored: this is no git repository");
        return Vec::new();
    };
    let names = String::from_utf8(output.stdout).unwrap();
    let paths = names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name));
    paths.filter(|path| path.is_file()).collect()
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

#[test]
fn every_file_says_what_it_knows() {
    for path in files().into_iter().filter(|path| is_rust(path)) {
        let text = std::fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        assert!(first.strip_prefix("//! ").is_some_and(|sentence| sentence.len() > 10), "{}", path.display());
    }
}

#[test]
fn no_file_is_long() {
    for path in files().into_iter().filter(|path| is_rust(path)) {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn a_module_has_the_name_of_its_file() {
    for path in files() {
        assert_ne!(path.file_name().unwrap(), "mod.rs", "{}", path.display());
    }
}

#[test]
fn no_file_names_a_machine() {
    let words = [concat!("farm", "-bench"), concat!("farm", "-studio"), concat!("/wo", "rk/")];
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        for word in words {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{} mentions {word}", path.display());
        }
    }
}
