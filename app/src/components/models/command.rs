//! A request as a command for a shell, to copy.

use api::RequestView;
use leptos::prelude::*;

use crate::context::host;

/// `curl` with the request, to the server that shows it.
#[component]
pub(super) fn Command(request: RequestView) -> impl IntoView {
    let command = curl(&host().unwrap_or_else(|| "127.0.0.1:8080".to_owned()), &request);
    view! { <pre class="snippet" tabindex="0" role="region" aria-label="Command"><code>{command}</code></pre> }
}

/// In single quotes a shell reads everything as it is but the quote itself.
fn curl(host: &str, request: &RequestView) -> String {
    let RequestView { path, body } = request;
    let body = body.replace('\'', "'\\''");
    format!("curl http://{host}{path} -H 'Content-Type: application/json' -d '{body}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_does_not_end_the_quotes() {
        let request = RequestView { path: "/predict".to_owned(), body: "{\"a\":\"it's\"}".to_owned() };
        let command = "curl http://h:1/predict -H 'Content-Type: application/json' -d '{\"a\":\"it'\\''s\"}'";
        assert_eq!(curl("h:1", &request), command);
    }
}
