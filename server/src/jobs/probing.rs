//! Whether each source answers: asked once at the start, after every reload, and every minute.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use service::{Clock, Sources, Stop};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::clock::SystemClock;
use crate::journal::Journal;

/// As often as an operator may want to know.
const EVERY: Duration = Duration::from_secs(60);

/// What is asked: the sources of the config in force.
pub(crate) type Probed = watch::Receiver<Arc<dyn Sources>>;

/// Asks every source, and looks for the files of the pages, until the end. What the sources answer is told by themselves.
pub(crate) async fn probe_for_ever(mut probed: Probed, site: PathBuf, journal: Journal, stop: Stop) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.asked() => return,
            _ = ticks.tick() => {}
            Ok(()) = probed.changed() => {}
        }
        journal.lacks(lacks_of(&site));
        let sources = Arc::clone(&probed.borrow_and_update());
        tokio::select! {
            () = stop.asked() => return,
            () = ask_all(sources.as_ref()) => {}
        }
    }
}

async fn ask_all(sources: &dyn Sources) {
    let named = sources.list().into_iter().filter_map(|entry| sources.named(&entry.name));
    // A failure is in the journal.
    let _told = join_all(named.map(|source| async move { source.probe(SystemClock.now()).await })).await;
}

/// The files without which no page can do more than be read.
fn lacks_of(site: &Path) -> Vec<String> {
    let package = site.join("pkg");
    let names: Vec<String> = std::fs::read_dir(&package)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let is_there = |end: &str| names.iter().any(|name| name.starts_with("promcast") && name.ends_with(end));
    let missing: Vec<&str> = [".js", ".wasm"].into_iter().filter(|end| !is_there(end)).collect();
    let package = package.display();
    let told = |missing: String| {
        format!(
            "Pages have no scripts: no {missing} in `{package}`; give the folder of the built site as --web.site-root."
        )
    };
    (!missing.is_empty())
        .then(|| told(missing.iter().map(|end| format!("promcast{end}")).collect::<Vec<_>>().join(" and ")))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_site_that_are_missing_are_told() {
        let site = tempfile::tempdir().unwrap();
        let [told] = &lacks_of(site.path())[..] else { panic!("one sentence") };
        assert!(told.starts_with("Pages have no scripts: no promcast.js and promcast.wasm in `"), "{told}");
        std::fs::create_dir(site.path().join("pkg")).unwrap();
        for file in ["promcast.js", "promcast.wasm"] {
            std::fs::write(site.path().join("pkg").join(file), "").unwrap();
        }
        assert_eq!(lacks_of(site.path()), Vec::<String>::new());
    }
}
