//! The page: its routes and the document around them, rendered on the server; and the islands in it that wake in the browser.
//!
//! Only what moves is an island, and only islands are sent to the browser as code: a page is readable before any of it
//! arrives, and works without it. The feature `ssr` is the server, `hydrate` the browser.

// A view is one deeply nested type; the compiler's default gives up on it.
#![recursion_limit = "256"]
#![expect(unreachable_pub, reason = "the macros of Leptos make the properties of components and islands public")]

mod islands;
mod page_link;
mod server_fns;
mod textarea;
mod zoom;

#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod picture;
#[cfg(feature = "ssr")]
mod place;
#[cfg(feature = "ssr")]
mod report_file;
#[cfg(target_family = "wasm")]
mod root;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod visit;

#[cfg(feature = "ssr")]
pub use context::status_of;
#[cfg(feature = "ssr")]
pub use context::{PostedSql, PressedButton};
#[cfg(feature = "ssr")]
pub use place::Place;
#[cfg(feature = "ssr")]
pub use report_file::{problem_file, report_file};
#[cfg(target_family = "wasm")]
pub use root::root;
#[cfg(feature = "ssr")]
pub use routes::App;
pub use server_fns::list_metrics;
#[cfg(feature = "ssr")]
pub use shell::{RequestTheme, shell};
#[cfg(feature = "ssr")]
pub use visit::Visit;
