//! One damaged file, asked about through every door: each leaves it out and names it, and answers of the rest.

use std::fs;
use std::path::Path;

use crate::support::{Promcast, day_of, encoded, keep, run};

/// Damages of a file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// A single bit of a page: Parquet itself does not see it.
    FlippedBit,
    /// The end is missing.
    Cut,
    /// Bytes of another file, which is whole.
    Exchanged,
    Emptied,
}

const DAYS: [&str; 3] = ["2026-01-30", "2026-01-31", "2026-02-01"];
const DAMAGED: &str = "2026-01-31/p1.parquet";

fn spoil(archive: &Path, damage: Damage) {
    let path = archive.join(DAMAGED);
    let mut bytes = fs::read(&path).unwrap();
    match damage {
        Damage::FlippedBit => bytes[200] ^= 0x10,
        Damage::Cut => bytes.truncate(bytes.len() / 2),
        Damage::Exchanged => bytes = fs::read(archive.join("2026-01-30/p1.parquet")).unwrap(),
        Damage::Emptied => bytes.clear(),
    }
    fs::write(path, bytes).unwrap();
}

/// An archive of three days of two metrics, the middle one damaged.
fn archive(folder: &Path, damage: Damage) -> std::path::PathBuf {
    let archive = folder.join("archive");
    fs::create_dir(&archive).unwrap();
    keep(&archive, DAYS.map(|day| day_of(day, "p1", &["a", "b"])));
    spoil(&archive, damage);
    archive
}

#[test]
fn every_door_names_it_and_answers_of_the_rest() {
    for damage in [Damage::FlippedBit, Damage::Cut, Damage::Exchanged, Damage::Emptied] {
        let folder = tempfile::tempdir().unwrap();
        let archive = archive(folder.path(), damage);
        by_command(&archive, damage);
        let yaml = format!("storage: {{outputDir: '{}'}}\n", archive.display());
        let Some(promcast) = Promcast::with_config(&yaml).answering_sql() else { return };
        by_sql(&promcast, damage);
        by_pages(&promcast, damage);
        by_forecast(&promcast, damage);
    }
}

fn by_command(archive: &Path, damage: Damage) {
    let folder = archive.display().to_string();
    for question in [&["--sql", "SELECT count(*) AS n FROM metrics"][..], &[]] {
        let ran = run(&[&["query", "--data-dir", &folder][..], question].concat());
        if ran.stderr.contains("Landlock") {
            return;
        }
        assert_eq!(ran.code, Some(3), "{damage:?} {ran:?}");
        assert!(ran.stderr.contains(&format!("left out: {DAMAGED}: ")), "{damage:?} {ran:?}");
        assert!(ran.stdout.contains("96"), "{damage:?} {ran:?}");
    }
    let verified = run(&["archive", "verify", "--data-dir", &folder]);
    assert_eq!(verified.code, Some(1), "{damage:?}");
    assert!((verified.stdout.clone() + &verified.stderr).contains(DAMAGED), "{damage:?} {verified:?}");
}

fn by_sql(promcast: &Promcast, damage: Damage) {
    let statement = encoded("SELECT count(*) AS n FROM metrics");
    for format in ["json", "csv", "parquet"] {
        let answer = promcast.get(&format!("/api/v1/sql?q={statement}&format={format}"));
        assert_eq!((answer.status, answer.header("x-promcast-left-out")), (200, DAMAGED), "{damage:?} {format}");
    }
    let csv = promcast.get(&format!("/api/v1/sql?q={statement}&format=csv")).text();
    assert_eq!(csv.split_whitespace().collect::<Vec<_>>(), ["n", "96"], "{damage:?}");
    let form = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")];
    let page = promcast.send("POST /sql", &form, format!("q={statement}").as_bytes()).visible();
    assert!(page.contains(DAMAGED), "{damage:?} {page}");
}

fn by_pages(promcast: &Promcast, damage: Damage) {
    let days = format!("from={}&to={}", DAYS[0], DAYS[2]);
    for tab in ["series", "totals", "heatmap", "percentiles", "raw", "days"] {
        let page = promcast.get(&format!("/archive?tab={tab}&{days}"));
        assert!(page.status == 200 && page.visible().contains(DAMAGED), "{damage:?} {tab} {}", page.visible());
    }
    let download = promcast.get(&format!("/api/v1/archive?tab=raw&{days}&format=csv"));
    assert_eq!((download.status, download.header("x-promcast-left-out")), (200, DAMAGED), "{damage:?}");
    assert_eq!(download.text().trim_end().lines().count(), 97, "{damage:?}");
    assert!(promcast.get("/status").visible().contains(DAMAGED), "{damage:?}");
}

fn by_forecast(promcast: &Promcast, damage: Damage) {
    let question = "source=archive&expr=a&range=3d&step=1h&horizon=6h&end=2026-02-02";
    let answer = promcast.get(&format!("/api/v1/forecast?{question}"));
    assert!(answer.status == 200 && answer.text().contains(DAMAGED), "{damage:?} {}", answer.text());
    let page = promcast.get(&format!("/?{question}")).visible();
    assert!(page.contains(DAMAGED), "{damage:?} {page}");
}
