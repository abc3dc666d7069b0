//! Compression of a file's pages, and other options of writing from the config.

use std::fmt;
use std::str::FromStr;

/// A codec every reader of Parquet knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    /// Quick, and understood by everything.
    #[default]
    Snappy,
    /// Smaller, slower.
    Gzip,
    /// The quickest; written as `LZ4_RAW`, which DuckDB and Arrow read.
    Lz4,
    /// The smallest at a good speed.
    Zstd,
}

/// A text that names no codec.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a compression: use `snappy`, `gzip`, `lz4` or `zstd`")]
pub struct CompressionError(String);

/// Options of writing files, from the config.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// The codec.
    pub compression: Compression,
    /// A row group ends before it is larger than this, compressed.
    pub row_group_bytes: usize,
}

impl Compression {
    /// Every codec.
    pub const ALL: [Self; 4] = [Self::Snappy, Self::Gzip, Self::Lz4, Self::Zstd];

    /// Its name in a config.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Snappy => "snappy",
            Self::Gzip => "gzip",
            Self::Lz4 => "lz4",
            Self::Zstd => "zstd",
        }
    }
}

impl FromStr for Compression {
    type Err = CompressionError;

    fn from_str(text: &str) -> Result<Self, CompressionError> {
        let wanted = text.trim();
        let found = Self::ALL.into_iter().find(|codec| codec.name().eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| CompressionError(wanted.escape_debug().take(80).collect()))
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { compression: Compression::default(), row_group_bytes: 134_217_728 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for codec in Compression::ALL {
            assert_eq!(codec.to_string().parse(), Ok(codec));
        }
        assert_eq!(" ZSTD ".parse(), Ok(Compression::Zstd));
    }

    #[test]
    fn what_is_no_codec() {
        for text in ["", "none", "brotli", "gz", "snappy,zstd", "lz4\0"] {
            let words = text.parse::<Compression>().unwrap_err().to_string();
            assert!(words.contains("use `snappy`"), "{words}");
        }
    }
}
