//! Each corpus as it is, and changed a little again and again from a seed. `PROMCAST_SOAK=1` for very many.

use std::panic::{AssertUnwindSafe, catch_unwind};

use service::fakes::{Dice, soak};

use super::*;

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

/// One to four changes: a bit, a byte, a piece put in, a part left out or doubled, an end cut off.
fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let at = dice.index(bytes.len().max(1));
        match dice.below(6) {
            _ if bytes.is_empty() => bytes.extend_from_slice(PIECES[dice.index(PIECES.len())]),
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            2 => drop(bytes.splice(at..at, PIECES[dice.index(PIECES.len())].iter().copied())),
            3 => drop(bytes.drain(at..(at + dice.index(16)).min(bytes.len()))),
            4 => bytes.extend_from_within(at..(at + 32).min(bytes.len())),
            _ => bytes.truncate(at),
        }
    }
}

#[test]
fn bytes_that_were_changed_are_answered_or_refused() {
    let (seed, rounds) = soak::seed_and_rounds(1, 400, 200_000);
    let mut dice = Dice::new(seed);
    for target in TARGETS {
        let seeds = target.seeds().unwrap();
        for round in 0..seeds.len() + rounds {
            let mut bytes = seeds.get(round).cloned().unwrap_or_default();
            if round >= seeds.len() {
                bytes.clone_from(&seeds[dice.index(seeds.len())]);
                change(&mut bytes, &mut dice);
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
