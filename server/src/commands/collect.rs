//! `promcast collect`: fills the archive, as the old collector did: now and every 24 hours, or once.

mod console;

use std::sync::Arc;

use anyhow::{Context, bail};
use service::{CollectReport, Collector};
use timeseries::Day;

use super::ending::EndSignals;
use super::say;
use crate::cli::CollectArgs;
use crate::config::{CollectorConfig, Config};
use crate::jobs::{Keeping, collect_for_ever};
use crate::telemetry::Telemetry;
use crate::{logging, wiring};
use console::Console;

/// Collects what the arguments say. A run that was asked for and is not whole is a failure.
pub(crate) fn collect(args: CollectArgs) -> anyhow::Result<()> {
    let config = Config::of_collect(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    runtime.block_on(run(&args, config))
}

async fn run(args: &CollectArgs, mut config: Config) -> anyhow::Result<()> {
    let end_signals = EndSignals::catch().context("cannot listen for SIGTERM")?;
    let Some(CollectorConfig { plan, every }) = config.collector.take() else {
        bail!("at least one API proxy must be specified");
    };
    let plan = if args.api_proxies.is_empty() { plan } else { plan.of_proxies(&args.api_proxies)? };
    for warning in plan.warnings() {
        tracing::warn!(%warning, "look at the config");
    }
    let _locks = wiring::Locks::of_collector(&config)?;
    let console = Arc::new(Console::new());
    // The console names what failed, day by day.
    let telemetry = Telemetry::new(&config.environment)?.without_announcements();
    let (collector, keeping) = wiring::collector(&config, &telemetry, plan, console)?;
    let collector = Arc::new(collector);
    let stop = collector.stop().clone();
    tokio::spawn(async move {
        end_signals.received().await;
        say("Shutting down...");
        stop.ask();
    });
    match (args.from, args.once) {
        (Some(from), _) => of_days(&collector, &keeping, from, args.to).await,
        (None, true) => whole(collector.collect_due().await?, &keeping).await,
        (None, false) => {
            collect_for_ever(collector, keeping, every).await;
            Ok(())
        }
    }
}

async fn of_days(collector: &Collector, keeping: &Keeping, from: Day, to: Option<Day>) -> anyhow::Result<()> {
    let to = to.unwrap_or_else(|| keeping.today());
    whole(collector.collect_days(from, to).await?, keeping).await
}

/// A script sees by the exit code whether everything is there.
async fn whole(report: CollectReport, keeping: &Keeping) -> anyhow::Result<()> {
    keeping.tidy().await;
    match report.failures().len() {
        0 => Ok(()),
        1 => bail!("1 thing was not collected; the line above says what"),
        many => bail!("{many} things were not collected; the lines above say what"),
    }
}
