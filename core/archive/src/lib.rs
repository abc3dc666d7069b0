//! What Promcast knows about metrics kept for years: rows, where their files lie, how a file is written and checked, and the
//! SQL that reads them. No file is opened here.

pub mod cell;
pub mod export;
mod inventory;
mod place;
mod proxy_name;
mod row;
pub mod samples;
pub mod sql;
mod table;

pub use arrow::array::RecordBatch;
pub use arrow::datatypes::SchemaRef;
pub use inventory::{ArchivedFile, Inventory, Kept, LeftOut};
pub use place::{Layout, Place};
pub use proxy_name::{ProxyName, ProxyNameError};
pub use row::Row;
pub use table::Table;
