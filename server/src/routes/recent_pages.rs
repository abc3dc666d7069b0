//! Pages as they were rendered a moment ago: one that many look at is rendered once a second, not once for each of them.

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use leptos::nonce::Nonce;
use moka::future::Cache;

/// So long a page is shown to others too.
const FRESH: Duration = Duration::from_secs(1);
/// So many bytes of pages are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The pages of the last second by theme and address, and made of nothing else: who came first decides nothing for the others.
/// Whoever asks for one that is being rendered waits for it.
#[derive(Clone, Debug)]
pub(super) struct RecentPages(Arc<Cache<String, Arc<RecentPage>>>);

/// A page with a nonce for its scripts that nobody has seen: everybody is given another.
#[derive(Debug)]
struct RecentPage {
    status: StatusCode,
    headers: HeaderMap,
    html: String,
    nonce: Nonce,
}

impl RecentPages {
    pub(super) fn new() -> Self {
        let bytes = |key: &String, page: &Arc<RecentPage>| key.len() + page.html.len();
        let weight = move |key: &_, page: &_| u32::try_from(bytes(key, page)).unwrap_or(u32::MAX);
        Self(Arc::new(Cache::builder().weigher(weight).max_capacity(MOST_BYTES).time_to_live(FRESH).build()))
    }

    /// The page of a theme at an address: that of a moment ago, or the one that is given, rendered now, with the nonce of its
    /// scripts. One that failed is not kept.
    pub(super) async fn page(
        &self,
        theme: &str,
        uri: &Uri,
        nonce: Nonce,
        rendered: impl Future<Output = Response>,
    ) -> Response {
        let key = format!("{theme} {uri}");
        let page = self.0.get_with_by_ref(&key, async { Arc::new(RecentPage::of(rendered.await, nonce).await) }).await;
        if page.status != StatusCode::OK {
            self.0.invalidate(&key).await;
        }
        page.for_one_more()
    }
}

impl RecentPage {
    async fn of(response: Response, nonce: Nonce) -> Self {
        let (head, body) = response.into_parts();
        let (status, html) = match to_bytes(body, usize::MAX).await {
            Ok(bytes) => (head.status, String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => {
                tracing::error!(%error, "a page broke off");
                (StatusCode::INTERNAL_SERVER_ERROR, "The page broke off while it was rendered: ask again.\n".to_owned())
            }
        };
        Self { status, headers: head.headers, html, nonce }
    }

    fn for_one_more(&self) -> Response {
        let nonce = Nonce::new();
        let mut response = (self.status, self.html.replace(&*self.nonce, &nonce)).into_response();
        *response.headers_mut() = self.headers.clone();
        if let Some(policy) = response.headers_mut().get_mut(header::CONTENT_SECURITY_POLICY)
            && let Ok(text) = policy.to_str()
            && let Ok(renewed) = HeaderValue::from_str(&text.replace(&*self.nonce, &nonce))
        {
            *policy = renewed;
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts how often it renders, and answers with a status.
    struct Renderer(AtomicUsize, StatusCode);

    impl Renderer {
        async fn render(&self, uri: &'static str, nonce: Nonce) -> Response {
            self.0.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            let headers = [(header::CONTENT_SECURITY_POLICY, format!("script-src 'nonce-{nonce}'"))];
            (self.1, headers, format!("<script nonce=\"{nonce}\">{uri}</script>")).into_response()
        }

        async fn asked(&self, pages: &RecentPages, theme: &str, uri: &'static str) -> (String, String) {
            let nonce = Nonce::new();
            let response = pages.page(theme, &Uri::from_static(uri), nonce.clone(), self.render(uri, nonce)).await;
            assert_eq!(response.status(), self.1);
            let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
            let nonce = policy.split("nonce-").nth(1).unwrap().trim_end_matches('\'').to_owned();
            let html = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (nonce, String::from_utf8(html.into()).unwrap())
        }
    }

    fn renderer(status: StatusCode) -> Renderer {
        Renderer(AtomicUsize::new(0), status)
    }

    #[tokio::test]
    async fn a_page_is_rendered_once_and_everybody_has_a_nonce_of_their_own() {
        let (pages, renderer) = (RecentPages::new(), renderer(StatusCode::OK));
        let ask = || renderer.asked(&pages, "dark", "/?expr=up");
        let ((first, html), (second, _), (third, _)) = tokio::join!(ask(), ask(), ask());
        assert_eq!(html, format!("<script nonce=\"{first}\">/?expr=up</script>"));
        assert!(first != second && second != third && first != third);
        assert_eq!(renderer.0.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn another_theme_or_address_is_another_page() {
        let (pages, renderer) = (RecentPages::new(), renderer(StatusCode::OK));
        for (theme, uri) in [("", "/"), ("dark", "/"), ("", "/?expr=up"), ("", "/?expr=up&zoom=1~2")] {
            let (_, html) = renderer.asked(&pages, theme, uri).await;
            assert!(html.contains(&format!(">{uri}<")), "{html}");
        }
        assert_eq!(renderer.0.load(Ordering::Relaxed), 4);
    }

    #[tokio::test]
    async fn what_failed_is_tried_again() {
        let (pages, renderer) = (RecentPages::new(), renderer(StatusCode::BAD_GATEWAY));
        renderer.asked(&pages, "", "/").await;
        renderer.asked(&pages, "", "/").await;
        assert_eq!(renderer.0.load(Ordering::Relaxed), 2);
    }
}
