//! A data set that is published as a file: fetched over HTTP, and taken out of the zip it comes in.

mod error;
mod fetch;
mod unpack;

pub use error::DatasetError;
pub use fetch::fetch;
pub use unpack::unpack;
