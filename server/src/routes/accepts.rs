//! Detects requests for a page.

use axum::http::{HeaderMap, header};

/// Returns true if `text/html` is accepted by name, as by every browser that shows a page. Programs send `*/*`, or nothing.
pub(super) fn accepts_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(is_html)
}

/// One of the ranges. A quality of 0 is a refusal.
fn is_html(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let is_named = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
    let quality = |part: &str| part.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?.trim().parse().ok();
    is_named && parts.find_map(quality) != Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_name_asks_for_a_page() {
        for (accept, is_page) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("application/json, TEXT/HTML;q=0.1", true),
            ("text/html;charset=utf-8;q=1", true),
            ("text/html; q=x", true),
            ("*/*", false),
            ("text/*", false),
            ("application/json", false),
            ("text/html;q=0, */*", false),
            ("text/html ; Q = 0.000", false),
            ("text/htmlx, xtext/html", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(accepts_html(&headers), is_page, "{accept}");
        }
        assert!(!accepts_html(&HeaderMap::new()));
    }
}
