//! Tests of the bytes a manifest stands for, after every way a write can end, and after damage.

use proptest::prelude::*;
use timeseries::Timestamp;

use super::{Manifest, ManifestLine, State, Verdict};

const FILE: &str = "api-proxy-1.parquet";

fn line(state: State, sha256: &str, attempt: u32) -> ManifestLine {
    ManifestLine {
        file: FILE.to_owned(),
        sha256: sha256.to_owned(),
        bytes: 1234,
        rows: 10,
        first: Some(Timestamp::from_ms(1_700_000_000_000)),
        last: None,
        attempt,
        collected: Timestamp::from_ms(1_700_000_000_123),
        whole_day: true,
        state,
        replaces: None,
    }
}

fn text(lines: &[ManifestLine]) -> String {
    lines.iter().map(|line| line.to_text().unwrap()).collect()
}

fn attempt_of(lines: &[ManifestLine], sha256: &str) -> Option<u32> {
    match Manifest::parse(text(lines).as_bytes()).verdict(FILE, sha256) {
        Verdict::Written(kept) => Some(kept.attempt),
        Verdict::Different => None,
        other => panic!("{other:?}"),
    }
}

use State::{Kept, Writing};

#[test]
fn there_and_back() {
    let lines = [line(Writing, "a", 1), ManifestLine { replaces: Some("o".to_owned()), ..line(Kept, "a", 1) }];
    let manifest = Manifest::parse(text(&lines).as_bytes());
    assert_eq!(manifest.lines, lines);
    assert!(manifest.damaged_lines().is_empty() && !manifest.ends_torn());
}

#[test]
fn people_can_read_it() {
    let text = text(&[line(Kept, "a", 2)]);
    assert!(text.starts_with(
        r#"{"file":"api-proxy-1.parquet","sha256":"a","bytes":1234,"rows":10,"first":"2023-11-14T22:13:20Z","#
    ));
    assert!(
        text.contains(r#""collected":"2023-11-14T22:13:20.123Z","whole_day":true,"state":"kept","check":""#),
        "{text}"
    );
}

#[test]
fn the_newest_kept_or_what_was_written_since() {
    let steps = [line(Writing, "a", 1), line(Kept, "a", 1), line(Writing, "b", 2), line(Kept, "b", 2)];
    // After so many steps, which hash is which attempt.
    let cases: [(usize, &str, Option<u32>); 9] = [
        (1, "a", Some(1)),
        (1, "b", None),
        (2, "a", Some(1)),
        (3, "a", Some(1)),
        (3, "b", Some(2)),
        (3, "c", None),
        (4, "b", Some(2)),
        (4, "a", None),
        (4, "c", None),
    ];
    for (steps_done, sha256, attempt) in cases {
        assert_eq!(attempt_of(&steps[..steps_done], sha256), attempt, "{steps_done} {sha256}");
    }
}

#[test]
fn what_another_program_wrote_stays_itself_until_it_is_replaced() {
    let over = |state, sha256| ManifestLine { replaces: Some("old".to_owned()), ..line(state, sha256, 1) };
    let before = Manifest::parse(text(&[over(Writing, "new")]).as_bytes());
    assert_eq!(before.verdict(FILE, "old"), Verdict::Earlier);
    assert_eq!(before.verdict(FILE, "other"), Verdict::Different);
    let after = Manifest::parse(text(&[over(Writing, "new"), over(Kept, "new")]).as_bytes());
    assert_eq!(after.verdict(FILE, "old"), Verdict::Different);
}

#[test]
fn files_are_apart() {
    let manifest = Manifest::parse(text(&[line(Kept, "a", 7)]).as_bytes());
    assert_eq!(manifest.verdict("other.parquet", "a"), Verdict::Unlisted);
    assert_eq!((manifest.next_attempt(FILE), manifest.next_attempt("other.parquet")), (8, 1));
    assert_eq!(manifest.kept_files().collect::<Vec<_>>(), [FILE]);
}

/// Steps of two files in any order: an attempt may end at either of its lines.
fn any_lines() -> impl Strategy<Value = Vec<ManifestLine>> {
    let step = (0_usize..2, 0_usize..3, prop::bool::ANY, prop::option::of(0_usize..3));
    prop::collection::vec(step, 0..24).prop_map(|steps| {
        let hash = |number: usize| format!("h{number}");
        let line =
            |(attempt, (file, sha256, is_kept, replaces)): (usize, (usize, usize, bool, Option<usize>))| ManifestLine {
                file: format!("f{file}"),
                replaces: replaces.map(hash),
                ..line(if is_kept { Kept } else { Writing }, &hash(sha256), attempt as u32)
            };
        steps.into_iter().enumerate().map(line).collect()
    })
}

proptest! {
    #[test]
    fn the_lines_that_are_needed_say_what_all_say(lines in any_lines()) {
        let all = Manifest::parse(text(&lines).as_bytes());
        let needed: Vec<ManifestLine> = all.needed().into_iter().cloned().collect();
        let short = Manifest::parse(text(&needed).as_bytes());
        for file in ["f0", "f1", "f2"] {
            for hash in ["h0", "h1", "h2", "h3"] {
                prop_assert_eq!(short.verdict(file, hash), all.verdict(file, hash));
            }
            prop_assert_eq!(short.next_attempt(file), all.next_attempt(file));
        }
        prop_assert!(short.kept_files().eq(all.kept_files()));
        prop_assert_eq!(short.needed().len(), short.len());
    }
}

#[test]
fn a_line_cut_anywhere_is_passed_over() {
    let (whole, last) = (text(&[line(Writing, "a", 1), line(Kept, "a", 1)]), text(&[line(Writing, "b", 2)]));
    for cut in 1..last.len() - 1 {
        let torn = format!("{whole}{}", &last[..cut]);
        let manifest = Manifest::parse(torn.as_bytes());
        assert!(manifest.ends_torn() && manifest.damaged_lines().is_empty(), "{cut}");
        assert_eq!(manifest.lines.len(), 2);
        // The next append starts on a new line.
        let next = Manifest::parse(format!("{torn}\n{last}").as_bytes());
        assert_eq!((next.lines.len(), next.ends_torn()), (3, false));
    }
}

#[test]
fn nothing_and_rubbish() {
    for bytes in [&b""[..], b"\n", b"\n\n", b"\0\0\0", b"hello", b"\xff\xfe\n"] {
        let manifest = Manifest::parse(bytes);
        assert_eq!(manifest.verdict(FILE, "a"), Verdict::Unlisted, "{bytes:?}");
        assert!(manifest.damaged_lines().is_empty());
    }
    assert_eq!(Manifest::parse(b"{}\n{\"file\":1}\n").damaged_lines(), [1, 2]);
}

proptest! {
    /// No flipped bit makes a line say something else: a line is lost, and its fellow says the same; where both are lost,
    /// because the end of line between them was hit, that is told.
    #[test]
    fn a_flipped_bit_says_nothing_new(at in 0_usize..2000, bit in 0_u8..8) {
        let lines = [line(Writing, "a", 1), line(Kept, "a", 1), line(Writing, "b", 2), line(Kept, "b", 2)];
        let mut bytes = text(&lines).into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let manifest = Manifest::parse(&bytes);
        prop_assert!(manifest.lines.iter().all(|line| lines.contains(line)));
        let known = matches!(manifest.verdict(FILE, "b"), Verdict::Written(_));
        prop_assert!(known || !manifest.damaged_lines().is_empty());
        prop_assert!(manifest.verdict(FILE, "c") == Verdict::Different);
    }
}
