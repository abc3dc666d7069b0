//! Runs SQL over the archive with DuckDB, in a process of its own that the kernel confines. `child` is that process;
//! `engine` is the server's side of it, which starts it, asks it and ends it.

mod child;
mod engine;
mod protocol;

pub use child::run_child;
pub use engine::{DuckdbWorker, WorkerSettings};
