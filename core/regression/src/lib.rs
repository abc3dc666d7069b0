//! Models that predict a number from the features of a row: what a row has to look like, the forest, how far off it is.
//!
//! A [`Schema`] says which columns a model reads; [`Rows`] are rows that were checked against it, whatever they came from.
//! [`train`] makes a [`Model`] of them, [`encode`] its file. [`bike_sharing`] is the schema of the model that ships with Promcast, the first and not the only one.

mod bike_sharing;
mod categories;
mod category;
mod error;
mod feature;
mod forest;
mod interval;
mod model;
mod model_file;
mod nulls;
mod read_csv;
mod record;
mod rows;
mod schema;
mod scores;
mod train;
mod training_rows;

pub use bike_sharing::bike_sharing;
pub use error::RegressionError;
pub use feature::{Cell, CellError, Feature, Kind, UNSEEN, quoted};
pub use forest::{Contributions, Forest};
pub use interval::{Interval, Intervals};
pub use model::{Model, Origin, Settings};
pub use model_file::{ModelFileError, decode, encode};
pub use read_csv::{Needs, line_number, read_csv};
pub use record::{Record, row_time};
pub use rows::Rows;
pub use schema::Schema;
pub use scores::{Scores, score};
pub use train::train;

#[cfg(test)]
mod tests;
