//! The buttons: plain forms, each with the request a script sends for the same.

use api::Button;
use leptos::prelude::*;

use super::sent;
use crate::place::at;

/// All buttons.
#[component]
pub(crate) fn Buttons() -> impl IntoView {
    view! { <div class="instruments-buttons">{Button::ALL.map(|button| view! { <Press button /> }).collect_view()}</div> }
}

/// A form of its own, for what a button does is no question.
#[component]
fn Press(button: Button) -> impl IntoView {
    let (label, what) = words(button);
    let seconds = (button == Button::Upload).then(|| {
        view! {
            <label class="field">
                <span>"seconds"</span>
                <input type="number" name="seconds" id="seconds" min="0" max="10" step="any" value="1" required />
            </label>
        }
    });
    view! {
        <form method="post" action=at("/instruments") class="instruments-press">
            <input type="hidden" name="press" value=button.name() />
            {seconds}
            <button type="submit" id=format!("press-{}", button.name()) class="primary">{label}</button>
            <span class="muted">{what} " "<code>{sent(button.request())}</code></span>
        </form>
    }
}

fn words(button: Button) -> (&'static str, &'static str) {
    match button {
        Button::Count => ("Count", "Adds one to the counter:"),
        Button::Checkpoint => ("Checkpoint", "Writes the counter to its file:"),
        Button::Restore => ("Restore", "Sets the counter back to that file:"),
        Button::Upload => ("Upload", "Simulates an upload that takes so long:"),
    }
}
