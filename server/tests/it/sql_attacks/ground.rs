//! `Ground` of the attacks: an archive of one day, a secret beside it, and the processes that answer.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use archive::export::{Export, Format};
use archive::sql::Statement;
use archive::{ArchivedFile, FileShape, Place};
use duckdb_worker::{DuckdbWorker, WorkerSettings};
use futures_util::StreamExt;
use service::{Author, Confinement, SqlEngine, SqlPart, SqlQuery};
use tempfile::TempDir;

/// Text that no answer may contain.
pub(super) const SECRET: &str = "the-secret-of-the-canary";

const STRACE: &str = "/usr/bin/strace";
const FILE: &str = "2023-04-01/a.parquet";

/// An archive under attack.
pub(super) struct Ground {
    folder: TempDir,
    pub(super) engine: DuckdbWorker,
    pub(super) files: Vec<ArchivedFile>,
}

/// Looks at the memory of our processes until it is stopped.
pub(super) struct MemoryWatch(Arc<AtomicBool>, thread::JoinHandle<u64>);

impl MemoryWatch {
    /// The most that one process took, in MiB.
    pub(super) fn stop(self) -> u64 {
        self.0.store(true, Ordering::SeqCst);
        self.1.join().unwrap()
    }
}

impl Ground {
    /// With processes as they are; nothing where the kernel cannot confine them.
    pub(super) async fn plain() -> Option<Self> {
        Self::new(|_, program| program).await
    }

    /// With processes whose calls to the kernel are written down.
    pub(super) async fn traced() -> Option<Self> {
        if !Path::new(STRACE).exists() {
            println!("ignored: strace is not installed");
            return None;
        }
        Self::new(|folder, program| {
            let traces = folder.join("traces");
            fs::create_dir(&traces).unwrap();
            let script = folder.join("traced");
            let calls = "%file,%network,%process,prctl,seccomp,truncate,ftruncate";
            let command = format!(
                "#!/bin/sh\nexec {STRACE} -f -qq -s 300 -e trace={calls} -o {}/$$ {} \"$@\"\n",
                traces.display(),
                program.display()
            );
            fs::write(&script, command).unwrap();
            fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
            script
        })
        .await
    }

    async fn new(program: impl FnOnce(&Path, PathBuf) -> PathBuf) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("data");
        fs::create_dir_all(root.join("2023-04-01")).unwrap();
        fs::create_dir(folder.path().join("data-sibling")).unwrap();
        for secret in ["secret.txt", "data-sibling/secret.txt"] {
            fs::write(folder.path().join(secret), SECRET).unwrap();
        }
        symlink(folder.path().join("secret.txt"), root.join("link.txt")).unwrap();
        symlink(folder.path(), root.join("linked")).unwrap();
        let program = program(folder.path(), PathBuf::from(env!("CARGO_BIN_EXE_promcast")));
        let engine = DuckdbWorker::new(WorkerSettings::new(program, root.clone()));
        if let Confinement::Off(why) = engine.confinement() {
            println!("ignored: {why}");
            return None;
        }
        fs::write(root.join(FILE), parquet(&engine).await).unwrap();
        let (place, bytes) = (Place::of_path(FILE).unwrap(), 1);
        let file = ArchivedFile {
            place,
            sha256: String::new(),
            bytes,
            rows: 1440,
            span: None,
            kept: None,
            shape: FileShape::default(),
        };
        Some(Self { folder, engine, files: vec![file] })
    }

    /// The folder all of this lies in.
    pub(super) fn base(&self) -> &Path {
        self.folder.path()
    }

    /// An attack with its places filled.
    pub(super) fn filled(&self, attack: &str) -> String {
        let root = self.base().join("data");
        let places =
            [("{secret}", self.base().join("secret.txt")), ("{victim}", root.join(FILE)), ("{root}", root.clone())];
        places.iter().fold(attack.to_owned(), |sql, (place, path)| sql.replace(place, path.to_str().unwrap()))
    }

    /// Every file but the traces, with its bytes.
    pub(super) fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut contents = BTreeMap::new();
        read_all(self.base(), &mut contents);
        contents
    }

    /// Reads the system calls of the processes, one text each.
    pub(super) fn traces(&self) -> Vec<String> {
        let entries = fs::read_dir(self.base().join("traces")).unwrap();
        entries.map(|entry| String::from_utf8_lossy(&fs::read(entry.unwrap().path()).unwrap()).into_owned()).collect()
    }

    /// Begins to look at the memory of this test's processes.
    pub(super) fn watch_memory(&self) -> MemoryWatch {
        let (stop, root) = (Arc::new(AtomicBool::new(false)), self.base().to_owned());
        let stopped = Arc::clone(&stop);
        let look = move || {
            let mut most = 0;
            while !stopped.load(Ordering::SeqCst) {
                most = workers(&root).into_iter().filter_map(peak_mib).max().unwrap_or(0).max(most);
                thread::sleep(Duration::from_millis(20));
            }
            most
        };
        MemoryWatch(stop, thread::spawn(look))
    }

    /// The processes of this test.
    pub(super) fn processes(&self) -> Vec<u32> {
        workers(self.base())
    }
}

/// Returns true if there is a process of that id that has not ended.
pub(super) fn is_running(id: u32) -> bool {
    fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

/// The processes for SQL whose folder is this one.
fn workers(folder: &Path) -> Vec<u32> {
    let ids = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    ids.filter(|id| fs::read_link(format!("/proc/{id}/cwd")).is_ok_and(|cwd| cwd == folder)).collect()
}

fn peak_mib(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? / 1024)
}

fn read_all(folder: &Path, contents: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_link = path.is_symlink();
        if path.is_dir() && !is_link && !path.ends_with("traces") {
            read_all(&path, contents);
        }
        let bytes = if path.is_file() && !is_link { fs::read(&path).unwrap() } else { Vec::new() };
        contents.insert(path, bytes);
    }
}

/// A day of one metric, made by the engine itself.
async fn parquet(engine: &DuckdbWorker) -> Vec<u8> {
    let statement = Statement::plain(
        "SELECT (TIMESTAMP '2023-04-01' + to_minutes(i))::TIMESTAMP_MS AS timestamp, 'request_count' AS metric_name, \
         i::DOUBLE AS value, 'a' AS api_proxy, MAP {'environment': 'prod'} AS labels, '2023-04-01' AS date \
         FROM range(1440) t(i)",
    );
    let query = SqlQuery { statement, files: Vec::new(), author: Author::Promcast, limits: super::LIMITS };
    let mut answer = engine.run(query).await.unwrap();
    let mut export = Export::begin(Format::Parquet, &answer.schema).unwrap();
    let mut bytes = Vec::new();
    while let Some(part) = answer.batches.next().await {
        if let SqlPart::Rows(rows) = part.unwrap() {
            bytes.extend(export.rows(&rows).unwrap());
        }
    }
    bytes.extend(export.end().unwrap());
    bytes
}
