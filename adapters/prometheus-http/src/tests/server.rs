//! A server that sends exactly the bytes it is told to, right or wrong, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Behaviour of the server on a connection.
pub(super) enum Act {
    /// The bytes are sent and the connection is closed.
    Send(Vec<u8>),
    /// The bytes are sent, and then nothing happens any more.
    SendAndHold(Vec<u8>),
    /// The first bytes are sent, then the others again and again until the other side goes.
    SendAndRepeat(Vec<u8>, Vec<u8>),
    /// The first bytes are sent, then the others one by one.
    SendAndDribble(Vec<u8>, Vec<u8>),
}

/// Between two bytes of a dribble.
const BETWEEN: Duration = Duration::from_millis(200);

/// One server on a free port of this machine; it ends when dropped.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    requests: Mutex<Vec<String>>,
    held: Mutex<Vec<TcpStream>>,
    ended: AtomicBool,
}

impl Server {
    /// Answers each request, head and body in one text, as `act` says.
    pub(super) fn acting(act: impl Fn(&str) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let (state, act) = (server.state.clone(), Arc::new(act));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if state.ended.load(Ordering::SeqCst) {
                    return;
                }
                let (state, act) = (state.clone(), act.clone());
                thread::spawn(move || state.converse(stream, &*act));
            }
        });
        server
    }

    /// Sends the same bytes whatever is asked.
    pub(super) fn sending(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::acting(move |_| Act::Send(bytes.clone()))
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.state.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    fn converse(&self, mut stream: TcpStream, act: &dyn Fn(&str) -> Act) {
        // What is no HTTP, such as the beginning of TLS, is answered like an empty request.
        let request = read_request(&stream).unwrap_or_default();
        self.requests.lock().unwrap().push(request.clone());
        // The other side may go at any time: that is part of the game.
        match act(&request) {
            Act::Send(bytes) => drop(stream.write_all(&bytes)),
            Act::SendAndHold(bytes) => {
                drop(stream.write_all(&bytes));
                self.held.lock().unwrap().push(stream);
            }
            Act::SendAndRepeat(bytes, again) => {
                let mut sent = stream.write_all(&bytes);
                while sent.is_ok() {
                    sent = stream.write_all(&again);
                }
            }
            Act::SendAndDribble(bytes, rest) => {
                let mut sent = stream.write_all(&bytes);
                let mut rest = rest.chunks(1);
                while let (Ok(()), Some(byte)) = (&sent, rest.next()) {
                    thread::sleep(BETWEEN);
                    sent = stream.write_all(byte);
                }
            }
        }
    }
}

fn read_request(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(head + &String::from_utf8_lossy(&body))
}

/// An HTTP answer: status line, headers, length, body.
pub(super) fn http(status: &str, content_type: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// An answer of 200 with JSON.
pub(super) fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    http("200 OK", "application/json", body)
}

/// A matrix of `count` series with one sample each.
pub(super) fn matrix(count: usize) -> String {
    let entry = |index| format!(r#"{{"metric":{{"i":"{index}"}},"values":[[1300000020,"{index}"]]}}"#);
    let entries: Vec<_> = (0..count).map(entry).collect();
    format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{}]}}}}"#, entries.join(","))
}
