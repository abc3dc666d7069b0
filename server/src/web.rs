//! What every request meets, whichever route it is for.

mod counted;

pub(crate) use counted::counted;
