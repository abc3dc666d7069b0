//! The browser's entry: wakes the islands of the page that the server sent.

// The islands are found by name in what the browser loads: nothing else refers to them.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the code is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    ask_below_the_root();
    leptos::mount::hydrate_islands();
}

/// Sends the calls of server functions below the path prefix of the pages.
#[cfg(target_family = "wasm")]
fn ask_below_the_root() {
    leptos::server_fn::client::set_server_url(app::root().leak());
}

#[cfg(not(target_family = "wasm"))]
fn ask_below_the_root() {}
