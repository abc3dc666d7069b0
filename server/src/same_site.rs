//! Whether a form was sent by a page of ours: another site's page must not make a visitor's browser change anything here.

use axum::http::{HeaderMap, header};

/// Whether a request that changes something comes from another site. A browser says where a form is from, in one header or
/// the other; a program says nothing, and nobody's session can be borrowed by it.
pub(crate) fn is_cross_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return false };
    let from = origin.split_once("://").map(|(_, host)| host);
    from.is_none() || from != text(header::HOST.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn only_our_own_pages_and_programs_may() {
        let ours: [&[(&str, &str)]; 5] = [
            &[],
            &[("host", "a:1")],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://a:1"), ("host", "a:1")],
        ];
        for pairs in ours {
            assert!(!is_cross_site(&headers(pairs)), "{pairs:?}");
        }
        let others: [&[(&str, &str)]; 7] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "nonsense"), ("origin", "http://a:1"), ("host", "a:1")],
            &[("origin", "http://b:1"), ("host", "a:1")],
            &[("origin", "http://a:2"), ("host", "a:1")],
            &[("origin", "null"), ("host", "a:1")],
            &[("origin", "http://a:1")],
        ];
        for pairs in others {
            assert!(is_cross_site(&headers(pairs)), "{pairs:?}");
        }
    }
}
