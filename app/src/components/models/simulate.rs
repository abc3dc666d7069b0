//! The button that simulates drift: one evaluation without any data of one's own.

use leptos::prelude::*;

use crate::place::at;

/// A form of its own, for an evaluation is kept.
#[component]
pub(super) fn Simulate(model: String) -> impl IntoView {
    view! {
        <form class="models-simulate" method="post" action=at("/models/simulate-drift")>
            <input type="hidden" name="model" value=model />
            <button type="submit">"Simulate drift"</button>
            <span class="muted">"Evaluates the last rows of the reference with extreme values in them, and keeps the report."</span>
        </form>
    }
}
