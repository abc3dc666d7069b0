//! The flags that say where an archive is.

use std::path::PathBuf;

use clap::Args;

/// Folder of the archive, common to the commands that need nothing else of it.
#[derive(Args, Clone, Debug)]
pub(crate) struct ArchiveFolderArgs {
    /// Folder of the archive [default: the one of the config; without a config, data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// YAML file that names the folder, as `collect` and `serve` have it.
    #[arg(long = "config.file", visible_alias = "config", env = "PROMCAST_CONFIG_FILE", value_name = "FILE")]
    pub(crate) config_file: Option<PathBuf>,
}
