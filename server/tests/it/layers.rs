//! The shape of the house: which crate may know which, and what reaches the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::support::root;

/// Every crate, the lowest row first, and the crates of ours it knows. Crates of one row are strangers.
const ROWS: [&[(&str, &[&str])]; 5] = [
    &[("timeseries", &[])],
    &[
        ("api", &["timeseries"]),
        ("archive", &["timeseries"]),
        ("chart", &["timeseries"]),
        ("drift", &["timeseries"]),
        ("forecast", &["timeseries"]),
        ("profile", &["timeseries"]),
        ("promql", &["timeseries"]),
        ("regression", &["timeseries"]),
    ],
    &[("service", &["api", "archive", "drift", "forecast", "profile", "promql", "regression", "timeseries"])],
    &[
        ("app", &["api", "chart", "service", "timeseries"]),
        ("archive-files", &["archive", "service", "timeseries"]),
        ("dataset-http", &[]),
        ("demo-source", &["promql", "service", "timeseries"]),
        ("duckdb-worker", &["archive", "service"]),
        ("kept-files", &["service"]),
        ("promcast-http", &[]),
        ("prometheus-http", &["promql", "service", "timeseries"]),
    ],
    &[
        ("frontend", &["app"]),
        ("fuzz", &["api", "archive", "promql", "regression", "service", "timeseries"]),
        (
            "server",
            &[
                "api",
                "app",
                "archive",
                "archive-files",
                "chart",
                "dataset-http",
                "demo-source",
                "duckdb-worker",
                "forecast",
                "kept-files",
                "promcast-http",
                "prometheus-http",
                "promql",
                "regression",
                "service",
                "timeseries",
            ],
        ),
    ],
];

/// Own crates that run in the browser.
const IN_BROWSER: [&str; 5] = ["api", "app", "chart", "frontend", "timeseries"];

/// Crates that the browser must never load.
const NOT_IN_BROWSER: [&str; 12] = [
    "augurs",
    "axum",
    "chrono",
    "csv",
    "hyper",
    "jiff",
    "leptos_axum",
    "promql-parser",
    "rayon",
    "reqwest",
    "rustls",
    "tokio",
];

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The names of a package's dependencies that are part of what it ships.
fn dependencies(package: &Value) -> BTreeSet<String> {
    let shipped = package["dependencies"].as_array().unwrap().iter().filter(|dependency| dependency["kind"].is_null());
    shipped.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect()
}

/// All crates of the workspace with their dependencies.
fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--offline", "--no-deps", "--format-version", "1"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.map(|package| (package["name"].as_str().unwrap().to_owned(), dependencies(package))).collect()
}

#[test]
fn the_arrows_are_those_of_the_picture() {
    let crates = crates();
    let ours: BTreeSet<&String> = crates.keys().collect();
    let found: BTreeMap<&str, Vec<&str>> = crates
        .iter()
        .map(|(name, known)| {
            (name.as_str(), known.iter().filter(|known| ours.contains(known)).map(String::as_str).collect())
        })
        .collect();
    let drawn: BTreeMap<&str, Vec<&str>> =
        ROWS.into_iter().flatten().map(|(name, known)| (*name, known.to_vec())).collect();
    assert_eq!(found, drawn);
}

#[test]
fn an_arrow_points_to_a_lower_row() {
    let row_of = |name: &str| ROWS.iter().position(|row| row.iter().any(|(known, _)| *known == name)).unwrap();
    for (name, known) in ROWS.into_iter().flatten() {
        assert!(known.iter().all(|known| row_of(known) < row_of(name)), "{name}");
    }
}

#[test]
fn only_these_reach_the_browser() {
    let args = ["tree", "--offline", "-p", "frontend", "--target", "wasm32-unknown-unknown"];
    let shape = ["-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let tree = cargo(&[&args[..], &shape].concat());
    let closure: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(closure.contains("leptos") && closure.len() > 50, "the tree was read");
    let crates = crates();
    let ours: Vec<&str> = closure.iter().copied().filter(|name| crates.contains_key(*name)).collect();
    assert_eq!(ours, IN_BROWSER);
    let foreign: Vec<&str> = NOT_IN_BROWSER.into_iter().filter(|name| closure.contains(name)).collect();
    assert_eq!(foreign, Vec::<&str>::new());
    // Leptos' own config reads files with it; the linker leaves that out, unless someone of ours calls it.
    for name in IN_BROWSER {
        assert!(!crates[name].contains("regex"), "{name}");
    }
}
