//! A file to keep: what it is called, and of which kind it is.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A response that a browser keeps as `NAME.EXTENSION` instead of showing it.
pub(super) fn attachment(content_type: &'static str, name: &str, extension: &str, body: impl Into<Body>) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename={}.{extension}", plain(name))) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// A name that no header and no file system takes for something else.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_its_header_or_its_folder() {
        let response = attachment("image/png", "a/../\"b\r\n;ü", "png", Vec::new());
        assert_eq!(response.headers()[header::CONTENT_DISPOSITION], "attachment; filename=a_____b____.png");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "image/png");
    }
}
