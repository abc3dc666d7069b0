//! A view with nothing to show.

use api::LinkView;
use leptos::prelude::*;

use crate::components::prose::Prose;
use crate::place::at;

/// The empty state: the reason, the next step, and a link.
#[component]
pub(super) fn Nothing(why: String, next: String, #[prop(optional_no_strip)] way: Option<LinkView>) -> impl IntoView {
    view! {
        <section class="models-nothing">
            <p class="answer"><Prose text=why /></p>
            <p><Prose text=next /></p>
            {way.map(|way| view! { <p><a class="button" href=at(way.link)>{way.label}</a></p> })}
        </section>
    }
}
