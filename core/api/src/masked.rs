//! A source as it may be shown: the URL that someone typed, without what may be a credential in it.

/// Stands where a credential stood.
const MASK: &str = "***";

/// `source` with `***` for a user and a password, and for all that follows `?` or `#`. Whatever stands before an `@` is
/// taken for a credential, also where the text is no URL: a forgotten `http://` makes no password public.
#[must_use]
pub fn masked(source: &str) -> String {
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), source),
    };
    let host = match rest.rsplit_once('@') {
        Some((_, host)) => format!("{MASK}@{host}"),
        None => rest.to_owned(),
    };
    match host.find(['?', '#']) {
        Some(at) => format!("{scheme}{}{MASK}", &host[..=at]),
        None => scheme + &host,
    }
}

/// Returns true if something was taken out of this source, so that it cannot be queried any more.
#[must_use]
pub fn is_masked(source: &str) -> bool {
    source.contains(MASK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credential_stays() {
        let cases = [
            ("http://me:secret@host:9090/p", "http://***@host:9090/p"),
            ("http://me:se/cr@et@host", "http://***@host"),
            ("http://secret@host", "http://***@host"),
            ("me:secret@host:9090", "***@host:9090"),
            ("http://host/p?token=secret", "http://host/p?***"),
            ("http://host#secret", "http://host#***"),
            ("http://me:secret@", "http://***@"),
        ];
        for (source, shown) in cases {
            assert_eq!(masked(source), shown);
            assert!(is_masked(shown) && masked(shown) == shown, "{shown}");
        }
    }

    #[test]
    fn anything_else_is_shown_as_it_is() {
        for source in ["", "demo", "http://host:9090/prefix", "http://[::1]:9090", "ftp://x", "://"] {
            assert_eq!(masked(source), source);
            assert!(!is_masked(source));
        }
    }
}
