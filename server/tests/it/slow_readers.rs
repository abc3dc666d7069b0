//! Readers of downloads who take their time: nobody waits for them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::support::{Promcast, encoded};

/// Far more than the buffers of a connection hold.
const LARGE: &str = "SELECT range AS n, repeat('x', 200) AS x FROM range(2000000)";

/// A connection on which the statement is asked for, of whose answer nothing but the status is read.
fn begun(promcast: &Promcast) -> TcpStream {
    let mut stream = TcpStream::connect(promcast.address()).unwrap();
    let request = format!("GET /api/v1/sql?format=csv&q={} HTTP/1.1\r\nHost: localhost\r\n\r\n", encoded(LARGE));
    stream.write_all(request.as_bytes()).unwrap();
    let mut status = [0; 15];
    stream.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 200 OK");
    stream
}

fn answers(promcast: &Promcast) {
    let answer = promcast.get("/api/v1/sql?format=csv&q=SELECT%201%20AS%20x");
    assert_eq!((answer.status, answer.text().as_str()), (200, "x\n1\n"), "{}", answer.text());
}

#[test]
fn those_who_read_nothing_keep_no_statement_waiting() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let mut stuck: Vec<TcpStream> = Vec::new();
    for _ in 0..8 {
        stuck.push(begun(&promcast));
        answers(&promcast);
    }
}

#[test]
fn whoever_goes_on_reading_has_the_whole_answer() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let mut slow = begun(&promcast);
    let other = begun(&promcast);
    // Longer than a seat is kept for a reader.
    thread::sleep(Duration::from_secs(2));
    answers(&promcast);
    let mut rest = Vec::new();
    let mut piece = vec![0; 1 << 20];
    let end = b"\r\n0\r\n\r\n";
    while !rest.ends_with(end) {
        let read = slow.read(&mut piece).unwrap();
        assert!(read > 0, "it breaks off");
        rest.extend_from_slice(&piece[..read]);
        rest.drain(..rest.len().saturating_sub(1000));
    }
    let last = String::from_utf8_lossy(&rest).into_owned();
    assert!(last.contains("1999999,xxx"), "{last}");
    drop(other);
}
