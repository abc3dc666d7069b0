//! Protocol between the server and its child: frames of one letter, a length and bytes, over the child's standard
//! input and output.

use std::path::PathBuf;

use archive::NoForm;
use archive::sql::SqlValue;
use serde::{Deserialize, Serialize};

/// No frame is longer: more is not ours.
pub(crate) const MAX_FRAME_BYTES: usize = 64 << 20;

/// The letter, and the length of what follows as a little-endian `u32`.
pub(crate) const HEADER_BYTES: usize = 5;

/// Kind of a frame, and its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// To the child, once: [`SetUp`].
    SetUp,
    /// To the child: a query over files, as text. Statements over them are expected.
    Ahead,
    /// To the child: [`Ask`].
    Ask,
    /// From the child, once: it is confined and DuckDB is open.
    Ready,
    /// From the child: a part of an Arrow IPC stream; the first one has the schema.
    Rows,
    /// From the child: [`Ended`].
    End,
    /// From the child: [`Failed`].
    Failed,
}

const LETTERS: [(u8, Kind); 7] = [
    (b'S', Kind::SetUp),
    (b'P', Kind::Ahead),
    (b'Q', Kind::Ask),
    (b'R', Kind::Ready),
    (b'A', Kind::Rows),
    (b'E', Kind::End),
    (b'F', Kind::Failed),
];

/// The header of a frame; `None` where the bytes are too many for one.
pub(crate) fn header(kind: Kind, length: usize) -> Option<[u8; HEADER_BYTES]> {
    let letter = LETTERS.iter().find(|(_, known)| *known == kind)?.0;
    let [a, b, c, d] = u32::try_from(length).ok()?.to_le_bytes();
    (length <= MAX_FRAME_BYTES).then_some([letter, a, b, c, d])
}

/// Parses a header; `None` if its letter is unknown or its length is above [`MAX_FRAME_BYTES`].
pub(crate) fn read_header([letter, a, b, c, d]: [u8; HEADER_BYTES]) -> Option<(Kind, usize)> {
    let kind = LETTERS.iter().find(|(known, _)| *known == letter)?.1;
    let length = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?;
    (length <= MAX_FRAME_BYTES).then_some((kind, length))
}

/// Settings that a child must have before it does anything.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SetUp {
    /// The archive's folder, absolute.
    pub(crate) root: PathBuf,
    /// Memory beyond what the program itself takes.
    pub(crate) memory_mib: u64,
    /// DuckDB's threads.
    pub(crate) threads: usize,
    /// True if it may go on where the kernel cannot confine it.
    pub(crate) may_be_weak: bool,
    /// Set where DuckDB keeps to the archive's folder by itself, beside the kernel.
    pub(crate) is_fenced: bool,
}

/// A statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ask {
    /// The text.
    pub(crate) sql: String,
    /// The values of its places.
    pub(crate) values: Vec<SqlValue>,
    /// The query behind the view `metrics`.
    pub(crate) view: String,
    /// The files in that query, as it names them.
    pub(crate) files: Vec<String>,
    /// Most CPU seconds of the process, where this is its only statement.
    pub(crate) cpu_seconds: Option<u64>,
    pub(crate) max_rows: u64,
    pub(crate) max_bytes: u64,
    pub(crate) max_columns: usize,
}

/// Counts and duration at the end of an answer, complete or cut.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ended {
    pub(crate) rows: u64,
    pub(crate) cut: bool,
    pub(crate) took_us: u64,
    pub(crate) rows_read: Option<u64>,
}

/// Reason why there is no answer, or no more of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Failed {
    /// DuckDB's own words.
    DuckDb {
        /// `Binder`, `Parser`, `Out of Memory`, …
        kind: String,
        message: String,
        /// A byte of the statement.
        position: Option<usize>,
    },
    /// This file of the view cannot be read.
    File { name: String, message: String },
    /// A limit of the answer.
    TooLarge { why: String },
    /// A column of a type that is not sent.
    NoForm(NoForm),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_it_was_told() {
        for (_, kind) in LETTERS {
            for length in [0, 1, 300, MAX_FRAME_BYTES] {
                assert_eq!(read_header(header(kind, length).unwrap()), Some((kind, length)));
            }
        }
    }

    #[test]
    fn what_is_not_ours_is_no_header() {
        assert_eq!(header(Kind::Rows, MAX_FRAME_BYTES + 1), None);
        for bytes in [[0; 5], *b"A\xff\xff\xff\xff", *b"X\0\0\0\0"] {
            assert_eq!(read_header(bytes), None);
        }
    }
}
