//! A day's rows as a Parquet file, and back, one by one or rolled up.

mod columns;
mod decode;
mod encode;
mod examine;
mod footer;
mod footer_shape;
mod in_turn;
mod roll_up;
#[cfg(test)]
mod tests;

pub use decode::decode;
pub use encode::{DayEncoder, by_metric, encode, encode_into};
pub use examine::{Examined, examine};
pub use in_turn::MetricReader;
pub use roll_up::roll_up;
