//! A day's rows as a Parquet file, and back.

mod columns;
mod decode;
mod encode;
mod examine;
mod footer;
mod footer_shape;
#[cfg(test)]
mod tests;

pub use decode::decode;
pub use encode::{encode, encode_into};
pub use examine::{Examined, examine};
