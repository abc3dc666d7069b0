//! The page of the instruments: press a button, see what comes back, and see the metrics change.

use api::InstrumentsView;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{Buttons, Instrument, PressedAnswer};
use crate::context::{PressedButton, service};
use crate::islands::Steady;
use crate::place::at;

/// Buttons, the answer of the one that was pressed, and one live metric of each kind.
#[component]
pub(crate) fn InstrumentsPage() -> impl IntoView {
    let Some(service) = service() else { return ().into_any() };
    let pressed = use_context::<PressedButton>().map(|PressedButton(pressed)| pressed);
    let InstrumentsView { sentence, pressed, instruments } = service.instruments_page(pressed);
    view! {
        <Title text="Instruments · Promcast" />
        <h1 class="visually-hidden">"Instruments: metrics to try out"</h1>
        <Steady link=at("/instruments") />
        <section id="result" aria-label="Instruments" tabindex="-1">
            <p class="answer" id="answer">{sentence}</p>
            <p class="proof">
                "Press a button and see which metrics change. Prometheus reads all of them at " <a href=at("/metrics")>{at("/metrics")}</a> "."
            </p>
            <Buttons />
            {pressed.map(|pressed| view! { <PressedAnswer pressed /> })}
            <div class="instruments">
                {instruments.into_iter().map(|instrument| view! { <Instrument instrument /> }).collect_view()}
            </div>
        </section>
    }
    .into_any()
}
