//! The page: its routes, and the document around them. Runs on the server (`ssr`) and in the browser (`hydrate`).

// A view is one deeply nested type; the compiler's default gives up on it.
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the `component` macro makes the properties of a component public"
)]

mod components;
mod pages;
pub mod picture;
mod server_fns;
mod shell;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

#[cfg(feature = "ssr")]
pub use server_fns::status_of;
pub use shell::{RequestTheme, shell};

/// The routes. `Async` sends a page only when it is complete: it must work without JavaScript.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <a class="skip" href="#main">"Skip to the answer"</a>
            <components::Header />
            <main id="main">
                <Routes fallback=pages::NotFound>
                    <Route path=path!("/") view=pages::ForecastPage ssr=SsrMode::Async />
                </Routes>
            </main>
        </Router>
    }
}
