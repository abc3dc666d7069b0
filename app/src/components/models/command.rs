//! A request as a command for a shell, to copy.

use api::RequestView;
use leptos::prelude::*;

use crate::place::in_full;

/// `curl` with the request, to the server that shows it.
#[component]
pub(super) fn Command(request: RequestView) -> impl IntoView {
    let command = curl(&in_full(&request.path), &request.body);
    view! { <pre class="snippet" tabindex="0" role="region" aria-label="Command"><code>{command}</code></pre> }
}

/// In single quotes a shell reads everything as it is but the quote itself.
fn curl(address: &str, body: &str) -> String {
    let body = body.replace('\'', "'\\''");
    format!("curl {address} -H 'Content-Type: application/json' -d '{body}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_does_not_end_the_quotes() {
        let command = "curl http://h:1/predict -H 'Content-Type: application/json' -d '{\"a\":\"it'\\''s\"}'";
        assert_eq!(curl("http://h:1/predict", "{\"a\":\"it's\"}"), command);
    }
}
