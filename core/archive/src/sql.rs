//! SQL over the archive: text with places for values, and the values. A value of a stranger is never spliced into the text.

mod statement;
mod value;

pub use statement::Statement;
pub use value::{SqlValue, literal};
