//! A day's manifest: what was written, by hash, one checked JSON line a step. A file's name is fixed, so putting it in place and
//! noting that cannot be one step: a line `writing` comes before, a line `kept` after.

mod line;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use line::{ManifestLine, State};

use crate::Kept;

/// The lines of a day's manifest that can be trusted, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    lines: Vec<ManifestLine>,
    damaged_lines: Vec<usize>,
    ends_torn: bool,
}

/// Verdict of a manifest on the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The file is not in it.
    Unlisted,
    /// The file is what was written.
    Written(Kept),
    /// The file was there before Promcast first tried to replace it, and still is.
    Earlier,
    /// The file is something else.
    Different,
}

impl Manifest {
    /// The file's name in a day's folder. Readers of a whole folder pass over names that begin so.
    pub const NAME: &str = "_manifest.jsonl";
    /// The name it had before; one that is still called so goes on being read.
    pub const OLD_NAME: &str = "manifest.jsonl";

    /// Reads a manifest. A line that a crash cut off is passed over; a whole line that was changed is counted.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let mut manifest = Self { ends_torn: !bytes.is_empty() && !bytes.ends_with(b"\n"), ..Self::default() };
        for (at, text) in bytes.split(|byte| *byte == b'\n').enumerate() {
            match ManifestLine::parse(text) {
                Some(line) => manifest.lines.push(line),
                // The only `}` of a line is its last byte: a line without it is one that was never finished.
                None if text.ends_with(b"}") => manifest.damaged_lines.push(at + 1),
                None => {}
            }
        }
        manifest
    }

    /// Returns true if the next line must first end a line that a crash cut off.
    #[must_use]
    pub fn ends_torn(&self) -> bool {
        self.ends_torn
    }

    /// The numbers, from 1, of lines that were changed since they were written.
    #[must_use]
    pub fn damaged_lines(&self) -> &[usize] {
        &self.damaged_lines
    }

    /// Returns true if any line names the file.
    #[must_use]
    pub fn lists(&self, file: &str) -> bool {
        self.of(file).next().is_some()
    }

    /// Returns the verdict on a file with this hash: it was written if that is the hash of the newest `kept` line or of a `writing`
    /// line after it.
    #[must_use]
    pub fn verdict(&self, file: &str, sha256: &str) -> Verdict {
        if !self.lists(file) {
            return Verdict::Unlisted;
        }
        let mut replaced = false;
        for line in self.of(file).rev() {
            if line.sha256 == sha256 {
                return Verdict::Written(line.kept());
            }
            replaced = replaced || line.replaces.as_deref() == Some(sha256);
            if line.state == State::Kept {
                return Verdict::Different;
            }
        }
        if replaced { Verdict::Earlier } else { Verdict::Different }
    }

    /// The number of the next attempt at a file.
    #[must_use]
    pub fn next_attempt(&self, file: &str) -> u32 {
        self.of(file).map(|line| line.attempt).max().unwrap_or(0).saturating_add(1)
    }

    /// The names of the files that were kept.
    pub fn kept_files(&self) -> impl Iterator<Item = &str> {
        let names: BTreeSet<&str> =
            self.lines.iter().filter(|line| line.state == State::Kept).map(|line| line.file.as_str()).collect();
        names.into_iter()
    }

    /// The lines that a verdict, or the number of an attempt, still needs: of each file its newest `kept` line and those after it.
    #[must_use]
    pub fn needed(&self) -> Vec<&ManifestLine> {
        let mut decided: BTreeSet<&str> = BTreeSet::new();
        let mut needed = Vec::new();
        for line in self.lines.iter().rev() {
            if !decided.contains(line.file.as_str()) {
                needed.push(line);
            }
            if line.state == State::Kept {
                decided.insert(&line.file);
            }
        }
        needed.reverse();
        needed
    }

    /// Returns the number of lines that can be trusted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns true if it has no such line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn of<'a>(&'a self, file: &'a str) -> impl DoubleEndedIterator<Item = &'a ManifestLine> {
        self.lines.iter().filter(move |line| line.file == file)
    }
}
