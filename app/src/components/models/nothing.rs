//! A view with nothing to show.

use leptos::prelude::*;

use crate::components::prose::Prose;

/// Why, and what to do next.
#[component]
pub(super) fn Nothing(why: String, next: String) -> impl IntoView {
    view! {
        <section class="models-nothing">
            <p class="answer"><Prose text=why /></p>
            <p><Prose text=next /></p>
        </section>
    }
}
