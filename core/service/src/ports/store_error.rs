//! Why what is kept cannot be written or read.

/// A store that failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk said no.
    #[error("cannot {action} the {what}")]
    Io {
        /// `write` or `read`.
        action: &'static str,
        /// `forecast`, `evaluation` or `model`.
        what: &'static str,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// A stored file is not what was written.
    #[error("the stored {what} `{id}` is damaged")]
    Damaged {
        /// `forecast` or `evaluation`.
        what: &'static str,
        /// Which one.
        id: String,
    },
}
