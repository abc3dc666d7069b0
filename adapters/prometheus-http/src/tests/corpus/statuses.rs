//! Statuses, with and without words of a Prometheus.

use super::super::server::{http, matrix};
use super::Row;

/// Statuses that say that something stands before the source, or that it is none, with the class of each.
const PLAIN: [(u16, &str); 36] = [
    (100, "NotPrometheus"),
    (204, "NotPrometheus"),
    (205, "NotPrometheus"),
    (206, "NotPrometheus"),
    (301, "NotPrometheus"),
    (302, "NotPrometheus"),
    (303, "NotPrometheus"),
    (304, "NotPrometheus"),
    (307, "NotPrometheus"),
    (308, "NotPrometheus"),
    (400, "NotPrometheus"),
    (401, "Denied"),
    (402, "NotPrometheus"),
    (403, "Denied"),
    (404, "NotPrometheus"),
    (405, "NotPrometheus"),
    (406, "NotPrometheus"),
    (407, "NotPrometheus"),
    (408, "NotPrometheus"),
    (410, "NotPrometheus"),
    (411, "NotPrometheus"),
    (413, "NotPrometheus"),
    (414, "NotPrometheus"),
    (415, "NotPrometheus"),
    (418, "NotPrometheus"),
    (421, "NotPrometheus"),
    (422, "NotPrometheus"),
    (429, "Failed"),
    (431, "NotPrometheus"),
    (451, "NotPrometheus"),
    (500, "Failed"),
    (501, "Failed"),
    (502, "Failed"),
    (503, "Failed"),
    (504, "Failed"),
    (520, "Failed"),
];

/// Prometheus' own errors.
const OWN: [(u16, &str); 8] = [
    (400, "bad_data"),
    (404, "not_found"),
    (405, "bad_data"),
    (422, "execution"),
    (429, "too_many_requests"),
    (500, "internal"),
    (503, "unavailable"),
    (504, "timeout"),
];

pub(super) fn rows() -> Vec<Row> {
    let plain = PLAIN.map(|(status, expected)| {
        let answer = http(&format!("{status} Words"), "text/plain", "words");
        Row::new(format!("status {status} in plain text"), answer, expected)
    });
    let foreign = [400, 404, 429, 500, 503].map(|status| {
        let expected = if [400, 404].contains(&status) { "NotPrometheus" } else { "Failed" };
        let answer = http(&format!("{status} Words"), "application/json", r#"{"message":"words"}"#);
        Row::new(format!("status {status} in foreign JSON"), answer, expected)
    });
    let own = OWN.map(|(status, error_type)| {
        let body = format!(r#"{{"status":"error","errorType":"{error_type}","error":"words"}}"#);
        let answer = http(&format!("{status} Words"), "application/json", body);
        Row::new(format!("status {status}, {error_type}"), answer, "Answered")
    });
    let success = [400, 422, 500].map(|status| {
        let expected = if status < 500 { "NotPrometheus" } else { "Failed" };
        let answer = http(&format!("{status} Words"), "application/json", matrix(1));
        Row::new(format!("status {status} with a success"), answer, expected)
    });
    let lines = [
        ("a status line of HTTP/0.9", "<html>hello</html>"),
        ("a status line of HTTP/3", "HTTP/3.0 200 OK\r\n\r\n"),
        ("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"),
        ("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"),
        ("a status that is a word", "HTTP/1.1 OK\r\n\r\n"),
        ("a head of two lines without an end", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"),
        ("a header without a colon", "HTTP/1.1 200 OK\r\nhello\r\n\r\n"),
        ("a header with a NUL", "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n"),
        ("only line ends", "\r\n\r\n\r\n\r\n"),
    ];
    let lines = lines.map(|(name, line)| Row::new(name, line, "NotPrometheus"));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(500));
    let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "y".repeat(1 << 20));
    let heads =
        [Row::new("five hundred headers", many, "NotPrometheus"), Row::new("a header of a MiB", long, "NotPrometheus")];
    plain.into_iter().chain(foreign).chain(own).chain(success).chain(lines).chain(heads).collect()
}
