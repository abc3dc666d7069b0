//! The oldest days given up: first renamed, so that no reader sees half of one, then deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::process;

use service::Retention;
use timeseries::Day;

use crate::leftovers::REMOVED;
use crate::lock;
use crate::root::Root;
use crate::walk::Walked;

/// Removes what is beyond `retention`, and never `today` or later; says which days.
pub(crate) fn run(root: &Root, retention: Retention, today: Day) -> io::Result<Vec<Day>> {
    let _lock = lock::hold(root)?;
    let walked = Walked::of_all(root)?;
    let mut bytes: BTreeMap<Day, u64> = BTreeMap::new();
    for folder in walked.folders.values() {
        *bytes.entry(folder.day).or_default() += folder.files.iter().map(|file| file.identity.bytes).sum::<u64>();
    }
    let days = beyond(&bytes, retention, today);
    for (path, folder) in &walked.folders {
        if days.contains(&folder.day) {
            remove(root, path)?;
        }
    }
    Ok(days.into_iter().collect())
}

/// Returns the days to remove, the oldest first.
fn beyond(bytes: &BTreeMap<Day, u64>, retention: Retention, today: Day) -> BTreeSet<Day> {
    let mut left: u64 = bytes.values().sum();
    let mut days = BTreeSet::new();
    for (day, size) in bytes.iter().filter(|(day, _)| **day < today) {
        let too_old = retention.days.is_some_and(|keep| today.days_since(*day) >= i64::from(keep));
        let too_much = retention.bytes.is_some_and(|most| left > most);
        if too_old || too_much {
            days.insert(*day);
            left -= size;
        }
    }
    days
}

fn remove(root: &Root, folder: &str) -> io::Result<()> {
    let aside = root.path(&format!("{REMOVED}{}-{}", folder.replace('/', "-"), process::id()))?;
    fs::rename(root.path(folder)?, &aside)?;
    let above: Vec<&str> = folder.match_indices('/').map(|(at, _)| &folder[..at]).rev().collect();
    root.sync_folder(above.first().copied().unwrap_or(""))?;
    root.sync_folder("")?;
    fs::remove_dir_all(aside)?;
    for folder in above {
        // A month with other days in it stays.
        let _ = fs::remove_dir(root.path(folder)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beyond_text(retention: Retention) -> Vec<String> {
        let days = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"];
        let bytes = days.iter().map(|day| (day.parse().unwrap(), 100)).collect();
        beyond(&bytes, retention, "2026-11-20".parse().unwrap()).into_iter().map(|day| day.to_string()).collect()
    }

    #[test]
    fn the_oldest_go_and_never_today() {
        let days = |days| Retention { days: Some(days), bytes: None };
        let bytes = |bytes| Retention { days: None, bytes: Some(bytes) };
        let cases: [(Retention, &[&str]); 8] = [
            (Retention::default(), &[]),
            (days(4), &[]),
            (days(2), &["2026-11-17", "2026-11-18"]),
            (days(0), &["2026-11-17", "2026-11-18", "2026-11-19"]),
            (bytes(500), &[]),
            (bytes(499), &["2026-11-17"]),
            (bytes(0), &["2026-11-17", "2026-11-18", "2026-11-19"]),
            (Retention { days: Some(3), bytes: Some(300) }, &["2026-11-17", "2026-11-18"]),
        ];
        for (retention, gone) in cases {
            assert_eq!(beyond_text(retention), gone, "{retention:?}");
        }
    }
}
