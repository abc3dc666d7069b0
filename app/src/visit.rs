//! `Visit`: the origin of a request, this site or a page of another.

use http::HeaderMap;
use http::header::{HOST, HeaderName, ORIGIN, REFERER};

/// Origin of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// From a page of this site, or by hand: typed, from a bookmark, from another program.
    Ours,
    /// From a page of another site.
    Foreign,
    /// The browser does not say. Over plain HTTP none does, but for its own machine.
    Unknown,
}

impl Visit {
    /// Reads the origin from the headers of a request.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        // A sibling site, such as another port of this machine, is another site.
        match text(HeaderName::from_static("sec-fetch-site")) {
            Some("same-origin" | "none") => return Self::Ours,
            Some(_) => return Self::Foreign,
            None => {}
        }
        let from = text(ORIGIN).or_else(|| text(REFERER));
        match (from.map(host_of), text(HOST)) {
            (Some(Some(from)), Some(host)) if from.eq_ignore_ascii_case(host) => Self::Ours,
            (Some(_), _) => Self::Foreign,
            (None, _) => Self::Unknown,
        }
    }

    /// Returns true if another site sent it: reason to refuse a change or a costly read, where a browser always names the sender.
    #[must_use]
    pub fn is_foreign(self) -> bool {
        self == Self::Foreign
    }
}

/// `host:port` of a URL.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_sites_are_known_by_any_of_three_headers() {
        for (headers, visit) in [
            (vec![("sec-fetch-site", "none")], Visit::Ours),
            (vec![("sec-fetch-site", "same-origin")], Visit::Ours),
            (vec![("sec-fetch-site", "same-site")], Visit::Foreign),
            (vec![("sec-fetch-site", "cross-site"), ("referer", "http://here:1/sql")], Visit::Foreign),
            (vec![("referer", "http://here:1/sql?q=1")], Visit::Ours),
            (vec![("referer", "http://here:1.evil/")], Visit::Foreign),
            (vec![("referer", "http://evil/here:1")], Visit::Foreign),
            (vec![("origin", "null")], Visit::Foreign),
            (vec![("origin", "http://HERE:1")], Visit::Ours),
            (vec![("origin", "http://evil"), ("referer", "http://here:1/")], Visit::Foreign),
            (vec![], Visit::Unknown),
        ] {
            let mut map = HeaderMap::new();
            map.insert("host", "here:1".parse().unwrap());
            for (name, value) in &headers {
                map.insert(*name, value.parse().unwrap());
            }
            assert_eq!(Visit::of(&map), visit, "{headers:?}");
        }
    }

    #[test]
    fn only_our_own_pages_and_programs_may() {
        let is_foreign = |pairs: &[(&'static str, &'static str)]| {
            let pair = |(name, value): &(&'static str, &'static str)| {
                (HeaderName::from_static(name), http::HeaderValue::from_static(value))
            };
            Visit::of(&pairs.iter().map(pair).collect()).is_foreign()
        };
        let ours: [&[(&str, &str)]; 5] = [
            &[],
            &[("host", "a:1")],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://a:1"), ("host", "a:1")],
        ];
        for pairs in ours {
            assert!(!is_foreign(pairs), "{pairs:?}");
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
            assert!(is_foreign(pairs), "{pairs:?}");
        }
    }
}
