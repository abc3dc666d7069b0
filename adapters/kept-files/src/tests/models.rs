//! Model files on a real folder: any bytes, replaced whole, under no other name.

use std::fs;

use service::{ModelStore, StoreError};

use crate::ModelFiles;

#[tokio::test]
async fn keeps_what_every_store_promises() {
    let dir = tempfile::tempdir().unwrap();
    service::fakes::check_models(&ModelFiles::open(dir.path()).unwrap()).await;
    let mut names: Vec<_> =
        fs::read_dir(dir.path().join("models")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["bike-sharing.model", "other.model"], "nothing half-written stays");
}

#[tokio::test]
async fn hostile_names_are_not_there_and_are_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let files = ModelFiles::open(dir.path()).unwrap();
    fs::write(dir.path().join("secret.model"), "secret").unwrap();
    for hostile in ["../secret", "/secret", "", ".", "A", "a.model", "a b", "日", &"x".repeat(65)] {
        assert_eq!(files.get(hostile).await.unwrap(), None, "{hostile}");
        let refused = files.put(hostile, b"x").await;
        assert!(matches!(refused, Err(StoreError::Io { action: "write", what: "model", .. })), "{hostile}");
    }
    assert_eq!(fs::read_dir(dir.path().join("models")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_folder_in_its_place_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let files = ModelFiles::open(dir.path()).unwrap();
    fs::create_dir(files.path("bike-sharing")).unwrap();
    let read = files.get("bike-sharing").await;
    assert!(matches!(read, Err(StoreError::Io { action: "read", what: "model", .. })), "{read:?}");
}
