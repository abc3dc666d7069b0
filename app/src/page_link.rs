//! A link to a page in which one parameter is left open: the part of time its chart shows.

use serde::{Deserialize, Serialize};

/// Links of a chart's page, with the parameter that holds the time range shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PageLink {
    /// The path, such as `/`.
    pub(crate) path: String,
    /// The query without its `?` and without the open parameter.
    pub(crate) query: String,
    /// The name of the open parameter.
    pub(crate) open: String,
}

impl PageLink {
    /// The link with a value for the open parameter; without the parameter where there is no value. The value is written as
    /// it is: it must be made of characters that need no escape.
    pub(crate) fn with(&self, value: &str) -> String {
        let open = (!value.is_empty()).then(|| format!("{}={value}", self.open));
        let parts: Vec<&str> = [Some(self.query.as_str()), open.as_deref()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        format!("{}?{}", self.path, parts.join("&"))
    }
}

impl PageLink {
    /// Returns true if an address is this page, whatever the value of its open parameter.
    #[cfg(any(test, target_family = "wasm"))]
    pub(crate) fn is_at(&self, address: &str) -> bool {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(self.open.as_str());
        path == self.path && query.split('&').filter(is_other).collect::<Vec<_>>().join("&") == self.query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_parameter_comes_last_or_not_at_all() {
        let link =
            |query: &str| PageLink { path: "/archive".to_owned(), query: query.to_owned(), open: "zoom".to_owned() };
        assert_eq!(link("tab=raw").with("5~20"), "/archive?tab=raw&zoom=5~20");
        assert_eq!(link("tab=raw").with(""), "/archive?tab=raw");
        assert_eq!(link("").with("5~20"), "/archive?zoom=5~20");
        assert_eq!(link("").with(""), "/archive?");
    }

    #[test]
    fn the_same_page_shows_another_part_of_time() {
        let link =
            PageLink { path: "/archive".to_owned(), query: "tab=raw&hide=a".to_owned(), open: "zoom".to_owned() };
        for address in
            ["/archive?tab=raw&hide=a", "/archive?tab=raw&zoom=5~20&hide=a", "/archive?tab=raw&hide=a&zoom=1~2"]
        {
            assert!(link.is_at(address), "{address}");
        }
        for address in ["", "/archive", "/archive?tab=raw", "/sql?tab=raw&hide=a", "/archive?tab=raw&hide=b&zoom=5~20"]
        {
            assert!(!link.is_at(address), "{address}");
        }
        assert!(PageLink { query: String::new(), ..link }.is_at("/archive"));
    }
}
