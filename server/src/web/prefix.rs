//! The path that all routes are below. It is taken off a request before any route sees it, so that neither they nor the labels of
//! their metrics know of it.

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

/// `routes` below a prefix such as `/promcast`; what is asked outside of it meets `elsewhere`.
pub(crate) fn below(prefix: &str, routes: Router, elsewhere: Router) -> Router {
    if prefix.is_empty() {
        return routes;
    }
    let prefix = prefix.to_owned();
    Router::new().fallback(move |mut request: Request| {
        let router = match without(request.uri(), &prefix) {
            Some(uri) => {
                *request.uri_mut() = uri;
                routes.clone()
            }
            None => elsewhere.clone(),
        };
        TowerToHyperService::new(router).call(request)
    })
}

/// An address without the prefix, where it begins with it. The prefix itself is its root.
fn without(uri: &Uri, prefix: &str) -> Option<Uri> {
    let rest = uri.path_and_query()?.as_str().strip_prefix(prefix)?;
    let rest = match rest.chars().next() {
        Some('/') => rest.to_owned(),
        None | Some('?') => format!("/{rest}"),
        Some(_) => return None,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(rest).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_it_is_left() {
        for (uri, rest) in [
            ("/x", Some("/")),
            ("/x/", Some("/")),
            ("/x?a=/x", Some("/?a=/x")),
            ("/x/sql?q=%2Fx", Some("/sql?q=%2Fx")),
            ("/x/x", Some("/x")),
            ("/x//y", Some("//y")),
            ("http://h:1/x/y", Some("http://h:1/y")),
            ("/", None),
            ("/xy", None),
            ("/x%2Fy", None),
            ("/X", None),
            ("/%78/", None),
            ("//x", None),
            ("/y/x", None),
            ("/?/x", None),
            ("*", None),
        ] {
            let left = without(&uri.parse().unwrap(), "/x").map(|uri| uri.to_string());
            assert_eq!(left.as_deref(), rest, "{uri}");
        }
    }
}
