//! Anomalies of the history, one event a row.

use api::{AnomaliesView, AnomalyView};
use leptos::prelude::*;
use timeseries::text::{length, moment};
use timeseries::{Timestamp, Unit};

/// The events, the newest first.
#[component]
pub(crate) fn Anomalies(anomalies: AnomaliesView, unit: Unit, now: Timestamp) -> impl IntoView {
    let title = format!("Anomalies ({})", anomalies.events.len());
    let events = anomalies.events.iter().map(|event| view! { <li>{sentence(event, unit, now)}</li> }).collect_view();
    view! {
        <details class="evidence" id="anomalies">
            <summary>{title}</summary>
            <p>{anomalies.summary.clone()}</p>
            <ul>{events}</ul>
        </details>
    }
}

/// `Tue 24 Nov 14:00 UTC, for 2 hours: up to 930 where 410 was expected.`
fn sentence(event: &AnomalyView, unit: Unit, now: Timestamp) -> String {
    let lasted = match (event.onset == event.end, event.is_current) {
        (true, false) => String::new(),
        (true, true) => ", the newest sample".to_owned(),
        (false, false) => format!(", for {}", length(event.end.since(event.onset))),
        (false, true) => format!(", for {} and still", length(event.end.since(event.onset))),
    };
    let side = if event.value > event.expected { "up" } else { "down" };
    let (value, expected) = event.told_apart(unit);
    format!("{}{lasted}: {side} to {value} where {expected} was expected", moment(event.onset, now))
}
