//! The URL of a Prometheus taken apart: where it is, and who it says we are.

use percent_encoding::percent_decode_str;
use service::{Credentials, Secret};
use url::Url;

use crate::ConfigError;
use crate::egress::check_url;

/// URL of a Prometheus, with user and password removed.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Reads the URL, and takes a user and a password out of it.
    pub(crate) fn parse(text: &str) -> Result<(Self, Option<Credentials>), ConfigError> {
        let mut url = check_url(text).map_err(|error| unusable(&error.to_string()))?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(unusable("it must end with the path, without `?` and `#`"));
        }
        let credentials = userinfo(&url);
        // Neither fails on a URL with a host, and this one has a host.
        url.set_username("").and_then(|()| url.set_password(None)).map_err(|()| unusable("it has no host"))?;
        Ok((Self(url), credentials))
    }

    /// Returns true if the connection is encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Scheme, host and port: what may be shown of it.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The URL of an endpoint such as `/api/v1/query`, below the path of this one.
    pub(crate) fn endpoint(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path().trim_end_matches('/')));
        url
    }
}

fn userinfo(url: &Url) -> Option<Credentials> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let password = url.password().unwrap_or_default();
    let is_there = !url.username().is_empty() || !password.is_empty();
    is_there.then(|| Credentials::Basic { username: decoded(url.username()), password: Secret::new(decoded(password)) })
}

fn unusable(why: &str) -> ConfigError {
    ConfigError::Url { why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_keep_the_prefix() {
        let cases = [
            ("http://host:9090", "http://host:9090/api/v1/query"),
            ("http://host:9090/", "http://host:9090/api/v1/query"),
            ("https://host/a/b/", "https://host/a/b/api/v1/query"),
            ("http://u:p@host/a%20b", "http://host/a%20b/api/v1/query"),
        ];
        for (text, endpoint) in cases {
            let (url, _) = BaseUrl::parse(text).unwrap();
            assert_eq!(url.endpoint("/api/v1/query").as_str(), endpoint);
        }
    }

    #[test]
    fn a_user_becomes_credentials() {
        let (url, credentials) = BaseUrl::parse("http://j%40x:p%3Aw+%E6%97%A5@host").unwrap();
        let password = Secret::new("p:w+日");
        assert_eq!(credentials, Some(Credentials::Basic { username: "j@x".to_owned(), password }));
        assert!(!format!("{url:?}").contains("p%3Aw"));
        assert_eq!(BaseUrl::parse("http://host").unwrap().1, None);
        assert_eq!(BaseUrl::parse("http://j:hunter2@host:9090/secret/").unwrap().0.origin(), "http://host:9090");
    }

    #[test]
    fn a_user_or_a_password_alone_are_credentials_too() {
        for (text, username, password) in [("http://j@host", "j", ""), ("http://:p@host", "", "p")] {
            let credentials = BaseUrl::parse(text).unwrap().1;
            let password = Secret::new(password);
            assert_eq!(credentials, Some(Credentials::Basic { username: username.to_owned(), password }), "{text}");
        }
    }

    #[test]
    fn only_https_is_encrypted() {
        let is_https = |text| BaseUrl::parse(text).unwrap().0.is_https();
        assert!(is_https("https://host:9090") && !is_https("http://host:443"));
    }

    #[test]
    fn what_is_no_base() {
        for text in [
            "http://host?x=hunter2",
            "http://host/?",
            "http://host/#",
            "ftp://u:hunter2@host",
            "http://u:hunter2@",
            "x",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
    }
}
