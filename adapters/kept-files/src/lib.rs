//! File stores of forecasts, evaluations, models and a checkpoint: one checked file each, which survives a crash and a restart.

mod checkpoint_file;
mod disk;
mod envelope;
mod evaluation_files;
mod files;
mod folder;
mod forecast_files;
mod id;
mod kept;
mod model_files;
mod path_lock;
#[cfg(test)]
mod tests;
mod whole_file;

pub use checkpoint_file::CheckpointFile;
pub use disk::{Disk, try_writing};
pub use evaluation_files::{DEFAULT_KEEP_EVALUATIONS, EvaluationFiles};
pub use forecast_files::{DEFAULT_KEEP, ForecastFiles};
pub use model_files::ModelFiles;
pub use path_lock::{PathLock, PathLockError};
