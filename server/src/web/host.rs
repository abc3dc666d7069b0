//! The names that a server on loopback goes by. A page of another site can have its own name resolve to 127.0.0.1 (DNS rebinding): a
//! browser then takes this server for that site, lets its scripts read every answer, and says of its forms that they are of the same
//! origin. Only the `Host` tells. Whoever asks on purpose knows one of these names, so health and metrics are no exception.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::config::Reached;

/// The names that are answered.
#[derive(Clone, Debug)]
pub(crate) enum Hosts {
    /// Allows every name where the server listens for others too: whoever runs it knows them.
    Any,
    /// Those of this machine, and the host of the external URL where there is one.
    Loopback { external: Option<String> },
}

impl Hosts {
    /// The names of a server that listens there and is reached so.
    pub(crate) fn of(listen: SocketAddr, reached: &Reached) -> Self {
        if !listen.ip().to_canonical().is_loopback() {
            return Self::Any;
        }
        let external = reached.origin.as_deref().and_then(|origin| Url::parse(origin).ok());
        Self::Loopback { external: external.and_then(|url| Some(url.host_str()?.to_owned())) }
    }

    /// The answer to a request for another name. One that names nobody is no browser's.
    pub(super) fn refuse(&self, request: &Request) -> Option<Response> {
        let Self::Loopback { external } = self else { return None };
        let of_target = request.uri().authority().map(Authority::as_str).map(str::as_bytes);
        let of_headers = request.headers().get_all(header::HOST).iter().map(|host| host.as_bytes());
        let is_known =
            |host: &[u8]| name(host).is_some_and(|name| is_loopback(&name) || Some(&name) == external.as_ref());
        (!of_target.into_iter().chain(of_headers).all(is_known)).then(refused)
    }
}

/// The name in a `Host`, without its port, in lower case.
fn name(host: &[u8]) -> Option<String> {
    let authority = Authority::try_from(host).ok().filter(|authority| !authority.as_str().contains('@'))?;
    Some(authority.host().trim_end_matches('.').to_ascii_lowercase())
}

fn is_loopback(name: &str) -> bool {
    let v4 = || name.parse::<Ipv4Addr>().map(IpAddr::from).ok();
    let v6 = || name.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().map(IpAddr::from).ok();
    name == "localhost" || v4().or_else(v6).is_some_and(|address| address.is_loopback())
}

/// Refuses a name, which is not repeated: it comes from a stranger.
fn refused() -> Response {
    let words = "This Promcast listens on loopback and is not known by the host of this request. Ask localhost or 127.0.0.1, \
                 or start it with --web.external-url set to the URL that visitors use.\n";
    (StatusCode::MISDIRECTED_REQUEST, words).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn is_answered(listen: &str, external: Option<&str>, target: &str, hosts: &[&str]) -> bool {
        let reached = Reached { origin: external.map(str::to_owned), ..Reached::default() };
        let mut request = axum::http::Request::builder().uri(target);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        let refused = Hosts::of(listen.parse().unwrap(), &reached).refuse(&request.body(Body::empty()).unwrap());
        refused.is_none_or(|refused| {
            assert_eq!(refused.status(), StatusCode::MISDIRECTED_REQUEST);
            false
        })
    }

    #[test]
    fn on_loopback_only_its_own_names_are_answered() {
        for host in [
            "localhost",
            "LOCALHOST:1",
            "localhost.",
            "127.0.0.1",
            "127.0.0.1:8080",
            "127.0.0.2:80",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(is_answered("127.0.0.1:8080", None, "/", &[host]), "{host}");
            assert!(is_answered("[::1]:8080", None, "/", &[host]), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil-localhost",
            "app.localhost",
            "localhost@evil.example",
            "evil.example@localhost",
            "localhost evil.example",
            "0.0.0.0",
            "10.0.0.1:8080",
            "127.1",
            "2130706433",
            "0x7f000001",
            "[::]",
            "[::ffff:10.0.0.1]",
            "::1",
        ] {
            assert!(!is_answered("127.0.0.1:8080", None, "/", &[host]), "{host}");
        }
    }

    #[test]
    fn the_external_url_is_a_name_too_with_any_port() {
        let external = Some("https://Promcast.example:8443");
        for host in ["promcast.example", "promcast.example:8443", "PROMCAST.EXAMPLE:80", "localhost:1"] {
            assert!(is_answered("127.0.0.1:8080", external, "/", &[host]), "{host}");
        }
        assert!(!is_answered("127.0.0.1:8080", external, "/", &["evil.promcast.example"]));
        assert!(is_answered("127.0.0.1:8080", Some("http://[2001:db8::1]"), "/", &["[2001:db8::1]:80"]));
    }

    #[test]
    fn every_name_in_a_request_counts() {
        assert!(is_answered("127.0.0.1:1", None, "/", &[]), "no browser, and no name");
        assert!(is_answered("127.0.0.1:1", None, "http://localhost/x", &["localhost"]));
        assert!(!is_answered("127.0.0.1:1", None, "http://evil.example/x", &["localhost"]));
        assert!(!is_answered("127.0.0.1:1", None, "/", &["localhost", "evil.example"]));
    }

    #[test]
    fn a_server_for_others_goes_by_any_name() {
        for listen in ["0.0.0.0:8080", "[::]:8080", "10.0.0.1:8080"] {
            assert!(is_answered(listen, None, "/", &["anything.example"]), "{listen}");
        }
        assert!(!is_answered("[::ffff:127.0.0.1]:8080", None, "/", &["anything.example"]));
    }
}
