//! Bodies that are cut, packed wrong, too long, too slow, or without an end.

use super::super::misbehaviour::{chunked, cut, gzipped, with_header};
use super::super::server::{http, json, matrix};
use super::{Ending, Row};

pub(super) fn rows() -> Vec<Row> {
    let series = matrix(1);
    let whole = json(&series);
    let head = whole.len() - series.len();
    let cuts = [1, 2, 10, 20, 40, 60, 80, 100]
        .map(|at| Row::new(format!("a body cut after {at} bytes"), cut(whole.clone(), head + at), "NotPrometheus"));
    let ends = [1, 2, 10, 20, 40, 60, 80, 100]
        .map(|at| Row::new(format!("JSON that ends after {at} bytes"), json(&series[..at]), "NotPrometheus"));
    let types =
        ["text/plain", "application/octet-stream", "application/json; charset=utf-16", "nonsense", ""].map(|of| {
            // What it says of itself counts for less than what it is.
            Row::new(format!("a good answer as `{of}`"), http("200 OK", of, &series), "fine")
        });
    let pages = ["text/html", "TEXT/HTML", "application/xhtml+xml; x=html"]
        .map(|of| Row::new(format!("a good answer as `{of}`"), http("200 OK", of, &series), "NotPrometheus"));
    let packed = gzipped(series.as_bytes());
    let packed_head = packed.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let gzip = |name: &str, bytes: Vec<u8>| Row::new(format!("gzip {name}"), bytes, "NotPrometheus");
    let relabelled = |header: &str| with_header(header, &packed[packed_head..]);
    let gzips = [
        gzip("cut in its head", cut(packed.clone(), packed_head + 5)),
        gzip("cut in its middle", cut(packed.clone(), packed_head + 40)),
        gzip("cut before its last byte", cut(packed.clone(), packed.len() - 1)),
        gzip("that is plain", with_header("Content-Encoding: gzip", &series)),
        gzip("that nobody tells of", relabelled("X: y")),
        gzip("that says it is br", relabelled("Content-Encoding: br")),
        gzip("twice, it says", relabelled("Content-Encoding: gzip, gzip")),
    ];
    let chunks = [
        ("chunks with no size", "\r\nhello\r\n0\r\n\r\n"),
        ("chunks with a negative size", "-5\r\nhello\r\n0\r\n\r\n"),
        ("chunks shorter than they say", "9\r\nhello\r\n0\r\n\r\n"),
        ("chunks longer than they say", "2\r\nhello\r\n0\r\n\r\n"),
        ("chunks of nothing", "0\r\n\r\n"),
        ("chunks without a last one", "2\r\n{}\r\n"),
    ];
    let chunks = chunks.map(|(name, body)| Row::new(name, chunked(body), "NotPrometheus"));
    let endless = |name: &str, again: &str, expected| {
        let begin = &series[..series.rfind("[[").unwrap() + 1];
        let bytes = with_header("X: y", begin);
        Row::new(name, bytes, expected).then(Ending::Repeat(again.repeat(100).into_bytes()))
    };
    let endless = [
        endless("samples without an end", "[1300000020,\"1\"],", "OtherQuestion"),
        endless("spaces without an end", "          ", "TooLarge"),
        endless("nonsense without an end", "nonsense", "NotPrometheus"),
        Row::new("a head without an end", "HTTP/1.1 200 OK\r\n", "NotPrometheus")
            .then(Ending::Repeat(b"X: y\r\n".repeat(99))),
        Row::new("series without an end", with_header("X: y", &series[..series.len() - 3]), "TooLarge")
            .then(Ending::Repeat(b",{\"metric\":{},\"values\":[]}".repeat(20))),
    ];
    let slow = [
        Row::new("silence", "", "Timeout").then(Ending::Hold),
        Row::new("half a head and silence", "HTTP/1.1 200 OK\r\n", "Timeout").then(Ending::Hold),
        Row::new("half a body and silence", cut(whole.clone(), head + 40), "Timeout").then(Ending::Hold),
        Row::new("a head that dribbles", "", "Timeout").then(Ending::Dribble(whole.clone())),
        Row::new("a body that dribbles", cut(whole.clone(), head), "Timeout")
            .then(Ending::Dribble(series.clone().into())),
    ];
    let large = [
        Row::new("a body as large as may be", json(" ".repeat((64 << 10) - series.len()) + &series), "fine"),
        Row::new("a body one byte larger", json(" ".repeat((64 << 10) - series.len() + 1) + &series), "TooLarge"),
        Row::new("gzip of a hundred megabytes", gzipped(&vec![b' '; 100 << 20]), "TooLarge"),
        Row::new("gzip within gzip", gzipped(&packed[packed_head..]), "NotPrometheus"),
    ];
    let all = cuts.into_iter().chain(ends).chain(types).chain(pages).chain(gzips).chain(chunks);
    all.chain(endless).chain(slow).chain(large).collect()
}
