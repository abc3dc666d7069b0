//! The line at the top of every page.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::context::service;
use crate::islands::ThemeToggle;

/// Name, pages, zone, theme. Only pages that exist have a link.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let has_sql = service().is_some_and(|service| service.sql_is_off().is_none());
    view! {
        <header class="top">
            <A href="/" attr:class="brand">
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                    <path class="brand-past" d="M2 17 L7 11 L11 14" />
                    <path class="brand-future" d="M11 14 L15 7 L22 4" />
                </svg>
                "Promcast"
            </A>
            <nav aria-label="Pages">
                <A href="/" exact=true>"Forecast"</A>
                <A href="/archive">"Archive"</A>
                {has_sql.then(|| view! { <A href="/sql">"SQL"</A> })}
                <A href="/models">"Models"</A>
                <A href="/instruments">"Instruments"</A>
                <A href="/status">"Status"</A>
            </nav>
            <span class="zone" title="All times are in UTC">"UTC"</span>
            <ThemeToggle />
        </header>
    }
}
