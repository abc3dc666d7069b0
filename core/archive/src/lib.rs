//! The archive of metrics: rows, places of files, the format and checks of a file, and the SQL that reads them. No file is opened here.

pub mod cell;
mod compression;
mod error;
pub mod export;
mod inventory;
mod manifest;
pub mod parquet;
mod place;
mod plain;
mod proxy_name;
mod rollup;
mod row;
pub mod samples;
pub mod sha256;
mod shape;
pub mod sql;
mod table;

pub use arrow::array::{ArrayRef, RecordBatch};
pub use arrow::datatypes::{DataType, Field, SchemaRef};
pub use compression::{Compression, CompressionError, WriteOptions};
pub use error::FileError;
pub use inventory::{ArchivedFile, Inventory, Kept, LeftOut};
pub use manifest::{Manifest, ManifestLine, State, Verdict};
pub use place::{Layout, Place};
pub use plain::{NoForm, PlainColumns};
pub use proxy_name::{ProxyName, ProxyNameError};
pub use rollup::{DayRollups, RolledFile, Rollup, Summary};
pub use row::Row;
pub use shape::{FileShape, LabelShape};
pub use table::Table;
