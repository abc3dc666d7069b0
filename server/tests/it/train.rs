//! `promcast train`: a CSV in, a model's file out, or words that say why not.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use regression::decode;
use tempfile::TempDir;

use crate::support::{Fake, reply, run};

const HEADER: &str =
    "instant,dteday,season,yr,mnth,hr,holiday,weekday,workingday,weathersit,temp,atemp,hum,windspeed,cnt\r\n";

/// Four days by the hour, from the last of December on.
pub(super) fn hours() -> String {
    let mut csv = HEADER.to_owned();
    for hour in 0..96 {
        let (day, of_day) = (hour / 24, hour % 24);
        let date = ["2010-12-31", "2011-01-01", "2011-01-02", "2011-01-03"][day];
        let count = 10 + (of_day * 5) % 48;
        write!(csv, "{hour},{date},1,0,1,{of_day},0,{day},0,1,0.{:02},0.3,0.8,0.1,{count}\r\n", hour).unwrap();
    }
    csv
}

/// A folder with a CSV.
struct Place {
    folder: TempDir,
}

impl Place {
    fn with(csv: &[u8]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(place.path("hour.csv"), csv).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        names
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_csv_becomes_a_model() {
    let place = Place::with(hours().as_bytes());
    let (data, first, second) = (place.path("hour.csv"), place.path("a.model"), place.path("b.model"));
    let train =
        |output: &Path| run(&["train", "--data", text(&data), "--trees", "7", "--seed", "5", "--output", text(output)]);
    let ran = train(&first);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    for words in ["bike-sharing: 72 rows from 2011-01-01 to 2011-01-03, 7 trees, seed 5", "RMSE", text(&first)] {
        assert!(ran.stdout.contains(words), "{words} in {}", ran.stdout);
    }
    let model = decode(&std::fs::read(&first).unwrap()).unwrap();
    assert_eq!((model.forest.trees(), model.reference.len(), model.origin.note.as_str()), (7, 72, "hour.csv"));
    train(&second);
    assert_eq!(std::fs::read(first).unwrap(), std::fs::read(second).unwrap(), "the same seed gives the same bytes");
    assert_eq!(place.names(), ["a.model", "b.model", "hour.csv"], "nothing else stays");
}

#[test]
fn it_is_kept_where_the_server_looks() {
    let place = Place::with(hours().as_bytes());
    let config = place.path("config.yaml");
    std::fs::write(&config, format!("storage:\n  path: {}\n", text(&place.path("kept")))).unwrap();
    let ran = run(&["train", "--config", text(&config), "--data", text(&place.path("hour.csv")), "--trees", "3"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(decode(&std::fs::read(place.path("kept/models/bike-sharing.model")).unwrap()).is_ok());
}

#[test]
fn an_address_is_checked_by_its_hash() {
    let place = Place::with(b"");
    let output = place.path("out.model");
    let fake = Fake::answering(|_| Some(reply("200 OK", "text/csv", &hours())));
    let train = |more: &[&str]| {
        let url = fake.url();
        run(&[&["train", "--url", &url, "--trees", "3", "--output", text(&output)], more].concat())
    };
    let refused = train(&[]);
    assert_eq!(refused.code, Some(1));
    let (_, found) = refused.stderr.split_once("its SHA-256 is ").unwrap();
    let found = &found[..64];
    assert!(refused.stderr.contains("not e03de4ee4ef4") && !output.exists(), "{}", refused.stderr);
    assert_eq!(train(&["--sha256", found]).code, Some(0));
    assert!(output.exists());
    assert_ne!(train(&["--sha256", "e03d"]).code, Some(0));
}

#[test]
fn an_address_that_gives_nothing() {
    let missing = Fake::answering(|_| Some(reply("404 Not Found", "text/html", "gone")));
    for (url, words) in [("http://127.0.0.1:9/x.zip", "cannot be reached"), (&missing.url(), "the server answered 404")]
    {
        let ran = run(&["train", "--url", url]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
        for words in [words, "cannot fetch", "name the file with --data"] {
            assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
        }
    }
}

#[test]
fn data_that_make_no_sense() {
    let cases: [(String, &[&str], &str); 8] = [
        (String::new(), &[], "the CSV has no column `temp`"),
        (HEADER.to_owned(), &[], "no row below its header"),
        (hours().replace("hr,", "hour,"), &[], "no column `hr`"),
        (hours().replace("0.14,", "warm,"), &[], "line 16: `temp`: `warm` is not a number"),
        (hours().replace(",0.1,", ",0.1,,"), &[], "line 2: 16 columns instead of 15"),
        (hours(), &["--from", "2012-01-01", "--to", "2012-01-31"], "no row from 2012-01-01 to 2012-01-31"),
        (hours(), &["--trees", "0"], "0 trees: give 1 to"),
        ("PK\u{3}\u{4} and no zip".to_owned(), &[], "the zip cannot be opened"),
    ];
    for (csv, more, words) in cases {
        let place = Place::with(csv.as_bytes());
        let (data, output) = (place.path("hour.csv"), place.path("out.model"));
        let ran = run(&[&["train", "--data", text(&data), "--output", text(&output)], more].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{words}");
        assert!(ran.stderr.contains(words) && ran.stderr.lines().count() == 1, "{words} in {}", ran.stderr);
        assert_eq!(place.names(), ["hour.csv"]);
    }
    let nowhere = run(&["train", "--data", "/nowhere/hour.csv"]);
    assert!(nowhere.code == Some(1) && nowhere.stderr.contains("cannot read /nowhere/hour.csv"), "{}", nowhere.stderr);
}

#[test]
fn columns_of_rows_left_out_are_named_and_counted() {
    // The temperature of one row and the humidity of two are not there; one has neither.
    let csv = hours().replace(",0.30,0.3,0.8,", ",NA,0.3,,").replace(",0.31,0.3,0.8,", ",0.31,0.3,\"NA\",");
    let place = Place::with(csv.as_bytes());
    let (data, output) = (place.path("hour.csv"), place.path("a.model"));
    let ran = run(&["train", "--data", text(&data), "--trees", "3", "--output", text(&output)]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("2 rows left out, without a value: `temp` in 1, `hum` in 2."), "{}", ran.stdout);
    let place = Place::with(hours().replace(",0.8,", ",,").as_bytes());
    let ran = run(&["train", "--data", text(&place.path("hour.csv")), "--output", text(&place.path("a.model"))]);
    assert!(ran.stderr.contains("at least 20 are needed. Rows without a value: `hum` in 72"), "{}", ran.stderr);
}
