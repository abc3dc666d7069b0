//! `promcast collect` and the collector in the server: from a real Prometheus and from false ones, into files.

mod command;
mod failing;
mod keeping;
mod memory;
mod of_prometheus;
mod served;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::json;

/// A folder with an old collector's config: two proxies, the metrics `a` and `b`, files in `archive`.
struct Setup {
    folder: TempDir,
}

impl Setup {
    fn of(url: &str, more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let setup = Self { folder };
        let archive = setup.archive();
        let metric = |name: &str| format!("    - name: {name}\n      query: {name}{{apiproxy=\"%s\"}}\n");
        let yaml = format!(
            "apiProxies: [p1, p2]\nprometheus:\n  url: {url}\n  metrics:\n{}{}storage:\n  outputDir: {}\n{more}",
            metric("a"),
            metric("b"),
            archive.display()
        );
        setup.write(&yaml);
        setup
    }

    fn write(&self, yaml: &str) {
        std::fs::write(self.folder.path().join("config.yaml"), yaml).unwrap();
    }

    fn config(&self) -> String {
        self.folder.path().join("config.yaml").display().to_string()
    }

    fn archive(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn file(&self, day: &str, proxy: &str) -> PathBuf {
        self.archive().join(day).join(format!("{proxy}.parquet"))
    }
}

/// A vector of one sample at the moment asked.
pub(crate) fn vector(request: &str, value: &str) -> Vec<u8> {
    let (_, after) = request.split_once("time=").unwrap();
    let time: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let sample = format!(r#"{{"metric":{{"__name__":"m","environment":"prod"}},"value":[{time},"{value}"]}}"#);
    json(&format!(r#"{{"status":"success","data":{{"resultType":"vector","result":[{sample}]}}}}"#))
}

/// Every file of an archive with its folder, those of Promcast's own left out.
fn files(archive: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for day in std::fs::read_dir(archive).into_iter().flatten().flatten().filter(|day| day.path().is_dir()) {
        for file in std::fs::read_dir(day.path()).unwrap().flatten() {
            let name = file.file_name().into_string().unwrap();
            if name.ends_with(".parquet") {
                files.push(format!("{}/{name}", day.file_name().into_string().unwrap()));
            }
        }
    }
    files.sort();
    files
}
