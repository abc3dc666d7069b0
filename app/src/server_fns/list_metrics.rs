//! The metrics that fit what is being typed.

use api::MetricView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Metrics of a source whose name holds what was typed. A suggestion is never worth an error: where there are none, there is
/// only nothing to choose from.
///
/// # Errors
/// The way to the server is broken.
#[server(prefix = "/api/page", endpoint = "metrics", input = GetUrl)]
pub async fn list_metrics(
    #[server(default)] source: String,
    #[server(default)] typed: String,
) -> Result<Vec<MetricView>, ServerFnError> {
    let Some(service) = crate::context::service() else { return Ok(Vec::new()) };
    Ok(service.list_metrics(&source, &typed).await.unwrap_or_default())
}
