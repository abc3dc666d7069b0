//! The page of the instruments: what came of a button, which series that changed, and one metric of each kind as it is now.

mod exposition;
mod kinds;

use api::{Button, InstrumentsView, PressedView};
use timeseries::text::number;

use crate::Service;
use exposition::{changes, family, value};
use kinds::{HISTOGRAM, KINDS, OTHERS};

/// A button that was pressed, and what was answered.
#[derive(Clone, Debug)]
pub struct Pressed {
    /// The button.
    pub button: Button,
    /// The status of the answer.
    pub status: u16,
    /// The body of the answer.
    pub body: String,
    /// All metrics before.
    pub before: String,
}

impl Service {
    /// Promcast's own metrics as Prometheus reads them now.
    #[must_use]
    pub fn exposition(&self) -> String {
        self.own_metrics.as_scraped(self.pool.queue_length(), self.counter.value())
    }

    /// The page, after a button where one was pressed.
    #[must_use]
    pub fn instruments_page(&self, pressed: Option<Pressed>) -> InstrumentsView {
        let now = self.exposition();
        InstrumentsView {
            sentence: sentence(self.counter.value(), &now),
            pressed: pressed.map(|pressed| pressed_view(pressed, &now)),
            instruments: KINDS.iter().map(|kind| kind.view(family(&now, kind.metric))).collect(),
        }
    }
}

fn sentence(counter: u64, now: &str) -> String {
    let of_uploads = |part: &str| value(now, &format!("{HISTOGRAM}_{part}")).unwrap_or(0.0);
    let uploads = match of_uploads("count") {
        0.0 => "no upload was simulated yet".to_owned(),
        1.0 => format!("one upload was simulated, in {} seconds", number(of_uploads("sum"))),
        count => format!("{} uploads were simulated, in {} seconds", number(count), number(of_uploads("sum"))),
    };
    format!("The counter says {counter}; {uploads}.")
}

fn pressed_view(pressed: Pressed, now: &str) -> PressedView {
    let Pressed { button, status, body, before } = pressed;
    let looked_at = KINDS.iter().map(|kind| kind.metric).chain(OTHERS);
    let changed = looked_at.flat_map(|name| changes(family(&before, name), family(now, name)));
    PressedView { request: button.request(), status, body, changes: changed.collect() }
}

#[cfg(test)]
mod tests;
