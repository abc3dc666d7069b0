//! An archive of metrics in a folder of Parquet files: each is there whole or not at all, and is known by its hash.

mod adopt;
mod check;
mod draft;
mod failure;
mod identity;
mod inventory;
mod leftovers;
mod lock;
mod manifest_file;
mod options;
mod retention;
mod rollups;
mod root;
mod scrub;
mod space;
mod store;
mod temporary;
#[cfg(test)]
mod tests;
mod turns;
mod walk;
mod writer;

pub use options::{Options, Room};
pub use store::ArchiveFiles;
