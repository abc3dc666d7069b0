//! `ModelFileError`: errors of a model's file, in words that follow its name: `bike-sharing.model: it is empty`.

/// Error of a model's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelFileError {
    /// No byte at all.
    #[error("it is empty")]
    Empty,
    /// It does not begin as a model's file does.
    #[error("it is not a model of Promcast")]
    Foreign,
    /// Another Promcast wrote it.
    #[error(
        "it is of version {found}, and this Promcast reads version {known}: train the model again",
        known = super::VERSION
    )]
    OtherVersion {
        /// The version it says.
        found: u32,
    },
    /// It begins as one, and its end is missing.
    #[error("its end is missing: it was cut off")]
    CutOff,
    /// Something follows the model.
    #[error("it goes on after its end: something was added to it")]
    GoesOn,
    /// Its checksum is another one.
    #[error("it is damaged: its checksum is not that of what was written")]
    Damaged,
    /// Its checksum is right and its content cannot be: another program wrote it.
    #[error("its {0} makes no sense, although its checksum is right")]
    Senseless(&'static str),
}
