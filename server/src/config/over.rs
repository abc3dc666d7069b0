//! Reloading of a config: the keys that take effect while the server runs, and those that wait for a restart.

use std::fmt::Debug;

use super::{Config, LogConfig, SqlConfig, WebConfig};

impl Config {
    /// This config, but what a running server cannot change, as it is in the one `running`; and the keys of the file where
    /// the two differ in that.
    pub(crate) fn over(self, running: &Self) -> (Self, Vec<&'static str>) {
        let kept = self.changed_for_a_restart(running);
        let over = Self {
            listen_address: running.listen_address,
            web: self.web.over(&running.web),
            site_root: running.site_root.clone(),
            environment: running.environment.clone(),
            storage_path: running.storage_path.clone(),
            checkpoint_path: running.checkpoint_path.clone(),
            keep_forecasts: running.keep_forecasts,
            keep_evaluations: running.keep_evaluations,
            archive: running.archive.clone(),
            collector: running.collector.clone(),
            sql: SqlConfig { allow_weak_sandbox: running.sql.allow_weak_sandbox, ..self.sql },
            log: LogConfig { format: running.log.format, ..self.log },
            ..self
        };
        (over, kept)
    }

    fn changed_for_a_restart(&self, running: &Self) -> Vec<&'static str> {
        let web = |config: &Self| {
            let WebConfig { max_connections, reached, .. } = &config.web;
            format!("{} {reached:?} {max_connections} {:?}", config.listen_address, config.web.patience())
        };
        let storage = |config: &Self| {
            let Self { storage_path, checkpoint_path, keep_forecasts, keep_evaluations, archive, .. } = config;
            format!("{storage_path:?} {checkpoint_path:?} {keep_forecasts} {keep_evaluations} {archive:?}")
        };
        let changed = [
            (
                "web.listen_address, external_url, route_prefix, max_connections, header_timeout, body_timeout",
                differ(web(self), web(running)),
            ),
            ("environment", differ(&self.environment, &running.environment)),
            ("storage", differ(storage(self), storage(running))),
            ("apiProxies, prometheus.metrics, collect, debug", differ(&self.collector, &running.collector)),
            ("sql.allow_weak_sandbox", differ(self.sql.allow_weak_sandbox, running.sql.allow_weak_sandbox)),
            ("log.format", differ(self.log.format, running.log.format)),
        ];
        changed.into_iter().filter_map(|(keys, changed)| changed.then_some(keys)).collect()
    }
}

/// Returns true if two parts differ, as far as their debug output shows.
fn differ<T: Debug>(one: T, other: T) -> bool {
    format!("{one:?}") != format!("{other:?}")
}
