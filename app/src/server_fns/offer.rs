//! What the form offers.

use api::OfferView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::PageError;
use super::page_json::PageOutput;

/// All sources and models there are.
#[server(prefix = "/api/page", endpoint = "offer", input = GetUrl, output = PageOutput)]
pub(crate) async fn offer() -> Result<OfferView, PageError> {
    Ok(super::service()?.offer())
}
