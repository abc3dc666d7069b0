//! Knowledge of a series before anything is computed of it: its kind, unit and natural limits, and the spacing of its samples.
//!
//! A [`Quantity`] begins at a metric, by [`Quantity::of_metric`], and goes through the functions and operators of an
//! expression by the methods of the same names. A [`Profile`] is what is left at its end, together with the samples'
//! [`Spacing`].

mod dimension;
mod kind;
mod known;
mod limits;
mod metric;
mod operators;
mod profile;
mod quantity;
mod spacing;
mod whole;

pub use kind::Kind;
pub use limits::Limits;
pub use metric::{DeclaredType, Metric};
pub use profile::Profile;
pub use quantity::Quantity;
pub use spacing::Spacing;
pub use whole::whole_of;
