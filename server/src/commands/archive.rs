//! `promcast archive`: what keeps an archive of metrics healthy.

mod verify;

use std::process::ExitCode;

use crate::cli::{ArchiveArgs, ArchiveCommand};

/// Something is damaged.
const DAMAGED: u8 = 1;
/// The archive cannot be read.
const UNREADABLE: u8 = 2;

/// Runs what was asked for.
pub(crate) fn archive(args: ArchiveArgs) -> ExitCode {
    let ArchiveCommand::Verify(args) = args.command;
    match verify::verify(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => DAMAGED.into(),
        Err(error) => {
            super::complain(&error);
            UNREADABLE.into()
        }
    }
}
