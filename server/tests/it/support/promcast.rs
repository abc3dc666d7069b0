//! A Promcast at work on a free port with a storage of its own, which ends with the value.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::http::{Answer, send, send_many, try_send};

/// Time limit of a start or an end, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The name of the config file in the server's folder.
const CONFIG: &str = "promcast.yml";

/// The running server.
pub(crate) struct Promcast {
    child: Child,
    address: String,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
    folder: TempDir,
}

impl Promcast {
    /// One with the built-in samples alone.
    pub(crate) fn start() -> Self {
        Self::with_flags(&[])
    }

    /// One with more flags.
    pub(crate) fn with_flags(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = folder.path().join("storage");
        Self::launch(flags, &storage, folder)
    }

    /// One with a config file.
    pub(crate) fn with_config(yaml: &str) -> Self {
        Self::with_config_and_flags(yaml, &[])
    }

    /// One with a config file, on a storage that may hold something already.
    pub(crate) fn with_config_on_storage(yaml: &str, storage: &Path, flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join(CONFIG);
        std::fs::write(&config, yaml).unwrap();
        let config = config.display().to_string();
        Self::launch(&[&["--config.file", config.as_str()], flags].concat(), storage, folder)
    }

    /// The id of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// One with a config file, and more flags.
    pub(crate) fn with_config_and_flags(yaml: &str, flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (config, storage) = (folder.path().join(CONFIG), folder.path().join("storage"));
        std::fs::write(&config, yaml).unwrap();
        let config = config.display().to_string();
        Self::launch(&[&["--config.file", config.as_str()], flags].concat(), &storage, folder)
    }

    /// Writes its config anew; it was started with one.
    pub(crate) fn rewrite_config(&self, yaml: &str) {
        std::fs::write(self.folder.path().join(CONFIG), yaml).unwrap();
    }

    /// Itself where it answers SQL; where this machine cannot confine a process there is nothing to test.
    pub(crate) fn answering_sql(self) -> Option<Self> {
        let answers = self.get("/sql").status != 403;
        if !answers {
            println!("ignored: this kernel cannot confine a process");
        }
        answers.then_some(self)
    }

    /// One on a storage that may hold something already.
    pub(crate) fn on_storage(storage: &Path) -> Self {
        Self::on_storage_with(storage, &[])
    }

    /// One on a storage that may hold something already, with more flags.
    pub(crate) fn on_storage_with(storage: &Path, flags: &[&str]) -> Self {
        Self::launch(flags, storage, tempfile::tempdir().unwrap())
    }

    /// One that may have only so many files open.
    pub(crate) fn with_open_files(most: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = folder.path().join("storage");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {most} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_promcast")]);
        Self::launch_by(shell, &[], &storage, folder)
    }

    /// One with a config file under a program that may end it at any time; nothing where that was before it listened.
    pub(crate) fn under(wrapper: Command, yaml: &str, storage: &Path) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join(CONFIG);
        std::fs::write(&config, yaml).unwrap();
        let config = config.display().to_string();
        let mut program = wrapper;
        program.arg(env!("CARGO_BIN_EXE_promcast"));
        Self::try_launch_by(program, &["--config.file", &config], storage, folder).ok()
    }

    fn launch(flags: &[&str], storage: &Path, folder: TempDir) -> Self {
        Self::launch_by(Command::new(env!("CARGO_BIN_EXE_promcast")), flags, storage, folder)
    }

    fn launch_by(program: Command, flags: &[&str], storage: &Path, folder: TempDir) -> Self {
        Self::try_launch_by(program, flags, storage, folder).unwrap_or_else(|log| panic!("it did not start: {log}"))
    }

    /// The log is given where it does not listen soon.
    fn try_launch_by(mut program: Command, flags: &[&str], storage: &Path, folder: TempDir) -> Result<Self, String> {
        let is_told_where = flags.contains(&"--web.listen-address");
        let listen: &[&str] = if is_told_where { &[] } else { &["--web.listen-address", "127.0.0.1:0"] };
        let mut child = program
            .args(["serve", "--log.level", "debug"])
            .args(listen)
            .arg("--storage.path")
            .arg(storage)
            .args(flags)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (told, address) = mpsc::channel();
        let (stderr, kept) = (child.stderr.take().unwrap(), Arc::clone(&log));
        let reader = thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                kept.lock().unwrap().push_str(&format!("{line}\n"));
                if let Some((_, address)) = line.split_once("url=http").and_then(|(_, url)| url.split_once("://")) {
                    let _ = told.send(address.trim().split('/').next().unwrap_or_default().to_owned());
                }
            }
        });
        match address.recv_timeout(PATIENCE) {
            Ok(address) => Ok(Self { child, address, log, reader: Some(reader), folder }),
            Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(log.lock().unwrap().clone())
            }
        }
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The id of its process.
    pub(crate) fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// All that it logged.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// All that it logged once these words are there: what it writes takes a moment to be read. Without them all that there is
    /// after ten seconds.
    pub(crate) fn log_with(&self, words: &str) -> String {
        let since = Instant::now();
        while !self.log().contains(words) && since.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(10));
        }
        self.log()
    }

    /// Gets a path with its query.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[("Accept", "text/html")])
    }

    /// Gets a path with headers.
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        send(&self.address, &format!("GET {path}"), headers, b"")
    }

    /// Sends anything.
    pub(crate) fn send(&self, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        send(&self.address, request, headers, body)
    }

    /// Sends anything to a server that may be gone, or go before it has answered.
    pub(crate) fn try_send(&self, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
        try_send(&self.address, request, headers, body)
    }

    /// Sends requests without a body on one connection, none waiting for the answer to another; how many were answered.
    pub(crate) fn send_many(&self, requests: impl Iterator<Item = String>) -> usize {
        send_many(&self.address, requests)
    }

    /// Sends bytes that need not be HTTP, and waits for the end of the connection.
    pub(crate) fn send_raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        // The other side may have closed before all of it is there.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Runs the old script.
    pub(crate) fn run_script(&self, body: &Value) -> Answer {
        self.send("POST /run-script", &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// Posts JSON.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(&format!("POST {path}"), &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// Reads from the metrics how often a path of the model API was answered with a status; 0 if never.
    pub(crate) fn counted(&self, endpoint: &str, method: &str, status: u16) -> u64 {
        let series =
            format!("api_requests_total{{endpoint=\"{endpoint}\",method=\"{method}\",status_code=\"{status}\"}} ");
        let text = self.get("/metrics").text();
        let found = text.lines().find_map(|line| line.strip_prefix(&series)?.parse().ok());
        found.unwrap_or(0)
    }

    /// The value of a series in the metrics; nothing where there is none.
    pub(crate) fn metric(&self, series: &str) -> Option<f64> {
        let text = self.get("/metrics").text();
        text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok())
    }

    /// Asks it to end, as an operating system does, and waits; then the log is complete.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        self.signal("-TERM");
        self.ended()
    }

    /// Sends a signal, such as `-HUP`.
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Waits until it has ended; then the log is complete.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let status = self.wait();
        self.reader.take().unwrap().join().unwrap();
        status
    }

    fn wait(&mut self) -> ExitStatus {
        let since = Instant::now();
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return status,
                None => assert!(since.elapsed() < PATIENCE, "it does not end"),
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Promcast {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
