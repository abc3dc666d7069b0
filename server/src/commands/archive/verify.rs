//! `promcast archive verify`: every file read again and compared with what was written.

use anyhow::Context;
use archive_files::{ArchiveFiles, Options};
use service::{Archive, ScrubReport};

use crate::cli::VerifyArgs;
use crate::commands::say;
use crate::config;

/// Prints every file that is not what was written, and how many are; says whether all is well.
pub(super) fn verify(args: &VerifyArgs) -> anyhow::Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().context("cannot start the async runtime")?;
    let folder = config::archive_folder(&args.folder)?;
    let archive = ArchiveFiles::open_existing(&folder, Options::default())
        .context("name the archive's folder with --data-dir, or a config that does with --config")?;
    let (adopted, report) = runtime.block_on(async {
        let adopted = if args.adopt { archive.adopt().await? } else { 0 };
        archive.scrub().await.map(|report| (adopted, report))
    })?;
    print(&report, adopted);
    Ok(report.bad.is_empty())
}

fn print(report: &ScrubReport, adopted: usize) {
    for bad in &report.bad {
        say(&format!("{}: {}", bad.path, bad.reason));
    }
    if adopted > 0 {
        say(&format!("{} now checked from here on.", counted(adopted, "file is", "files are")));
    }
    say(&summary(report));
}

/// Sums up how many files are good, unlisted and damaged.
fn summary(report: &ScrubReport) -> String {
    if report.good == 0 && report.unlisted.is_empty() && report.bad.is_empty() {
        return "There are no files.".to_owned();
    }
    let good = counted(report.good, "file is", "files are");
    let unlisted = counted(report.unlisted.len(), "has", "have");
    let them = if report.unlisted.len() == 1 { "it" } else { "them" };
    let bad = counted(report.bad.len(), "is", "are");
    format!("{good} what was written, {unlisted} no hash (another program wrote {them}), {bad} damaged.")
}

/// `1,800 files are`, `1 file is`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", timeseries::text::grouped(count as u64), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        let cases = [(0, "0 are"), (1, "1 is"), (999, "999 are"), (1800, "1,800 are"), (1_234_567, "1,234,567 are")];
        for (count, text) in cases {
            assert_eq!(counted(count, "is", "are"), text);
        }
    }

    #[test]
    fn what_is_said() {
        let report = ScrubReport { good: 1800, unlisted: vec![String::new(); 20], bad: Vec::new() };
        assert_eq!(
            summary(&report),
            "1,800 files are what was written, 20 have no hash (another program wrote them), 0 are damaged."
        );
        assert_eq!(summary(&ScrubReport::default()), "There are no files.");
    }
}
