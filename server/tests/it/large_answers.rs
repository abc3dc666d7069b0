//! Sources whose answers have no end, at the limits that are in force without a config: nobody else waits for them, and memory has a
//! bound.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use crate::support::Promcast;

/// As many at once as many pages of one dashboard ask.
const AT_ONCE: usize = 24;
const MOST_MEMORY: f64 = (512 << 20) as f64;

/// A source that answers whatever is asked with `begin`, and then `again` without an end.
fn endless(begin: &'static str, again: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream, begin, &again.repeat(1000)));
        }
    });
    address
}

fn answer(mut stream: TcpStream, begin: &str, again: &str) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    reader.read_exact(&mut vec![0; length]).ok()?;
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(begin.as_bytes()).ok()?;
    loop {
        stream.write_all(again.as_bytes()).ok()?;
    }
}

/// Asks many times at once, health in between, and gives the statuses.
fn crowd(source: SocketAddr, path: &str) -> Vec<u16> {
    let promcast = Promcast::with_config(&format!("sources: [{{name: s, url: 'http://{source}', timeout: 5s}}]"));
    let statuses = thread::scope(|scope| {
        let ask = |_| scope.spawn(|| promcast.get(path).status);
        let asking: Vec<_> = (0..AT_ONCE).map(ask).collect();
        while asking.iter().any(|one| !one.is_finished()) {
            assert_eq!(promcast.get("/-/healthy").status, 200);
            let memory = promcast.metric("process_resident_memory_bytes").unwrap();
            assert!(memory < MOST_MEMORY, "{memory}");
        }
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(promcast.metric("process_resident_memory_bytes").unwrap() < MOST_MEMORY);
    statuses
}

/// Checks that every question was refused for its answer, or, where the processors did not keep up, before it was asked.
fn assert_refused(statuses: &[u16], status: u16) {
    assert!(statuses.iter().all(|answered| [status, 503].contains(answered)), "{statuses:?}");
    assert!(statuses.iter().filter(|answered| **answered == status).count() >= AT_ONCE / 4, "{statuses:?}");
}

const MATRIX: &str = r#"{"status":"success","data":{"resultType":"matrix","result":["#;

#[test]
fn samples_without_an_end_are_too_many_at_once() {
    let begin: &'static str = Box::leak(format!("{MATRIX}{{\"metric\":{{}},\"values\":[").into_boxed_str());
    let source = endless(begin, "[1,\"1\"],");
    let statuses = crowd(source, "/api/v1/forecast?source=s&expr=x&range=1d&step=1m&horizon=1h");
    assert_refused(&statuses, 502);
}

#[test]
fn series_without_an_end_are_too_many_at_once() {
    let source = endless(MATRIX, "{\"metric\":{\"a\":\"b\"},\"values\":[[1,\"1\"]]},");
    let statuses = crowd(source, "/api/v1/forecast?source=s&expr=x&range=1d&step=1m&horizon=1h");
    assert_refused(&statuses, 422);
}

#[test]
fn names_without_an_end_are_given_up() {
    let source = endless(r#"{"status":"success","data":["#, "\"a_name_of_a_metric\",");
    let statuses = crowd(source, "/api/page/metrics?source=s&typed=a");
    assert!(statuses.iter().all(|status| *status != 500), "{statuses:?}");
}
