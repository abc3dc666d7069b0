//! The line at the top of every page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::context::service;
use crate::islands::ThemeToggle;
use crate::place::at;

/// Name, pages, zone, theme. Only pages that exist have a link.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let has_sql = service().is_some_and(|service| service.sql_is_off().is_none());
    view! {
        <header class="top">
            <a href=at("/") class="brand">
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                    <path class="brand-past" d="M2 17 L7 11 L11 14" />
                    <path class="brand-future" d="M11 14 L15 7 L22 4" />
                </svg>
                "Promcast"
            </a>
            <nav aria-label="Pages">
                <PageName path="/" name="Forecast" />
                <PageName path="/archive" name="Archive" />
                {has_sql.then(|| view! { <PageName path="/sql" name="SQL" /> })}
                <PageName path="/models" name="Models" />
                <PageName path="/instruments" name="Instruments" />
                <PageName path="/status" name="Status" />
            </nav>
            <span class="zone" title="All times are in UTC">"UTC"</span>
            <ThemeToggle />
        </header>
    }
}

/// A page by its name; one is where we are. Not the router's own link, which knows nothing of a proxy.
#[component]
fn PageName(path: &'static str, name: &'static str) -> impl IntoView {
    let is_current = use_location().pathname.with_untracked(|here| here == path);
    view! { <a href=at(path) aria-current=is_current.then_some("page")>{name}</a> }
}
