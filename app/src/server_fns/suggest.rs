//! Completions at the cursor of the expression.

use api::Completions;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Completes the expression between the text before and after the cursor. A failing source gives fewer suggestions, never an error.
///
/// # Errors
/// The server cannot be reached.
#[server(prefix = "/api/page", endpoint = "suggestions", input = GetUrl)]
pub(crate) async fn suggest(
    #[server(default)] source: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Completions, ServerFnError> {
    let Some(service) = crate::context::service() else { return Ok(Completions::default()) };
    Ok(service.suggest(&source, &before, &after).await)
}
