//! The metrics that fit what is being typed.

use api::MetricView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::PageError;
use super::page_json::PageOutput;

/// Metrics of a source whose name holds what was typed.
#[server(prefix = "/api/page", endpoint = "metrics", input = GetUrl, output = PageOutput)]
pub(crate) async fn list_metrics(source: String, typed: String) -> Result<Vec<MetricView>, PageError> {
    super::service()?.list_metrics(&source, &typed).await.map_err(PageError)
}
