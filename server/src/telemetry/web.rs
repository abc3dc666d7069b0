//! The metrics of connections: how many there are, and who was sent away.

use prometheus::{IntCounterVec, IntGauge, Opts, Registry};

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct WebTelemetry {
    connections: IntGauge,
    turned_away: IntCounterVec,
    shed: prometheus::IntCounter,
}

impl WebTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let turned_away = Opts::new(
            "promcast_web_connections_turned_away_total",
            "Connections that were closed: `silent` ones sent no request in time, `insecure` ones failed at TLS, idle ones `made_room`, and all were at work where it was `full`.",
        );
        let turned_away = registered(registry, IntCounterVec::new(turned_away, &["reason"])?)?;
        for reason in ["silent", "insecure", "made_room", "full"] {
            turned_away.with_label_values(&[reason]);
        }
        let connections = IntGauge::new("promcast_web_connections", "Connections that are open.")?;
        let shed = prometheus::IntCounter::new(
            "promcast_web_requests_shed_total",
            "Requests that were told to come back, for too many were being answered.",
        )?;
        Ok(Self { connections: registered(registry, connections)?, turned_away, shed: registered(registry, shed)? })
    }

    /// So many connections are open.
    pub(crate) fn connected(&self, connections: usize) {
        self.connections.set(i64::try_from(connections).unwrap_or(i64::MAX));
    }

    /// A connection was closed for one of the reasons named in the metric's help.
    pub(crate) fn turned_away(&self, reason: &'static str) {
        self.turned_away.with_label_values(&[reason]).inc();
    }

    /// A request was not answered but told to come back.
    pub(crate) fn shed(&self) {
        self.shed.inc();
    }
}
