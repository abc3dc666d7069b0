//! Every way in which a server can misbehave, and the error it becomes.

use std::io::Write;
use std::net::TcpListener;
use std::thread;
use std::time::Duration as StdDuration;

use flate2::{Compression, write::GzEncoder};
use service::{MetricsSource, SourceError};
use timeseries::{Duration, Timestamp};

use super::server::{Act, Server, http, json, matrix};
use super::{query_of, source_at, source_within};

async fn asked(url: &str) -> Result<promql::RangeAnswer, SourceError> {
    source_at(url).query_range(&query_of("up up", 1)).await
}

/// The name of the variant, to compare many of them in a table.
pub(super) fn variant(error: &SourceError) -> &'static str {
    match error {
        SourceError::Unreachable { .. } => "Unreachable",
        SourceError::Denied { .. } => "Denied",
        SourceError::Timeout { .. } => "Timeout",
        SourceError::NotPrometheus { .. } => "NotPrometheus",
        SourceError::Failed { .. } => "Failed",
        SourceError::Answered { .. } => "Answered",
        SourceError::TooLarge { .. } => "TooLarge",
        SourceError::OtherQuestion { .. } => "OtherQuestion",
        SourceError::Busy { .. } => "Busy",
        SourceError::NotAllowed { .. } => "NotAllowed",
        SourceError::Unsupported { .. } => "Unsupported",
        SourceError::Archive { .. } => "Archive",
        SourceError::ForNow { error, .. } => variant(error),
    }
}

/// A good status with one more header, then the bytes as they are.
pub(super) fn with_header(header: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{header}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body.as_ref()].concat()
}

pub(super) fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    let body = encoder.finish().unwrap();
    with_header(&format!("Content-Encoding: gzip\r\nContent-Length: {}", body.len()), body)
}

pub(super) fn chunked(chunks: &str) -> Vec<u8> {
    with_header("Transfer-Encoding: chunked", chunks)
}

pub(super) fn cut(bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[..at].to_vec()
}

fn prometheus_error(status: &str, error_type: &str) -> Vec<u8> {
    http(status, "application/json", format!(r#"{{"status":"error","errorType":"{error_type}","error":"some words"}}"#))
}

#[tokio::test]
async fn each_misbehaviour_has_its_error() {
    let html = "<!doctype html><title>Sign in</title>";
    let series = matrix(1);
    let long_json = json(&series);
    let whole = long_json.len();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("closed without a word", Vec::new(), "NotPrometheus"),
        ("not HTTP", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), "NotPrometheus"),
        ("half a status line", b"HTTP/1.1 2".to_vec(), "NotPrometheus"),
        ("body cut after its first byte", cut(long_json.clone(), whole - series.len() + 1), "NotPrometheus"),
        ("body cut before its last byte", cut(long_json.clone(), whole - 1), "NotPrometheus"),
        ("JSON that ends in the middle", json(&series[..50]), "NotPrometheus"),
        ("a length that is too short", with_header("Content-Length: 20", &series), "NotPrometheus"),
        ("a length that is too long", with_header("Content-Length: 9999", &series), "NotPrometheus"),
        ("empty body", json(""), "NotPrometheus"),
        ("foreign JSON", json(r#"{"message":"hello"}"#), "NotPrometheus"),
        ("a page", http("200 OK", "text/html; charset=utf-8", html), "NotPrometheus"),
        ("a page that says it is JSON", json(html), "NotPrometheus"),
        ("a page with an error", http("500 Oops", "text/html", html), "Failed"),
        ("an error in plain text", http("502 Bad Gateway", "text/plain", "upstream"), "Failed"),
        ("too often", http("429 Too Many Requests", "text/plain", "slow down"), "Failed"),
        ("an error in foreign JSON", http("500 Oops", "application/json", r#"{"error":"x"}"#), "Failed"),
        ("not found", http("404 Not Found", "text/plain", "404 page not found"), "NotPrometheus"),
        ("no content", http("204 No Content", "application/json", ""), "NotPrometheus"),
        ("redirect", redirect("http://127.0.0.1:1/"), "NotPrometheus"),
        ("redirect to a metadata service", redirect("http://169.254.169.254/"), "NotPrometheus"),
        ("who are you", http("401 Unauthorized", "text/plain", ""), "Denied"),
        ("not you", http("403 Forbidden", "application/json", &series), "Denied"),
        ("bad data", prometheus_error("400 Bad Request", "bad_data"), "Answered"),
        ("execution", prometheus_error("422 Unprocessable Entity", "execution"), "Answered"),
        ("unavailable", prometheus_error("503 Service Unavailable", "unavailable"), "Answered"),
        ("error with status 200", prometheus_error("200 OK", "timeout"), "Answered"),
        (
            "a text for an answer",
            json(r#"{"status":"success","data":{"resultType":"string","result":[1,"x"]}}"#),
            "NotPrometheus",
        ),
        ("too many series", json(matrix(3)), "TooLarge"),
        ("too many bytes", json(" ".repeat(70 << 10) + &series), "TooLarge"),
        ("a gzip bomb", gzipped(&vec![b' '; 50 << 20]), "TooLarge"),
        ("gzip cut", cut(gzipped(series.as_bytes()), 180), "NotPrometheus"),
        ("not gzip at all", with_header("Content-Encoding: gzip", &series), "NotPrometheus"),
        ("chunked garbage", chunked("zz\r\nhello\r\n"), "NotPrometheus"),
        ("chunks without an end", chunked("5\r\n{\"sta\r\n"), "NotPrometheus"),
        ("a chunk of all the memory", chunked("ffffffffffffffff\r\n{"), "NotPrometheus"),
        ("a length of all the memory", with_header("Content-Length: 18446744073709551615", &series), "NotPrometheus"),
        ("two lengths", with_header("Content-Length: 1\r\nContent-Length: 2", &series), "NotPrometheus"),
        ("a good answer", long_json, "fine"),
        ("a good answer, compressed", gzipped(series.as_bytes()), "fine"),
        ("a good answer in chunks", chunked(&format!("{:x}\r\n{series}\r\n0\r\n\r\n", series.len())), "fine"),
    ];
    for (name, bytes, expected) in cases {
        let server = Server::sending(bytes);
        let answer = asked(&server.url()).await;
        assert_eq!(answer.as_ref().map_or_else(variant, |_| "fine"), expected, "{name}: {answer:?}");
    }
}

fn redirect(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into()
}

/// Passes long before a test that waits in vain is given up.
const SOON: Duration = Duration::from_ms(300);

#[tokio::test]
async fn silence_ends_at_the_deadline() {
    let half = &json(matrix(1))[..150];
    for bytes in [&b""[..], b"H", b"HTTP/1.1 200 OK\r\n", half] {
        let bytes = bytes.to_vec();
        let server = Server::acting(move |_| Act::SendAndHold(bytes.clone()));
        let answer = source_within(&server.url(), SOON).query_range(&query_of("up", 1)).await;
        assert_eq!(answer, Err(SourceError::Timeout { seconds: 1 }));
    }
}

#[tokio::test]
async fn the_deadline_is_over_all_requests_together() {
    // Each answer comes in time; the six of a search do not.
    let server = Server::acting(|_| {
        thread::sleep(StdDuration::from_millis(120));
        Act::Send(json(r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#))
    });
    let newest = source_within(&server.url(), SOON).newest_sample("up", Timestamp::from_seconds(1_300_000_000)).await;
    assert_eq!(newest, Err(SourceError::Timeout { seconds: 1 }));
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    match asked(&format!("http://{address}")).await {
        Err(SourceError::Unreachable { at, why }) => {
            assert_eq!((at, why.as_str()), (format!("http://{address}"), "connection refused"));
        }
        other => panic!("{other:?}"),
    }
    let plain = Server::sending(json(matrix(1)));
    let tls = asked(&format!("https://{}", plain.address)).await.unwrap_err();
    assert_eq!(variant(&tls), "Unreachable", "{tls}");
}

#[tokio::test]
async fn prometheus_own_words_and_their_position() {
    let body = r#"{"status":"error","errorType":"bad_data",
        "error":"invalid parameter \"query\": 1:4: parse error: unexpected identifier \"up\""}"#;
    let server = Server::sending(http("400 Bad Request", "application/json", body));
    let expected = SourceError::Answered {
        error_type: "bad_data".to_owned(),
        message: r#"invalid parameter "query": 1:4: parse error: unexpected identifier "up""#.to_owned(),
        position: Some(3),
    };
    assert_eq!(asked(&server.url()).await, Err(expected));
}

#[tokio::test]
async fn words_of_others_are_not_repeated() {
    let secret = "internal-secret-page";
    let bodies = [
        http("200 OK", "text/html", secret),
        http("200 OK", "text/plain", secret),
        json(format!(r#"{{"status":"{secret}"}}"#)),
        json(format!(r#"{{"status":"success","data":{{"resultType":"{secret}","result":[]}}}}"#)),
        http("500 Oops", "text/plain", format!(r#"{{"status":"error","error":"{secret}"}}"#)),
        http("200 OK\r\nX: internal-secret-page", "text/html", ""),
        redirect(&format!("http://{secret}/")),
    ];
    for bytes in bodies {
        let server = Server::sending(bytes);
        let error = asked(&server.url()).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
}
