//! Faults while a server is asked, one after the other.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Fake, Promcast, SmallDisk, json, matrix, reply};

/// Kinds of faults.
pub(super) const KINDS: usize = 8;

/// A server's surroundings.
pub(super) struct Ground<'a> {
    disk: Option<&'a SmallDisk>,
    /// Size of the disk.
    megabytes: u32,
    folder: TempDir,
    fake: Fake,
    /// The fault of the source now: 0 is none.
    mood: Arc<AtomicUsize>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(disk: Option<&'a SmallDisk>, megabytes: u32) -> Self {
        let mood = Arc::new(AtomicUsize::new(0));
        let told = Arc::clone(&mood);
        let fake = Fake::answering(move |request| match told.load(Ordering::Relaxed) {
            0 => Some(well(request)),
            1 => Some(b"not HTTP at all\r\n\r\n".to_vec()),
            2 => Some(reply("503 Service Unavailable", "text/plain", "later")),
            // A connection that is closed without a word.
            _ => Some(Vec::new()),
        });
        Self { disk, megabytes, folder: tempfile::tempdir().unwrap(), fake, mood }
    }

    /// The config, with so many more sources.
    fn config(&self, more: usize) -> String {
        let more = (0..more).map(|n| format!("- {{name: more-{n}, url: 'http://127.0.0.1:9', timeout: 1s}}\n"));
        format!("sources:\n- {{name: shaky, url: '{}', timeout: 2s}}\n{}", self.fake.url(), more.collect::<String>())
    }

    /// The server.
    pub(super) fn promcast(&self) -> Promcast {
        let storage = self.disk.map_or_else(|| self.folder.path().to_owned(), |disk| disk.path().to_owned());
        Promcast::with_config_on_storage(&self.config(0), &storage, &["--web.enable-lifecycle"])
    }

    fn reload(&self, promcast: &Promcast, yaml: &str, status: u16) {
        promcast.rewrite_config(yaml);
        assert_eq!(promcast.send("POST /-/reload", &[], b"").status, status, "{}", promcast.log());
    }

    /// Breaks the next thing for that long, and mends it.
    pub(super) fn break_something(&self, promcast: &Promcast, turn: usize, length: Duration) {
        match turn % KINDS {
            mood @ 0..=2 => {
                self.mood.store(mood + 1, Ordering::Relaxed);
                thread::sleep(length);
                self.mood.store(0, Ordering::Relaxed);
            }
            3 => {
                self.reload(promcast, &self.config(30), 200);
                thread::sleep(length);
                self.reload(promcast, &self.config(0), 200);
            }
            4 => {
                self.reload(promcast, "log: {level: loud}", 500);
                thread::sleep(length);
                self.reload(promcast, &self.config(0), 200);
            }
            5 => {
                let ballast = self.disk.map(|disk| disk.fill(self.megabytes));
                thread::sleep(length);
                ballast.into_iter().for_each(|ballast| std::fs::remove_file(ballast).unwrap());
            }
            6 => {
                // Half a request each, and silence.
                let silent: Vec<_> = (0..50).filter_map(|_| TcpStream::connect(promcast.address()).ok()).collect();
                for mut stream in &silent {
                    let _ = stream.write_all(b"GET / HTT");
                }
                thread::sleep(length);
            }
            _ => {
                // Whoever asks for much and leaves.
                let long = "/api/v1/forecast?source=demo&expr=demo_cpu_usage_ratio&range=14d&horizon=1d&step=5m";
                for _ in 0..10 {
                    if let Ok(mut stream) = TcpStream::connect(promcast.address()) {
                        let _ = stream.write_all(format!("GET {long} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes());
                    }
                }
                thread::sleep(length);
            }
        }
    }

    /// Leaves everything well, and waits until the server has seen it.
    pub(super) fn mend(&self, promcast: &Promcast) {
        self.mood.store(0, Ordering::Relaxed);
        self.reload(promcast, &self.config(0), 200);
        for _ in 0..400 {
            let is_well =
                |check: &str| promcast.metric(&format!("promcast_check_failed{{check=\"{check}\"}}")) != Some(1.0);
            let text = promcast.get("/metrics").text();
            if ["storage_disk", "forecasts", "checkpoint", "config"].iter().all(|check| is_well(check))
                && !text.contains("more-")
            {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("it is not well again: {}", promcast.get("/status").visible());
    }
}

/// A good answer.
fn well(request: &str) -> Vec<u8> {
    match request.contains("start=") {
        true => matrix(request, 1, |_, time| Some((time / 60 % 97).to_string())),
        false => json(r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#),
    }
}
