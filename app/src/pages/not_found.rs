//! There is no such page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::context::answer_with_status;
use crate::place::at;

/// Says so, and leads back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    answer_with_status(404);
    view! {
        <Title text="Not found · Promcast" />
        <section class="problem" role="alert" id="result">
            <h1>"There is no such page"</h1>
            <p>"The address is not one of Promcast's. " <a href=at("/")>"Go to the forecast"</a> "."</p>
        </section>
    }
}
