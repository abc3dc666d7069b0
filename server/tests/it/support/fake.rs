//! A false Prometheus that sends exactly what it is told to, right or wrong, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// The server; it lives as long as the tests.
#[derive(Clone)]
pub(crate) struct Fake {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    /// Answers each request, head and body in one text, with bytes; `None` never answers.
    pub(crate) fn answering(answer: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let fake = Self { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let (asked, answer) = (Arc::clone(&fake.asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || converse(stream, &asked, &*answer));
            }
        });
        fake
    }

    /// Sends the same bytes whatever is asked.
    pub(crate) fn sending(bytes: Vec<u8>) -> Self {
        Self::answering(move |_| Some(bytes.clone()))
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far, but for those that only ask whether it answers.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|request| !request.contains("query=1&time=")).cloned().collect()
    }
}

fn converse(mut stream: TcpStream, asked: &Mutex<Vec<String>>, answer: &dyn Fn(&str) -> Option<Vec<u8>>) {
    let Some(request) = request(&stream) else { return };
    asked.lock().unwrap().push(request.clone());
    match answer(&request) {
        // The other side may have gone already.
        Some(bytes) => drop(stream.write_all(&bytes)),
        // Until the other side gives up.
        None => drop(stream.read(&mut [0])),
    }
}

fn request(stream: &TcpStream) -> Option<String> {
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

/// An HTTP answer.
pub(crate) fn reply(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

/// A good answer of JSON.
pub(crate) fn json(body: &str) -> Vec<u8> {
    reply("200 OK", "application/json", body)
}

/// Answers a range query with `series(index, time)` for every point asked, none where it says so. The series are of the metric that
/// is asked for by its name alone, else of `m`.
pub(crate) fn matrix(request: &str, count: usize, value: impl Fn(usize, i64) -> Option<String>) -> Vec<u8> {
    let asked = |name: &str| -> i64 {
        let (_, after) = request.split_once(&format!("{name}=")).unwrap();
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        number.parse().unwrap()
    };
    let (start, end, step) = (asked("start"), asked("end"), asked("step"));
    let query = request.split_once("query=").and_then(|(_, rest)| rest.split('&').next()).unwrap_or_default();
    let is_name = !query.is_empty() && query.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if is_name { query } else { "m" };
    let series: Vec<String> = (0..count)
        .map(|index| {
            let times = (start..=end).step_by(usize::try_from(step).unwrap());
            let samples: Vec<String> =
                times.filter_map(|time| Some(format!("[{time},\"{}\"]", value(index, time)?))).collect();
            format!(r#"{{"metric":{{"__name__":"{name}","i":"{index}"}},"values":[{}]}}"#, samples.join(","))
        })
        .filter(|series| !series.ends_with("[]}"))
        .collect();
    json(&format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{}]}}}}"#, series.join(",")))
}
