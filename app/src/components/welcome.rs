//! Where to begin: questions that can be clicked.

use api::Suggestion;
use leptos::prelude::*;

use crate::place::at;

/// One example teaches more than a manual.
#[component]
pub(crate) fn Welcome(examples: Vec<Suggestion>) -> impl IntoView {
    view! {
        <section class="welcome">
            <p class="answer">"Type the name of a metric and see where it is going."</p>
            <p>"Or begin with one of these:"</p>
            <ul class="chips">
                {examples
                    .into_iter()
                    .map(|example| view! { <li><a href=at(format!("/?{}", example.params.to_query()))><code>{example.label}</code></a></li> })
                    .collect_view()}
            </ul>
        </section>
    }
}
