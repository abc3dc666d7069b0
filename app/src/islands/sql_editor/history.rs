//! The statements that were run, kept in this browser and sent nowhere.

use leptos::prelude::*;
use web_sys::Storage;

const KEY: &str = "promcast-sql-history";
/// Between two statements: a character that nobody types.
const BETWEEN: char = '\u{1e}';
const MOST: usize = 50;

/// Puts a statement first, and gives all of them.
pub(super) fn remember(ran: Option<String>) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let kept = storage.get_item(KEY).ok().flatten().unwrap_or_default();
    let mut history: Vec<String> = kept.split(BETWEEN).filter(|sql| !sql.is_empty()).map(str::to_owned).collect();
    if let Some(ran) = ran.filter(|sql| !sql.trim().is_empty() && !sql.contains(BETWEEN)) {
        history.retain(|sql| *sql != ran);
        history.insert(0, ran);
        history.truncate(MOST);
        // A full or forbidden storage only means that nothing is remembered.
        let _refused = storage.set_item(KEY, &history.join(&BETWEEN.to_string()));
    }
    history
}

/// Forgets them.
pub(super) fn clear() {
    if let Some(storage) = storage() {
        let _refused = storage.remove_item(KEY);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
