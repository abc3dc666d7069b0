//! Breaks: a jump or a new slope shortly before the newest sample, and what may come of it.
//!
//! No model has learnt from so few points whether a jump stays. What it would have said before the jump is known, and how far off
//! that has been since; so there are two courses, one that goes on from where the series is and one that goes back, and the past
//! jumps of the same series say how likely each is.

mod detection;
mod mixture;
mod past;

pub(crate) use detection::{Break, Shape, newest};
pub(crate) use mixture::Mixture;
pub(crate) use past::{Lifetimes, without_season};
