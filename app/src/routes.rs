//! The route table of the pages.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::components::Header;
use crate::pages::{ArchiveHome, BenchPage, ForecastPage, InstrumentsPage, ModelsPage, NotFound, SqlPage, StatusPage};

/// The routes. `Async` sends a page only when it is complete: it must work without JavaScript.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <a class="skip" href="#result">"Skip to the answer"</a>
            <Header />
            <main id="main">
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=ForecastPage ssr=SsrMode::Async />
                    <Route path=path!("/archive") view=ArchiveHome ssr=SsrMode::Async />
                    <Route path=path!("/bench") view=BenchPage ssr=SsrMode::Async />
                    <Route path=path!("/instruments") view=InstrumentsPage ssr=SsrMode::Async />
                    <Route path=path!("/models") view=ModelsPage ssr=SsrMode::Async />
                    <Route path=path!("/sql") view=SqlPage ssr=SsrMode::Async />
                    <Route path=path!("/status") view=StatusPage ssr=SsrMode::Async />
                </Routes>
            </main>
        </Router>
    }
}
