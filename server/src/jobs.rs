//! Background jobs: collecting, and keeping the archive in order, until they are told to end.

mod checking;
mod collecting;
mod keeping;
mod probing;
mod watching;

use std::sync::Arc;

use service::{Service, Stop};
use tokio::task::JoinSet;

use crate::config::Config;
use crate::journal::Job;
use crate::telemetry::Telemetry;

use checking::Checking;
pub(crate) use collecting::collect_for_ever;
pub(crate) use keeping::Keeping;
use probing::{Probed, probe_for_ever};
pub(crate) use watching::Watching;

/// The tasks at work.
#[derive(Debug)]
pub(crate) struct Jobs {
    stop: Stop,
    tasks: JoinSet<()>,
}

impl Jobs {
    /// Starts what the config asks for.
    pub(crate) fn start(service: &Service, probed: Probed, config: &Config, telemetry: &Telemetry) -> Self {
        let stop = service.collector.as_ref().map_or_else(Stop::default, |collector| collector.stop().clone());
        let keeping = Keeping::new(service, config.archive.retention, telemetry);
        let mut tasks = JoinSet::new();
        let journal = telemetry.journal();
        if let (Some(collector), Some(config)) = (&service.collector, &config.collector) {
            for warning in config.plan.warnings() {
                tracing::warn!(%warning, "look at the config");
            }
            journal.scheduled(Job::Collecting, Some(config.every));
            tasks.spawn(collect_for_ever(Arc::clone(collector), keeping.clone(), config.every));
        }
        journal.scheduled(Job::Scrubbing, Some(config.archive.scrub_every));
        journal.scheduled(Job::Tidying, None);
        tasks.spawn(keeping.scrub_for_ever(config.archive.scrub_every, stop.clone()));
        tasks.spawn(Checking::new(config, &service.archive, telemetry).run(stop.clone()));
        tasks.spawn(probe_for_ever(probed, telemetry.clone(), stop.clone()));
        Self { stop, tasks }
    }

    /// Returns the flag that ends the jobs.
    pub(crate) fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Waits until they have ended.
    pub(crate) async fn ended(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}
