//! `Place`: the public URL of the pages, which behind a proxy differs from the address that the server listens on.

use std::sync::Arc;

use http::header::HOST;
use http::request::Parts;
use leptos::prelude::use_context;

/// The public URL of the server.
#[derive(Clone, Debug)]
pub struct Place {
    /// Scheme, host and port, such as `https://example.com`, where the config says them.
    pub origin: Option<Arc<str>>,
    /// Path prefix: empty, or `/promcast`.
    pub path: Arc<str>,
    /// Scheme that the server itself speaks: `http` or `https`.
    pub scheme: &'static str,
}

/// A link as a visitor follows it. One to a part of the same page stays as it is.
pub(crate) fn at(link: impl AsRef<str>) -> String {
    let link = link.as_ref();
    match use_context::<Place>() {
        Some(place) if link.starts_with('/') => format!("{}{link}", place.path),
        _ => link.to_owned(),
    }
}

/// Returns the path prefix; `None` if it is empty or no `Place` is known.
pub(crate) fn root() -> Option<String> {
    use_context::<Place>().map(|place| place.path.to_string()).filter(|path| !path.is_empty())
}

/// A link with scheme and host, for use outside of a browser.
pub(crate) fn in_full(link: &str) -> String {
    let place = use_context::<Place>();
    let scheme = place.as_ref().map_or("http", |place| place.scheme);
    let origin = place.and_then(|place| place.origin).map(|origin| origin.to_string());
    let origin =
        origin.unwrap_or_else(|| format!("{scheme}://{}", host().unwrap_or_else(|| "127.0.0.1:8080".to_owned())));
    origin + &at(link)
}

/// The host and port that the page being rendered was asked of; nothing where what was sent is neither.
fn host() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let host = parts.headers.get(HOST)?.to_str().ok()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    host.chars().all(is_plain).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};

    use super::*;

    fn asked_of(host: &str, place: Option<Place>, look: impl FnOnce()) {
        let request = http::Request::builder().header(HOST, host).body(()).unwrap();
        Owner::new().with(|| {
            provide_context(request.into_parts().0);
            place.into_iter().for_each(provide_context);
            look();
        });
    }

    #[test]
    fn a_link_is_below_the_path_and_a_part_of_the_page_stays() {
        let place = Place { origin: None, path: "/promcast".into(), scheme: "https" };
        asked_of("h:1", Some(place.clone()), || {
            assert_eq!((at("/"), at("/sql?q=1")), ("/promcast/".to_owned(), "/promcast/sql?q=1".to_owned()));
            assert_eq!(at("#result"), "#result");
            assert_eq!(in_full("/predict"), "https://h:1/promcast/predict");
            assert_eq!(root().as_deref(), Some("/promcast"));
        });
        let place = Place { origin: Some("https://example.com".into()), ..place };
        asked_of("h:1", Some(place), || assert_eq!(in_full("/predict"), "https://example.com/promcast/predict"));
    }

    #[test]
    fn without_a_place_links_are_as_they_are() {
        asked_of("a b;", None, || {
            assert_eq!((at("/sql"), root()), ("/sql".to_owned(), None));
            assert_eq!(in_full("/predict"), "http://127.0.0.1:8080/predict");
        });
    }
}
