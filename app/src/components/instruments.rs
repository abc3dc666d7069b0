//! The parts of the page of the instruments.

mod buttons;
mod instrument;
mod pressed;

pub(crate) use buttons::Buttons;
pub(crate) use instrument::Instrument;
pub(crate) use pressed::PressedAnswer;

use crate::place::at;

/// A request such as `POST /checkpoint`, as a visitor sends it.
fn sent(request: &str) -> String {
    request.split_once(' ').map_or_else(|| request.to_owned(), |(method, path)| format!("{method} {}", at(path)))
}
