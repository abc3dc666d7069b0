//! `DatasetError`: errors of fetching and unpacking a data set.

/// Error on the way from an address to the bytes of a file.
#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    /// The client cannot work at all.
    #[error("no HTTP client can be made")]
    Client(#[source] reqwest::Error),
    /// Nobody answered, or the answer broke off.
    #[error("the server cannot be reached, or its answer broke off")]
    Unreachable(#[source] reqwest::Error),
    /// Somebody answered, with something else.
    #[error("the server answered {0}")]
    Status(u16),
    /// More than any data set that is meant here.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// It is no zip that can be opened.
    #[error("the zip cannot be opened")]
    Zip(#[source] zip::result::ZipError),
    /// It is one, and the file is not in it.
    #[error("the zip has no file `{wanted}`: it has {have}")]
    NotInZip {
        /// The file's name.
        wanted: String,
        /// The names there are.
        have: String,
    },
    /// Its bytes do not fit together.
    #[error("the zip is damaged")]
    Damaged(#[source] std::io::Error),
}
