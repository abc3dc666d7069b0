//! Sample metrics of a small shop for a first look. No network, no state.
//!
//! Every value is a pure function of metric, labels and time, so any range at any step agrees with any other. There is
//! no clock in here either: a range beyond now is answered too, and it is the caller who does not ask for one.

mod catalogue;
mod samples;
mod signal;
mod source;
#[cfg(test)]
mod tests;
mod tick;

pub use source::DemoSource;
