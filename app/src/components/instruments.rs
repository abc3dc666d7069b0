//! The parts of the page of the instruments.

mod buttons;
mod instrument;
mod pressed;

pub(crate) use buttons::Buttons;
pub(crate) use instrument::Instrument;
pub(crate) use pressed::PressedAnswer;
