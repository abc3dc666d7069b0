//! `Console`: output of a collection, with a line a proxy and day, a progress bar on a terminal, and failures on standard error.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use service::{CollectReport, CollectWatcher, ProxyReport};
use timeseries::{Day, Duration};

use crate::commands::{complain_of, say};

/// Tells whoever started the command.
#[derive(Debug)]
pub(super) struct Console {
    bar: ProgressBar,
}

impl Console {
    pub(super) fn new() -> Self {
        let target = match io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} proxies and days, {eta} left");
        Self { bar: style.into_iter().fold(bar, ProgressBar::with_style) }
    }
}

impl CollectWatcher for Console {
    fn run_begun(&self, proxies_and_days: usize) {
        self.bar.reset();
        self.bar.set_length(proxies_and_days as u64);
    }

    fn proxy_done(&self, day: Day, report: &ProxyReport) {
        self.bar.suspend(|| {
            say(&report.line(day));
            report.failures(day).iter().for_each(|failure| complain_of(failure));
        });
        for metric in &report.metrics {
            for warning in &metric.warnings {
                tracing::warn!(%day, proxy = %report.proxy, metric = %metric.name, %warning, "the source warns");
            }
        }
        self.bar.inc(1);
    }

    fn run_done(&self, report: &CollectReport, took: Duration) {
        self.bar.finish_and_clear();
        report.clock_behind.iter().for_each(|behind| complain_of(&behind.to_string()));
        say(&format!("{} It took {:.1} s.", report.summary(), took.seconds()));
    }
}
