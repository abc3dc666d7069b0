//! Parsers of bytes from outside, each with the corpus it begins with: the tests change these a little from a seed, `make fuzz` goes
//! wherever a change reaches new code. A parser answers or refuses; it never panics, and what it takes it can write again.

use std::fs;
use std::io;
use std::path::PathBuf;

mod parsers;

/// A parser under test.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is that of the folder of its corpus.
    pub name: &'static str,
    /// Parses bytes and asserts what holds of the outcome.
    pub parse: fn(&[u8]),
}

/// Every parser.
pub const TARGETS: [Target; 9] = [
    Target { name: "answers", parse: parsers::answers },
    Target { name: "expressions", parse: parsers::expressions },
    Target { name: "series-csv", parse: parsers::series_csv },
    Target { name: "rows-csv", parse: parsers::rows_csv },
    Target { name: "queries", parse: parsers::queries },
    Target { name: "models", parse: parsers::models },
    Target { name: "manifests", parse: parsers::manifests },
    Target { name: "roll-ups", parse: parsers::rollups },
    Target { name: "parquet", parse: parsers::parquet },
];

impl Target {
    /// Finds a parser by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TARGETS.into_iter().find(|target| target.name == name)
    }

    /// The folder of its corpus.
    #[must_use]
    pub fn corpus(&self) -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")).join(self.name)
    }

    /// Reads its corpus, by the names of the files.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn seeds(&self) -> io::Result<Vec<Vec<u8>>> {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(self.corpus())?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort_unstable();
        paths.iter().map(fs::read).collect()
    }
}

#[cfg(test)]
mod tests;
