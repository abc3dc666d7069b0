//! As much HTTP as a test needs: HTTP/1.0, one request a connection, so that a body simply ends.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// An HTTP response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The text of the page's body without tags and escapes, as a reader without JavaScript sees it.
    pub(crate) fn visible(&self) -> String {
        let text = self.text();
        let (_, body) = text.split_once("<body>").unwrap_or(("", &text));
        let (body, _scripts) = body.split_once("</body>").unwrap_or((body, ""));
        let without_tags: String =
            body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        unescaped(&without_tags)
    }

    /// Returns true if the page contains this piece of HTML.
    pub(crate) fn has(&self, html: &str) -> bool {
        self.text().contains(html)
    }
}

/// Sends a request to `address` and reads all of its answer.
pub(super) fn send(address: &str, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    parsed(&exchange(TcpStream::connect(address).unwrap(), address, request, headers, body))
}

/// Sends a request to a server that may be gone, or go before it has answered.
pub(super) fn try_send(address: &str, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
    let bytes = exchange(TcpStream::connect(address).ok()?, address, request, headers, body);
    let is_whole = bytes.windows(4).any(|window| window == b"\r\n\r\n");
    is_whole.then(|| parsed(&bytes))
}

fn exchange(mut stream: TcpStream, address: &str, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!("{request} HTTP/1.0\r\nHost: {address}\r\nContent-Length: {}\r\n{more}\r\n", body.len());
    // A server that refuses a body may close before all of it is sent; its answer still counts.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    bytes
}

/// Sends requests without a body one after the other on one connection, and counts the answers.
pub(super) fn send_many(address: &str, requests: impl Iterator<Item = String>) -> usize {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut lines: Vec<String> =
        requests.map(|request| format!("{request} HTTP/1.1\r\nHost: {address}\r\n\r\n")).collect();
    let last = lines.last_mut().expect("a request");
    *last = last.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let mut writing = stream.try_clone().unwrap();
    let writer = std::thread::spawn(move || writing.write_all(lines.concat().as_bytes()));
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    writer.join().unwrap().unwrap();
    bytes.windows(9).filter(|window| window == b"HTTP/1.1 ").count()
}

pub(super) fn parsed(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an HTTP head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an HTTP status");
    Answer { status, head, body: bytes[end + 4..].to_vec() }
}

/// A text for a URL's query.
pub(crate) fn encoded(text: &str) -> String {
    api::encode(text)
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (escape, char)| text.replace(escape, char))
}
