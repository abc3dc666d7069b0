//! Every byte read again and compared with what was written.

use std::collections::BTreeSet;
use std::io;

use archive::{LeftOut, Manifest};
use service::ScrubReport;

use crate::check::{Look, Memory};
use crate::inventory::{damaged_lines, without_manifest};
use crate::manifest_file;
use crate::root::Root;
use crate::walk::{DayFolder, Walked};

/// Reads the whole archive.
pub(crate) fn run(root: &Root, memory: &Memory) -> io::Result<ScrubReport> {
    let walked = Walked::of_all(root)?;
    let mut report = ScrubReport { bad: walked.left_out, ..ScrubReport::default() };
    for (path, folder) in &walked.folders {
        match manifest_file::read(root, path) {
            Ok(manifest) => of_folder(root, memory, (path, folder), &manifest, &mut report),
            Err(error) => report.bad.extend(without_manifest(folder, &error)),
        }
    }
    report.bad.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(report)
}

fn of_folder(
    root: &Root,
    memory: &Memory,
    (path, folder): (&str, &DayFolder),
    manifest: &Manifest,
    report: &mut ScrubReport,
) {
    report.bad.extend(damaged_lines(root, path, folder.day, manifest));
    report.bad.extend(missing(path, folder, manifest));
    for found in &folder.files {
        match memory.check(root, found, manifest, Look::Fresh) {
            Ok(file) if file.kept.is_some() => report.good += 1,
            Ok(file) => report.unlisted.push(file.place.path),
            Err(reason) => {
                report.bad.push(LeftOut { path: found.place.path.clone(), day: Some(folder.day), reason });
            }
        }
    }
}

fn missing(path: &str, folder: &DayFolder, manifest: &Manifest) -> Vec<LeftOut> {
    let there: BTreeSet<&str> = folder.files.iter().map(|file| file.place.in_folder().1).collect();
    let gone = manifest.kept_files().filter(|file| !there.contains(file));
    gone.map(|file| LeftOut {
        path: format!("{path}/{file}"),
        day: Some(folder.day),
        reason: "it was written and is no longer there".to_owned(),
    })
    .collect()
}
