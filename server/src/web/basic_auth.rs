//! The user and the password of a request, as browsers and Prometheus send them.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Both, where the request has them.
pub(super) fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = said.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (name, password) = decoded.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &str) -> Option<(String, String)> {
        credentials(&HeaderMap::from_iter([(header::AUTHORIZATION, said.parse().unwrap())]))
    }

    #[test]
    fn what_is_said_and_what_is_not() {
        let both = |name: &str, password: &str| Some((name.to_owned(), password.to_owned()));
        assert_eq!(of("Basic YTpi"), both("a", "b"));
        assert_eq!(of("basic YTpiOmM="), both("a", "b:c"));
        assert_eq!(of("Basic Og=="), both("", ""));
        for said in ["", "Basic", "Basic ", "Basic YQ==", "Basic ???", "Bearer YTpi", "Basic /w==", "BasicYTpi"] {
            assert_eq!(of(said), None, "{said}");
        }
        assert_eq!(credentials(&HeaderMap::new()), None);
    }
}
