//! Visitors who take their time, and too many of them: they are sent away, and everyone else is answered.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Fake, Promcast};

/// Longer than anything here takes, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(15);

fn connect(promcast: &Promcast) -> TcpStream {
    TcpStream::connect(promcast.address()).unwrap()
}

/// Returns true if the peer has closed the connection; data that it sent before is skipped.
fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let closed = loop {
        match stream.read(&mut [0; 4096]) {
            Ok(0) => break true,
            Ok(_) => {}
            Err(error) => break error.kind() != ErrorKind::WouldBlock,
        }
    };
    stream.set_nonblocking(false).unwrap();
    closed
}

/// Sends a byte on every connection now and then until all are closed; `meanwhile` is done in between.
fn dribble(mut streams: Vec<TcpStream>, mut meanwhile: impl FnMut()) {
    let since = Instant::now();
    while !streams.is_empty() {
        assert!(since.elapsed() < PATIENCE, "{} are still open", streams.len());
        // One that was closed in between is found below.
        streams.iter_mut().for_each(|stream| drop(stream.write_all(b"x")));
        meanwhile();
        thread::sleep(Duration::from_millis(50));
        streams.retain_mut(|stream| !is_closed(stream));
    }
}

fn turned_away(promcast: &Promcast, reason: &str) -> f64 {
    promcast.metric(&format!("promcast_web_connections_turned_away_total{{reason=\"{reason}\"}}")).unwrap()
}

#[test]
fn dribbling_heads_are_closed_and_others_are_served() {
    let promcast = Promcast::with_config("web: {header_timeout: 1s}");
    let begin = |_| {
        let mut stream = connect(&promcast);
        stream.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
        stream
    };
    dribble((0..200).map(begin).collect(), || assert_eq!(promcast.get("/-/healthy").status, 200));
    assert_eq!(turned_away(&promcast, "silent"), 200.0);
}

#[test]
fn a_dribbling_body_is_given_up() {
    let promcast = Promcast::with_config("web: {body_timeout: 1s}");
    let head =
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n";
    let begin = |_| {
        let mut stream = connect(&promcast);
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    dribble((0..20).map(begin).collect(), || assert_eq!(promcast.get("/archive").status, 200));
    assert_eq!(promcast.counted("/predict", "POST", 400), 20);
}

#[test]
fn whoever_asks_nothing_makes_room() {
    let promcast = Promcast::with_flags(&["--web.max-connections", "8"]);
    let mut idle: Vec<TcpStream> = (0..30).map(|_| connect(&promcast)).collect();
    for path in ["/-/healthy", "/style.css", "/metrics"] {
        assert_eq!(promcast.get(path).status, 200);
    }
    assert!(turned_away(&promcast, "made_room") >= 22.0);
    assert!(promcast.metric("promcast_web_connections").unwrap() <= 8.0);
    assert!(is_closed(&mut idle[0]) && !is_closed(idle.last_mut().unwrap()), "the first goes first");
}

#[test]
fn half_heads_make_room_at_once() {
    // More than twice as many as there may be: each that comes waits for one that is told to leave.
    let promcast = Promcast::with_flags(&["--web.max-connections", "8"]);
    let begin = |_| {
        let mut stream = connect(&promcast);
        stream.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
        stream
    };
    let half: Vec<TcpStream> = (0..30).map(begin).collect();
    let since = Instant::now();
    assert_eq!(promcast.get("/-/healthy").status, 200);
    // Before their heads are late.
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    assert_eq!(turned_away(&promcast, "silent"), 0.0);
    drop(half);
}

#[test]
fn with_few_open_files_health_is_answered_beside_idle_connections() {
    let promcast = Promcast::with_open_files(64);
    let idle: Vec<TcpStream> = (0..150).map(|_| connect(&promcast)).collect();
    for path in ["/-/healthy", "/-/ready", "/metrics", "/style.css", "/?expr=demo_memory_bytes"] {
        assert_eq!(promcast.get(path).status, 200, "{path}");
    }
    let log = promcast.log();
    assert!(log.contains("fewer connections than web.max_connections") && log.contains("connections=24"), "{log}");
    assert!(promcast.metric("promcast_web_connections").unwrap() <= 24.0);
    assert!(!log.contains("no connection can be taken"), "{log}");
    drop(idle);
}

#[test]
fn overload_is_told_at_once_and_health_stays_quick() {
    let silent = Fake::answering(|_| None);
    let promcast = Promcast::with_config(&format!(
        "web: {{max_requests: 2}}\nsources: [{{name: silent, url: '{}'}}]",
        silent.url()
    ));
    let mut asking: Vec<TcpStream> = (0..2).map(|_| connect(&promcast)).collect();
    for stream in &mut asking {
        stream.write_all(b"GET /api/v1/forecast?source=silent&expr=up HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    }
    while silent.asked().len() < 2 {
        thread::sleep(Duration::from_millis(10));
    }
    for path in ["/?source=demo", "/api/v1/models", "/style.css", "/nowhere"] {
        let answer = promcast.get(path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
        assert!(answer.text().contains("Too many requests"), "{}", answer.text());
    }
    for path in ["/-/healthy", "/-/ready", "/metrics"] {
        assert_eq!(promcast.get(path).status, 200, "{path}");
    }
    assert_eq!(promcast.metric("promcast_web_requests_shed_total"), Some(4.0));
    // Whoever hangs up is asked for no longer.
    drop(asking);
    let since = Instant::now();
    while promcast.get("/style.css").status == 503 {
        assert!(since.elapsed() < PATIENCE, "it does not recover");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn nobody_idle_holds_up_the_end() {
    let mut promcast = Promcast::start();
    let mut idle = connect(&promcast);
    let mut kept_alive = connect(&promcast);
    kept_alive.write_all(b"GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert!(kept_alive.read(&mut [0; 1024]).unwrap() > 0);
    assert_eq!(promcast.terminate().code(), Some(0));
    assert!(is_closed(&mut idle) && is_closed(&mut kept_alive));
    assert!(!promcast.log().contains("did not end in time"), "{}", promcast.log());
}
