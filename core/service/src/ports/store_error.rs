//! `StoreError`: failures to write or read kept data.

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
        /// Error of the operating system.
        #[source]
        source: std::io::Error,
    },
    /// A stored file is not what was written.
    #[error("the stored {what} `{id}` is damaged")]
    Damaged {
        /// `forecast` or `evaluation`.
        what: &'static str,
        /// Id of the damaged item.
        id: String,
    },
}
