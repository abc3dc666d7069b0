//! `/api/v1/openapi.yaml` is true: it has the paths and methods of the routes, and every example is answered as it says.

mod document;
mod fits;
mod generated;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{Promcast, day_of, keep, root};
use document::{Document, Operation};
use fits::assert_fits;

/// One with a day in its archive.
fn promcast() -> (tempfile::TempDir, Promcast) {
    let storage = tempfile::tempdir().unwrap();
    keep(&storage.path().join("archive"), [day_of("2026-11-01", "orders", &["request_count"])]);
    let promcast = Promcast::on_storage_with(storage.path(), &["--web.enable-lifecycle"]);
    (storage, promcast)
}

/// Collects the quoted strings after a word, in all Rust files of a folder outside of their tests.
fn quoted_after(folder: &Path, word: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            quoted_after(&path, word, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let (shipped, _tests) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
            let pieces = shipped.split(word).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            found.extend(pieces.filter_map(|rest| rest.split_once('"')).map(|(quoted, _)| quoted.to_owned()));
        }
    }
}

/// The paths of the routes, by the text that makes them.
fn paths_of_routes() -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    quoted_after(&root().join("server/src"), ".route(", &mut paths);
    quoted_after(&root().join("app/src"), "path!(", &mut paths);
    let (mut prefixes, mut endpoints) = (BTreeSet::new(), BTreeSet::new());
    quoted_after(&root().join("app/src/server_fns"), "prefix = ", &mut prefixes);
    quoted_after(&root().join("app/src/server_fns"), "endpoint = ", &mut endpoints);
    assert_eq!(prefixes.len(), 1, "where server functions are");
    let prefix = prefixes.first().unwrap();
    paths.extend(endpoints.iter().map(|endpoint| format!("{prefix}/{endpoint}")));
    paths
}

#[test]
fn it_is_served_as_yaml_and_has_a_name_for_each_operation() {
    let promcast = Promcast::start();
    let answer = promcast.get("/api/v1/openapi.yaml");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/yaml"));
    let document = Document::parse(&answer.text());
    assert_eq!(document.version(), env!("CARGO_PKG_VERSION"));
    let names: BTreeSet<String> = document.operations().iter().map(Operation::name).collect();
    assert_eq!(names.len(), document.operations().len(), "no two have one name");
}

#[test]
fn every_route_is_in_it_and_nothing_else() {
    let document = Document::parse(&fs::read_to_string(root().join("docs/openapi.yaml")).unwrap());
    let documented: BTreeSet<String> = document.operations().into_iter().map(|operation| operation.path).collect();
    assert_eq!(documented, paths_of_routes());
}

#[test]
fn whatever_takes_room_may_be_told_to_come_back() {
    let document = Document::parse(&fs::read_to_string(root().join("docs/openapi.yaml")).unwrap());
    let is_always_answered =
        |path: &str| path.starts_with("/-/") || ["/metrics", "/api/v1/openapi.yaml"].contains(&path);
    for operation in document.operations() {
        let says = operation.statuses().contains("503");
        assert_eq!(says, !is_always_answered(&operation.path), "{} {}", operation.method, operation.path);
    }
}

#[test]
fn the_methods_are_those_of_the_routes() {
    let (_storage, promcast) = promcast();
    let document = Document::parse(&promcast.get("/api/v1/openapi.yaml").text());
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in document.operations() {
        methods.entry(operation.path).or_default().insert(operation.method);
    }
    for (path, documented) in methods {
        let answer = promcast.send(&format!("BREW {}", path.replace(['{', '}'], "")), &[], b"");
        let allowed: BTreeSet<String> =
            answer.header("allow").split(',').map(|method| method.trim().to_owned()).collect();
        let without_head: BTreeSet<String> = allowed.into_iter().filter(|method| method != "HEAD").collect();
        assert_eq!((answer.status, without_head), (405, documented), "{path}");
    }
}

#[test]
fn every_example_is_answered_as_it_says() {
    let (_storage, promcast) = promcast();
    let document = Document::parse(&promcast.get("/api/v1/openapi.yaml").text());
    let answers_sql = promcast.get("/sql").status != 403;
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut operations = document.operations();
    // What is asked for may only be there once something was sent; and then it ends.
    operations.retain(|operation| (&*operation.method, &*operation.path) != ("PUT", "/-/quit"));
    operations.sort_by_key(|operation| (operation.path == "/-/quit", operation.method == "GET"));
    for operation in operations {
        if !answers_sql && operation.is_about("sql") {
            println!("ignored: {} needs a kernel that can confine a process", operation.path);
            continue;
        }
        let Some((line, kind, body)) = document.request(&operation, &known) else {
            assert_eq!(operation.path, "/pkg/{file}", "only the files of a build have names that nobody knows");
            continue;
        };
        let answer = promcast.send(&line, &[("Content-Type", &kind), ("Sec-Fetch-Site", "none")], body.as_bytes());
        let (status, response) = document.good_response(&operation);
        assert_eq!(answer.status, status, "{line}: {}", String::from_utf8_lossy(&answer.body));
        for header in document.required_headers(&response) {
            assert_ne!(answer.header(&header), "", "{line}: {header}");
        }
        let Some(schemas) = response["content"].as_object() else { continue };
        let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        let schema = schemas.get(&kind).unwrap_or_else(|| panic!("{line}: {kind} is not in the document"));
        if kind == "application/json" {
            let json = answer.json();
            assert_fits(&document, &json, &schema["schema"], &line);
            known.extend(document.linked(&response, &json));
        }
    }
}
