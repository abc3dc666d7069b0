//! The parts of the server that are looked at besides sources, jobs and archive, and what the page and the metrics call them.

/// A part that can be well or at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// The files of the pages.
    Site,
    /// The disk of the storage path.
    StorageDisk,
    /// The disk of the archive, where something is collected.
    ArchiveDisk,
    /// The store of forecasts that were asked for.
    Forecasts,
    /// The store of evaluations.
    Evaluations,
    /// The file of the checkpoint.
    Checkpoint,
    /// The counter, which goes on from its checkpoint.
    Counter,
    /// The config that was read last.
    Config,
    /// The same of the web config file.
    WebConfig,
}

/// Words a file that was read again and makes no sense.
pub(crate) fn refused(file: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    format!("The {file} was refused when it was read again, and what was in force before still is: {why}.")
}

impl Check {
    /// Its name on the page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Site => "Site files",
            Self::StorageDisk => "Storage disk",
            Self::ArchiveDisk => "Archive disk",
            Self::Forecasts => "Forecasts kept",
            Self::Evaluations => "Evaluations kept",
            Self::Checkpoint => "Checkpoint",
            Self::Counter => "Counter",
            Self::Config => "Config",
            Self::WebConfig => "Web config",
        }
    }

    /// Its name as the label `check`.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::StorageDisk => "storage_disk",
            Self::ArchiveDisk => "archive_disk",
            Self::Forecasts => "forecasts",
            Self::Evaluations => "evaluations",
            Self::Checkpoint => "checkpoint",
            Self::Counter => "counter",
            Self::Config => "config",
            Self::WebConfig => "web_config",
        }
    }
}
