//! The checkpoint on a real folder: written whole, read from other programs too, and refused where it is torn or foreign.

use std::fs;

use service::{CheckpointError, CheckpointStore};

use crate::CheckpointFile;
use crate::checkpoint_file::{open, seal};

#[tokio::test]
async fn keeps_what_every_store_promises() {
    let dir = tempfile::tempdir().unwrap();
    service::fakes::check_checkpoint(&CheckpointFile::at(&dir.path().join("checkpoint.json"))).await;
    let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["checkpoint.json"], "nothing half-written stays");
}

#[test]
fn what_is_written_is_the_old_file_with_a_checksum() {
    let file: serde_json::Value = serde_json::from_slice(&seal(35)).unwrap();
    assert_eq!(file["counter"], 35);
    assert!(seal(35).starts_with(br#"{"counter":35,"crc32":""#));
    assert_eq!(open(&seal(35)).unwrap(), 35);
}

#[test]
fn what_other_programs_write_is_read() {
    for file in [r#"{"counter":35}"#, "{\"counter\": 35}", "\n{ \"counter\" : 35 }\r\n"] {
        assert_eq!(open(file.as_bytes()).unwrap(), 35, "{file}");
    }
    assert_eq!(open(br#"{"counter":0}"#).unwrap(), 0);
}

#[test]
fn a_torn_file_is_refused() {
    for whole in [seal(1_234_567), br#"{"counter":1234567}"#.to_vec()] {
        for len in 0..whole.len() {
            let torn = open(&whole[..len]);
            assert!(matches!(torn, Err(CheckpointError::Refused { why: "it ends too early" })), "{len}: {torn:?}");
        }
    }
}

#[test]
fn every_flipped_bit_is_seen() {
    let whole = seal(1_234_567);
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let opened = open(&flipped);
        assert!(matches!(opened, Err(CheckpointError::Refused { .. })), "bit {bit}: {opened:?}");
    }
}

#[test]
fn a_foreign_file_is_refused() {
    let long = format!("{{\"counter\":35}}{}", " ".repeat(5000));
    let files: [&[u8]; 16] = [
        b"35",
        b"null",
        b"[]",
        b"[35]",
        b"{}",
        br#"{"count":35}"#,
        br#"{"counter":-1}"#,
        br#"{"counter":1.5}"#,
        br#"{"counter":"35"}"#,
        br#"{"counter":null}"#,
        br#"{"counter":18446744073709551616}"#,
        br#"{"counter":35,"counter":36}"#,
        br#"{"counter":35,"more":1}"#,
        br#"{"counter":35}{"counter":36}"#,
        b"\xff\xfe\x00",
        long.as_bytes(),
    ];
    for file in files {
        let opened = open(file);
        assert!(matches!(opened, Err(CheckpointError::Refused { .. })), "{}", String::from_utf8_lossy(file));
    }
}

#[tokio::test]
async fn what_the_disk_says_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let in_the_way = CheckpointFile::at(dir.path());
    assert!(matches!(in_the_way.load().await, Err(CheckpointError::Io(_))));
    assert!(matches!(in_the_way.save(1).await, Err(CheckpointError::Io(_))));
    let nowhere = CheckpointFile::at(&dir.path().join("nowhere/checkpoint.json"));
    assert!(matches!(nowhere.load().await, Err(CheckpointError::Missing)));
    let error = nowhere.save(1).await.unwrap_err();
    assert_eq!(error.to_string(), "No such file or directory (os error 2)");
    assert!(matches!(CheckpointFile::at("/".as_ref()).save(1).await, Err(CheckpointError::Io(_))));
}
