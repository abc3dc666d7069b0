//! Every parser of bytes from outside on a kept corpus, changed a little again and again from a seed: each answers or refuses, and never
//! panics, and what it takes it can write again. `PROMCAST_SOAK=1` for very many.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use archive::{DayRollups, Manifest, Place, WriteOptions};
use bytes::Bytes;
use promql::{Limits, Template, decode};
use regression::Needs;
use timeseries::{Duration, Timestamp};

use crate::support::{Random, day_of, keep, root, soak};

/// Pieces that are put into a text of any kind.
const PIECES: [&[u8]; 20] = [
    b"\"",
    b"'",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b")",
    b",",
    b":",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"-1",
    b"1e308",
    b"null",
    b"NaN",
];

/// A parser, the files of the corpus it begins with, and what it does with bytes.
struct Target {
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    parse: fn(&[u8]),
}

fn corpus(names: &[&str]) -> Vec<Vec<u8>> {
    let folder = root().join("server/tests/it/mutated/corpus");
    names.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect()
}

/// A day as the archive keeps it: the file, the manifest, the roll-ups.
fn kept_day(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    keep(folder, [day_of("2026-11-01", "orders", &["request_count", "error_count"])]);
    let day = folder.join("2026-11-01");
    let manifest = std::fs::read_dir(&day)
        .unwrap()
        .flatten()
        .find(|entry| entry.path().extension().is_some_and(|end| end == "jsonl"));
    (std::fs::read(day.join("orders.parquet")).unwrap(), std::fs::read(manifest.unwrap().path()).unwrap())
}

fn answers(bytes: &[u8]) {
    let limits = Limits { max_series: 2, max_samples: 3 };
    if let Ok(answer) = decode::range_answer(bytes, "up", limits) {
        assert!(answer.series.len() <= limits.max_series);
    }
    let _ = decode::newest_moment(bytes, "up");
    let _ = decode::error_answer(bytes, "up");
    if let Ok(names) = decode::metric_names(bytes, 3) {
        assert!(names.len() <= 3);
    }
    let _ = decode::metadata(bytes);
}

fn expressions(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        if promql::parse(line).is_ok() {
            assert!(promql::may_be_expression(line), "{line}");
        }
        let _ = Template::parse(line);
        let _ = line.parse::<Duration>();
        let _ = Timestamp::parse(line, Timestamp::from_ms(0));
    }
}

fn parquet(bytes: &[u8]) {
    let place = Place::of_path("2026-11-01/orders.parquet").unwrap();
    if let Ok(rows) = archive::parquet::decode(Bytes::copy_from_slice(bytes)) {
        let _ = archive::parquet::encode(&rows, &place.proxy, place.day, &WriteOptions::default());
    }
    let _ = archive::parquet::roll_up(bytes.to_vec(), &place);
}

fn targets(folder: &Path) -> Vec<Target> {
    let (file, manifest) = kept_day(folder);
    let series = corpus(&["series.csv", "two.csv", "rows.csv"]);
    vec![
        Target {
            name: "answers of sources",
            seeds: corpus(&["range.json", "instant.json", "scalar.json", "error.json", "names.json", "metadata.json"]),
            parse: answers,
        },
        Target { name: "expressions", seeds: corpus(&["expressions.txt"]), parse: expressions },
        Target { name: "series as CSV", seeds: series.clone(), parse: |bytes| drop(service::input_csv(bytes, None)) },
        Target {
            name: "rows as CSV",
            seeds: series,
            parse: |bytes| drop(regression::read_csv(bytes, &regression::bike_sharing(), Needs::Target)),
        },
        Target {
            name: "manifests",
            seeds: vec![manifest],
            parse: |bytes| {
                let parsed = Manifest::parse(bytes);
                assert!(parsed.kept_files().all(|file| parsed.lists(file)));
            },
        },
        Target {
            name: "roll-ups",
            seeds: vec![b"{\"files\":{}}".to_vec()],
            parse: |bytes| drop(DayRollups::decode(bytes)),
        },
        Target { name: "Parquet", seeds: vec![file], parse: parquet },
    ]
}

/// One to four changes: a bit, a byte, a piece put in, a part left out or doubled, an end cut off.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len().max(1));
        match random.below(6) {
            _ if bytes.is_empty() => bytes.extend_from_slice(PIECES[random.below(PIECES.len())]),
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            2 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            3 => drop(bytes.drain(at..(at + random.below(16)).min(bytes.len()))),
            4 => bytes.extend_from_within(at..(at + 32).min(bytes.len())),
            _ => bytes.truncate(at),
        }
    }
}

#[test]
fn bytes_that_were_changed_are_answered_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (seed, rounds) = soak::seed_and_rounds(1, 400, 200_000);
    let mut random = Random::new(seed);
    for target in targets(folder.path()) {
        for round in 0..rounds {
            let mut bytes = target.seeds[random.below(target.seeds.len())].clone();
            if round > 0 {
                change(&mut bytes, &mut random);
            }
            let parsed = catch_unwind(AssertUnwindSafe(|| (target.parse)(&bytes)));
            assert!(
                parsed.is_ok(),
                "{}, seed {seed}, round {round}: {:?}",
                target.name,
                String::from_utf8_lossy(&bytes)
            );
        }
        println!("{}: {rounds} cases, seed {seed}", target.name);
    }
}
