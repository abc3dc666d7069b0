//! Progress of a command on a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on a terminal; nothing in a script.
pub(super) fn bar(series: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(series as u64);
    match ProgressStyle::with_template("{bar:40} {pos} of {len} series, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
