//! `GET /style.css`: the style sheets of `style/`, one after the other, part of the binary.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// In the order of the cascade.
const STYLE: &str = concat!(
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/header.css"),
    include_str!("../../../style/question.css"),
    include_str!("../../../style/answer.css"),
    include_str!("../../../style/chart.css"),
    include_str!("../../../style/chart-panel.css"),
    include_str!("../../../style/tables.css"),
    include_str!("../../../style/archive.css"),
    include_str!("../../../style/archive-filters.css"),
    include_str!("../../../style/archive-charts.css"),
    include_str!("../../../style/archive-rows.css"),
    include_str!("../../../style/archive-days.css"),
    include_str!("../../../style/sql.css"),
    include_str!("../../../style/models.css"),
    include_str!("../../../style/instruments.css"),
    include_str!("../../../style/status.css"),
    include_str!("../../../style/print.css"),
);

/// The sheet, asked for again only when it changed.
pub(crate) async fn stylesheet(request: HeaderMap) -> Response {
    let etag = etag();
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, etag.clone()),
    ];
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    match known.is_some_and(|known| known.contains(&etag)) {
        true => (StatusCode::NOT_MODIFIED, headers).into_response(),
        false => (headers, STYLE).into_response(),
    }
}

/// Changes with the text: its FNV-1a hash.
fn etag() -> String {
    let hash = STYLE
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("W/\"{hash:016x}\"")
}
