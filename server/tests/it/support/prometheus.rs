//! A real Prometheus on real data, which ends with the value.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::http::{Answer, encoded, send};

/// The running Prometheus.
pub(crate) struct Prometheus {
    child: Child,
    address: String,
    _folder: TempDir,
}

impl Prometheus {
    /// Starts one on a copy of the shared data; says why where it cannot.
    pub(crate) fn start() -> Option<Self> {
        let archive = shared_data().join("prometheus/tsdb/prometheus-data.tar.gz");
        if !archive.exists() {
            println!("ignored: no shared data");
            return None;
        }
        if !is_there("prometheus") {
            println!("ignored: no `prometheus` on the path");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let unpacked = Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(folder.path()).status();
        assert!(unpacked.unwrap().success());
        // Free a moment ago, and most likely still.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let child = spawn(folder.path(), &address);
        let prometheus = Self { child, address, _folder: folder };
        prometheus.wait();
        Some(prometheus)
    }

    /// Starts one on what `fill` puts into its folder's `data`; says why where it cannot.
    pub(crate) fn filled(fill: impl FnOnce(&Path)) -> Option<Self> {
        if !is_there("prometheus") {
            println!("ignored: no `prometheus` on the path");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path());
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let child = spawn(folder.path(), &address);
        let prometheus = Self { child, address, _folder: folder };
        prometheus.wait();
        Some(prometheus)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The answer to an instant query at a moment in Unix seconds.
    pub(crate) fn query(&self, expr: &str, time: f64) -> Value {
        let answer = self.get(&format!("/api/v1/query?query={}&time={time}", encoded(expr))).json();
        answer["data"]["result"].clone()
    }

    /// The newest sample there is, in Unix seconds.
    pub(crate) fn newest_seconds(&self) -> f64 {
        let told = self.get("/api/v1/status/tsdb").json();
        told["data"]["headStats"]["maxTime"].as_f64().unwrap() / 1000.0
    }

    fn get(&self, path: &str) -> Answer {
        send(&self.address, &format!("GET {path}"), &[], b"")
    }

    fn wait(&self) {
        for _ in 0..200 {
            if TcpStream::connect(&self.address).is_ok() && self.get("/-/ready").status == 200 {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("Prometheus did not start in 20 seconds");
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(folder: &Path, address: &str) -> Child {
    let config = folder.join("prometheus.yml");
    std::fs::write(&config, "global: {}\n").unwrap();
    Command::new("prometheus")
        .arg(format!("--config.file={}", config.display()))
        .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
        .arg("--storage.tsdb.retention.time=100y")
        .arg(format!("--web.listen-address={address}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Returns true if a program can be run.
pub(crate) fn is_there(program: &str) -> bool {
    let ran = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    ran.is_ok()
}

/// The folder of the shared data, be it there or not.
pub(crate) fn shared_data() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    std::env::var_os("PROMCAST_DATA").map_or_else(beside, PathBuf::from)
}
