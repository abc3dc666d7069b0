//! The benchmark page: Promcast beside its peers, as the benchmarks printed it.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::Measured;

/// Each table with what it is about, the forecasts first; part of the binary, so that they are of its version.
const TABLES: [(&str, &str); 6] = [
    ("Forecasts", include_str!("../../../bench/forecast.md")),
    ("The page", include_str!("../../../bench/results.md")),
    ("The server", include_str!("../../../bench/http.md")),
    ("The archive", include_str!("../../../bench/archive.md")),
    ("A model of rows", include_str!("../../../bench/model.md")),
    ("Drift", include_str!("../../../bench/drift.md")),
];

/// The tables of `bench/`, one after the other.
#[component]
pub(crate) fn BenchPage() -> impl IntoView {
    // One is open, so that the page is not a list of names.
    let table = |(index, (title, text))| view! { <Measured title text is_open={index == 0} /> };
    let tables = TABLES.into_iter().enumerate().map(table);
    view! {
        <Title text="Measured · Promcast" />
        <h1 class="visually-hidden">"What was measured"</h1>
        <section id="result" aria-label="What was measured" tabindex="-1">
            <p class="answer">"Benchmarks. Reproduce with " <code>"make bench-forecast"</code> "."</p>
            {tables.collect_view()}
        </section>
    }
}
