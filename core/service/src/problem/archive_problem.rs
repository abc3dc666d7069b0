//! The words for an archive that cannot be used.

use std::error::Error;

use api::{Problem, ProblemKind};

use crate::ArchiveError;

/// Builds the problem of an archive that cannot be read: the failure, the operating system's error, and the remedy.
pub(crate) fn unreadable_archive(error: &ArchiveError) -> Problem {
    let why = match error.source() {
        Some(source) => format!("The archive cannot be read: {error}: {source}."),
        None => format!("The archive cannot be read: {error}."),
    };
    Problem::new(ProblemKind::Internal, why, "See that the folder exists and that Promcast may read it.")
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_folder_and_the_reason_are_told() {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = ArchiveError::Io { action: "read", path: "data".to_owned(), source };
        assert_eq!(unreadable_archive(&error).why, "The archive cannot be read: cannot read data: permission denied.");
        let error = ArchiveError::Refused { why: "it is only asked".to_owned() };
        assert!(unreadable_archive(&error).why.starts_with("The archive cannot be read: "));
    }
}
