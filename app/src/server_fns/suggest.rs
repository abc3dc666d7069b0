//! What can stand where the cursor of the expression is.

use api::Completions;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What fits between the text before the cursor and the text behind it. A suggestion is never worth an error.
///
/// # Errors
/// The way to the server is broken.
#[server(prefix = "/api/page", endpoint = "suggestions", input = GetUrl)]
pub(crate) async fn suggest(
    #[server(default)] source: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Completions, ServerFnError> {
    let Some(service) = crate::context::service() else { return Ok(Completions::default()) };
    Ok(service.suggest(&source, &before, &after).await)
}
