//! What the chart says at one moment: the box beside the crosshair, and what a screen reader says of it.

use chart::nearest::{IntervalRow, Readout};
use leptos::prelude::*;
use timeseries::Timestamp;
use timeseries::text::{moment, number};

/// The moment and its values in one line.
pub(super) fn spoken(readout: &Readout, now: Timestamp) -> String {
    let values: Vec<String> = rows(readout).map(|(name, text)| format!("{name} {text}")).collect();
    format!("{}: {}", moment(readout.time, now), values.join(", "))
}

/// Names and values, lines before bands.
fn rows(readout: &Readout) -> impl Iterator<Item = (String, String)> + '_ {
    let values = readout.values.iter().map(|row| (row.name.clone(), number(row.value)));
    let interval = |row: &IntervalRow| format!("{} to {}", number(row.lower), number(row.upper));
    values.chain(readout.intervals.iter().map(move |row| (row.level_text.clone(), interval(row))))
}

/// The box beside the crosshair.
#[component]
pub(super) fn ReadoutBox(readout: Readout, now: Timestamp) -> impl IntoView {
    let rows = rows(&readout).map(|(name, text)| view! { <tr><th scope="row">{name}</th><td>{text}</td></tr> });
    view! {
        <p class="readout-time">{moment(readout.time, now)}</p>
        <table><tbody>{rows.collect_view()}</tbody></table>
    }
}
