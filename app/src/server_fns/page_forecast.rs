//! The forecast a page shows.

use api::{ForecastParams, PageAnswer};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::PageError;
use super::page_json::PageOutput;

/// Where the metric is going, or questions to begin with.
#[server(prefix = "/api/page", endpoint = "forecast", input = GetUrl, output = PageOutput)]
pub(crate) async fn page_forecast(params: ForecastParams) -> Result<PageAnswer, PageError> {
    let answer = super::service()?.page(&params).await;
    answer.map_err(|problem| {
        super::answer_with_status(super::status_of(problem.kind));
        PageError(problem)
    })
}
