//! The shape of a footer (Thrift's compact protocol), walked before it is decoded: a list that says it has two billion
//! entries makes the decoder ask for their room at once, and a deep schema makes it recurse.

use crate::FileError;

const MOST_DEPTH: usize = 16;
/// Columns and groups of columns; the archive's own files have 11.
const MOST_SCHEMA_ELEMENTS: u64 = 500;
/// The field of the footer that holds the schema.
const SCHEMA_FIELD: i64 = 2;

/// Checks that lists are as long as they say, and that nothing is nested deeply.
pub(super) fn check(footer: &[u8]) -> Result<(), FileError> {
    let mut walk = Walk { rest: footer };
    walk.structure(0).ok_or(FileError::Footer("its parts do not fit together"))
}

/// A walk over the bytes; `None` as soon as they make no sense.
struct Walk<'a> {
    rest: &'a [u8],
}

impl Walk<'_> {
    fn structure(&mut self, depth: usize) -> Option<()> {
        let mut field = 0_i64;
        while let Some(header @ 1..) = Some(self.byte()?) {
            let kind = header & 0x0f;
            field = match header >> 4 {
                0 => self.zigzag()?,
                step => field.checked_add(i64::from(step))?,
            };
            let longest = if depth == 0 && field == SCHEMA_FIELD { MOST_SCHEMA_ELEMENTS } else { u64::MAX };
            // In a field, a truth value is its own kind.
            if !matches!(kind, 1 | 2) {
                self.value(kind, depth + 1, longest)?;
            }
        }
        Some(())
    }

    fn value(&mut self, kind: u8, depth: usize, longest: u64) -> Option<()> {
        match kind {
            _ if depth > MOST_DEPTH => None,
            1..=3 => self.skip(1),
            4..=6 => self.varint().map(|_| ()),
            7 => self.skip(8),
            8 => {
                let length = self.varint()?;
                self.skip(usize::try_from(length).ok()?)
            }
            9 | 10 => self.list(depth, longest),
            12 => self.structure(depth),
            // Maps and UUIDs: no footer has them.
            _ => None,
        }
    }

    fn list(&mut self, depth: usize, longest: u64) -> Option<()> {
        let header = self.byte()?;
        let length = match header >> 4 {
            15 => self.varint()?,
            short => u64::from(short),
        };
        // Each entry takes a byte at least, so a list is never longer than what is left.
        if length > longest || length > self.rest.len() as u64 {
            return None;
        }
        (0..length).try_for_each(|_| self.value(header & 0x0f, depth + 1, u64::MAX))
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        self.rest = self.rest.get(length..)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}
