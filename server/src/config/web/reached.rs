//! `Reached`: the public URL and the route prefix, `--web.external-url` and `--web.route-prefix` as Prometheus has them.

use anyhow::{Context, bail, ensure};
use url::Url;

/// Both, checked. A path has no slash at its end: the one of a whole host is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Scheme, host and port that visitors use, such as `https://example.com`, where the config says them.
    pub(crate) origin: Option<String>,
    /// Prefix of the public paths, such as `/promcast`.
    pub(crate) path: String,
    /// Prefix of the paths of incoming requests.
    pub(crate) route_prefix: String,
}

impl Reached {
    /// Of what was typed, where nothing is as good as empty. Each path is that of the other unless it is said.
    pub(super) fn parse(external_url: Option<&str>, route_prefix: Option<&str>) -> anyhow::Result<Self> {
        let said = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let prefix = said(route_prefix).map(|prefix| path(&prefix)).transpose().context("web.route_prefix")?;
        let (origin, path) = match said(external_url) {
            Some(url) => external(&url).context("web.external_url")?,
            None => (None, prefix.clone().unwrap_or_default()),
        };
        Ok(Self { origin, route_prefix: prefix.unwrap_or_else(|| path.clone()), path })
    }

    /// A link as a visitor follows it.
    pub(crate) fn at(&self, link: &str) -> String {
        format!("{}{link}", self.path)
    }

    /// As it is typed; empty where nothing is said of it.
    pub(crate) fn external_url(&self) -> String {
        self.origin.clone().unwrap_or_default() + &self.path
    }
}

/// A URL, or the path alone.
fn external(text: &str) -> anyhow::Result<(Option<String>, String)> {
    ensure!(
        !text.starts_with(['"', '\'']) && !text.ends_with(['"', '\'']),
        "it begins or ends with a quote: leave that away"
    );
    // A URL parser passes over them, or takes them for something else.
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    ensure!(!text.contains(is_odd), "there is a space, a backslash or what cannot be seen in it");
    if text.starts_with('/') {
        return Ok((None, path(text)?));
    }
    // No error repeats what was typed: it may hold a password.
    let url =
        Url::parse(text).context("it is no URL: give one such as https://example.com/promcast, or its path alone")?;
    ensure!(
        matches!(url.scheme(), "http" | "https"),
        "it must begin with http:// or https://, or be a path alone, such as /promcast"
    );
    ensure!(
        url.username().is_empty() && url.password().is_none(),
        "there is a user in it: users are for the web config file"
    );
    if url.query().is_some() || url.fragment().is_some() {
        bail!("there is a `?` or a `#` in it: give scheme, host and path alone");
    }
    Ok((Some(url.origin().ascii_serialization()), path(url.path())?))
}

/// `/x` of `x`, `/x` or `/x/`; nothing of `/`. It goes into links, headers and cookies, and needs no escape in any of them.
fn path(text: &str) -> anyhow::Result<String> {
    let inner = text.trim_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | ':' | '@' | '+' | '=');
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && name.chars().all(is_plain);
    if inner.is_empty() {
        return Ok(String::new());
    }
    ensure!(
        inner.split('/').all(is_name),
        "its path must be of names such as `/a/promcast`: letters, digits, `-`, `_`, `.`, `~`, `:`, `@`, `+` and `=`"
    );
    Ok(format!("/{inner}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(external_url: &str, route_prefix: &str) -> (Option<String>, String, String) {
        let reached = Reached::parse(Some(external_url), Some(route_prefix)).unwrap();
        (reached.origin, reached.path, reached.route_prefix)
    }

    #[test]
    fn the_prefix_is_the_path_of_the_url_unless_it_is_said() {
        let all = |origin: &str, path: &str, prefix: &str| {
            (Some(origin.to_owned()).filter(|origin| !origin.is_empty()), path.to_owned(), prefix.to_owned())
        };
        for (url, prefix, reached) in [
            ("", "", all("", "", "")),
            ("http://h", "", all("http://h", "", "")),
            ("https://h:443/", "", all("https://h", "", "")),
            ("HTTP://H:9090/x/", "", all("http://h:9090", "/x", "/x")),
            ("http://[::1]:1/a/b", "", all("http://[::1]:1", "/a/b", "/a/b")),
            ("http://h/x/", "/", all("http://h", "/x", "")),
            ("http://h/", "x/", all("http://h", "", "/x")),
            ("http://h/a", "//b/c//", all("http://h", "/a", "/b/c")),
            ("/x/", "", all("", "/x", "/x")),
            ("", "/x", all("", "/x", "/x")),
            ("/api/v1/services/promcast:8080/proxy", "/", all("", "/api/v1/services/promcast:8080/proxy", "")),
        ] {
            assert_eq!(of(url, prefix), reached, "{url} {prefix}");
        }
        assert_eq!(Reached::parse(None, None).unwrap(), Reached::default());
    }

    #[test]
    fn what_is_no_url_is_refused_and_not_repeated() {
        for (url, why) in [
            ("h:9090", "http://"),
            ("ftp://h/x", "http://"),
            ("javascript:alert(1)", "http://"),
            ("example.com/x", "no URL"),
            ("http://", "no URL"),
            ("http://h:70000", "no URL"),
            ("'http://h'", "quote"),
            ("http://h\"", "quote"),
            ("http://h/a b", "space"),
            ("http://h/a\r\nSet-Cookie: a", "space"),
            ("http://h\\@evil", "backslash"),
            ("http://user:secret@h/x", "user"),
            ("http://user@h", "user"),
            ("http://h/x?secret=1", "`?`"),
            ("http://h/#x", "`#`"),
            ("//evil.example/\"", "quote"),
            ("//evil.example//x", "names"),
            ("/../x", "names"),
            ("/x;y", "names"),
            ("/<script>", "names"),
            ("http://h/%2e%2e%2fx", "names"),
            ("http://h/größe", "names"),
            ("http://h/x//y", "names"),
        ] {
            let error = format!("{:#}", Reached::parse(Some(url), None).unwrap_err());
            assert!(error.starts_with("web.external_url: ") && error.contains(why), "{url}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_prefix_is_a_path() {
        for prefix in
            ["http://h/x", "/a/../b", "/a//b", "/a b", "/x?y", "/x#y", "/{x}", "/*", "\"", "/%78", "/\u{202e}x", "/./x"]
        {
            let error = format!("{:#}", Reached::parse(Some("http://h"), Some(prefix)).unwrap_err());
            assert!(error.starts_with("web.route_prefix: its path must be"), "{prefix}: {error}");
        }
    }

    #[test]
    fn a_link_is_below_the_path_of_the_url() {
        let reached = Reached::parse(Some("https://h/x/"), Some("/")).unwrap();
        assert_eq!(
            (reached.at("/sql?q=1"), reached.external_url()),
            ("/x/sql?q=1".to_owned(), "https://h/x".to_owned())
        );
    }
}
