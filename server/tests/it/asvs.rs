//! `docs/asvs.md` answers every row of its standard, and each test that it names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::root;

/// Rows of levels 1 and 2 by chapter, as the standard counts them.
const ROWS: [usize; 17] = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

fn document() -> String {
    fs::read_to_string(root().join("docs/asvs.md")).unwrap()
}

/// The tests of a folder: of each the name of its file and its own.
fn tests_in(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let mut is_marked = false;
            for line in text.lines().map(str::trim) {
                is_marked |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
                let name = line.split_once("fn ").and_then(|(_, rest)| rest.split('(').next());
                if let Some(name) = name.filter(|_| is_marked) {
                    found.insert((file.clone(), name.to_owned()));
                    is_marked = false;
                }
            }
        }
    }
}

#[test]
fn every_row_of_the_standard_is_there_once() {
    let document = document();
    let mut rows: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for line in document.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(chapter) = cells[1].split('.').next().and_then(|chapter| chapter.parse().ok()) else { continue };
        assert!(rows.entry(chapter).or_default().insert(cells[1]), "{line}");
        assert!(["yes", "part", "n/a"].contains(&cells[3]) && cells[4].len() > 4, "{line}");
    }
    let counted: Vec<usize> = rows.values().map(BTreeSet::len).collect();
    assert_eq!(counted, ROWS);
    assert_eq!(ROWS.iter().sum::<usize>(), 253);
}

#[test]
fn every_test_that_is_named_exists() {
    let mut tests = BTreeSet::new();
    for folder in ["core", "adapters", "app", "server"] {
        tests_in(&root().join(folder), &mut tests);
    }
    let document = document();
    let quoted = document.split('`').skip(1).step_by(2);
    let named: Vec<&str> = quoted.filter(|text| text.contains("::") && !text.starts_with("file::")).collect();
    assert!(named.len() > 100, "{}", named.len());
    for name in named {
        let (file, test) = name.split_once("::").unwrap();
        assert!(tests.contains(&(file.to_owned(), test.to_owned())), "there is no test {name}");
    }
}
