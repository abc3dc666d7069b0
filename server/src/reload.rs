//! Reading the config again while the server runs: all of it, or nothing.

use std::sync::Arc;

use anyhow::Context;
use service::{Sources, Stop};
use tokio::signal::unix::Signal;
use tokio::sync::{mpsc, watch};

use crate::app_state::AppState;
use crate::checks::{Check, refused};
use crate::cli::ServeArgs;
use crate::config::Config;
use crate::lifecycle::ReloadAnswer;
use crate::logging::LogLevelHandle;
use crate::router::router;
use crate::web::{CurrentRouter, Guard};
use crate::wiring;

/// The running server, and the config it was made from.
#[derive(Debug)]
pub(crate) struct Reloader {
    pub(crate) args: ServeArgs,
    pub(crate) config: Config,
    pub(crate) state: AppState,
    /// Channel to the probes of the sources.
    pub(crate) probed: watch::Sender<Arc<dyn Sources>>,
    pub(crate) router: CurrentRouter,
    pub(crate) guard: Guard,
    pub(crate) log_level: LogLevelHandle,
}

impl Reloader {
    /// Reloads on SIGHUP and whenever a request asks for it, until the end.
    pub(crate) async fn run(mut self, mut hangup: Signal, mut asked: mpsc::Receiver<ReloadAnswer>, stop: Stop) {
        loop {
            tokio::select! {
                () = stop.asked() => return,
                Some(()) = hangup.recv() => {
                    // What came of it is in the log and the metrics.
                    let _told = self.reload().await;
                }
                Some(answer) = asked.recv() => {
                    // Who asked may have gone.
                    let _told = answer.send(self.reload().await);
                }
            }
        }
    }

    async fn reload(&mut self) -> Result<(), String> {
        let telemetry = self.state.telemetry.config().clone();
        match self.try_reload().await {
            Ok(()) => {
                telemetry.read(self.state.service.clock.now());
                self.state.telemetry.checked(Check::Config, Ok("in force".to_owned()));
                tracing::info!("the config was read again");
                Ok(())
            }
            Err(error) => {
                telemetry.refused();
                let why = format!("{error:#}");
                tracing::error!(error = %why, "the config stays as it was");
                self.state.telemetry.checked(Check::Config, Err(refused("config", &why)));
                Err(why)
            }
        }
    }

    /// Everything that can fail comes before the first change.
    async fn try_reload(&mut self) -> anyhow::Result<()> {
        let (config, kept) = Config::of_serve(&self.args)?.over(&self.config);
        let rules = self.guard.read()?;
        let service = wiring::reloaded(&self.state.service, (&self.config, &config), &self.state.telemetry).await?;
        self.log_level.set(config.log.level).context("the log level cannot be changed")?;
        wiring::show_models(&service, &self.state.telemetry).await;
        for key in kept {
            tracing::warn!(key, "a change of this needs a restart, and stays as it was until then");
        }
        self.guard.enforce(rules);
        self.state = self.state.with_service(service);
        self.router.exchange(router(self.state.clone(), &config));
        self.state.telemetry.journal().config_in_force(config.to_string());
        self.probed.send_replace(Arc::clone(&self.state.service.sources));
        self.config = config;
        Ok(())
    }
}
