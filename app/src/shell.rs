//! The HTML document around the app.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::context;
use crate::place::{at, root};
use crate::routes::App;

/// The islands wake when the browser has nothing else to do, and a busy one never has: after this many milliseconds they wake
/// all the same. Leptos' own script, which comes after this one, sets no such limit.
const WAKE: &str = "{const idle=window.requestIdleCallback;\
    if(idle)window.requestIdleCallback=wake=>idle.call(window,wake,{timeout:100});}";

/// The theme a request asks for by its cookie: `light`, `dark`, or empty for what the system prefers.
#[derive(Clone, Debug, Default)]
pub struct RequestTheme(pub &'static str);

impl RequestTheme {
    /// The theme in a `Cookie` header. Only the two known names pass: the text ends up in the document.
    #[must_use]
    pub fn from_cookies(cookies: &str) -> Self {
        let value = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("theme="));
        Self(match value {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "",
        })
    }
}

/// The document. The theme is in it from the start, so that a dark page never flashes light.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = use_context::<RequestTheme>().unwrap_or_default().0;
    context::restrict_sources();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme data-root=root()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href=at("/favicon.svg") type="image/svg+xml" />
                <link rel="stylesheet" href=at("/style.css") />
                <script nonce=use_nonce()>{WAKE}</script>
                <HydrationScripts options islands=true root=root().unwrap_or_default() />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_themes_reach_the_document() {
        assert_eq!(RequestTheme::from_cookies("a=b; theme=dark").0, "dark");
        assert_eq!(RequestTheme::from_cookies("theme=\"><script>").0, "");
        assert_eq!(RequestTheme::from_cookies("").0, "");
    }
}
