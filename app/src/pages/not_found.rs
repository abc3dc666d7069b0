//! There is no such page.

use leptos::prelude::*;
use leptos_meta::Title;

/// Says so, and leads back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server_fns::answer_with_status(404);
    view! {
        <Title text="Not found · Promcast" />
        <section class="problem" role="alert">
            <h1>"There is no such page"</h1>
            <p>"The address is not one of Promcast's. " <a href="/">"Go to the forecast"</a> "."</p>
        </section>
    }
}
