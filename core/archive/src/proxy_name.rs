//! The name of an API proxy, which is also the name of its files.

use std::fmt;
use std::str::FromStr;

/// A name that can be a file's: it leaves no folder, hides nothing, and no pattern matches more than it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProxyName(String);

/// Error of a text that cannot be a proxy's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` cannot name an API proxy: use 1 to 128 letters, digits, `_`, `-`, `.`, `:`, `@`, `+` or inner spaces, the first a letter or a digit"
)]
pub struct ProxyNameError(String);

const MAX_LENGTH: usize = 128;

impl ProxyName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProxyName {
    type Err = ProxyNameError;

    fn from_str(text: &str) -> Result<Self, ProxyNameError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '@' | '+' | ' ');
        let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        match begins && text.len() <= MAX_LENGTH && text.chars().all(plain) && !text.ends_with([' ', '.']) {
            true => Ok(Self(text.to_owned())),
            false => Err(ProxyNameError(text.escape_debug().take(MAX_LENGTH).collect())),
        }
    }
}

impl fmt::Display for ProxyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_a_name() {
        for text in ["api-proxy-1", "Orders", "7", "a.b_c", "orders v2", "10.0.0.1:9090", &"a".repeat(128)] {
            assert!(text.parse::<ProxyName>().is_ok(), "{text}");
        }
    }

    #[test]
    fn what_cannot() {
        let long = "a".repeat(129);
        for text in [
            "", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a'b", "a\"b", "a*", "a[1]", "a?", "a\0b", "a\nb", " a",
            "a ", "a.", "-a", "é", "a%s", &long,
        ] {
            assert!(text.parse::<ProxyName>().is_err(), "{text:?}");
        }
    }
}
