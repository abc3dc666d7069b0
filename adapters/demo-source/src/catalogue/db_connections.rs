//! Database connections: a level that somebody shifts, up and down in turn.

use promql::MetricKind;

use super::Metric;
use crate::signal::{Episodes, Noise, SHOP, Signal};
use crate::tick::{DAY, MINUTE, Tick};

#[derive(Debug)]
struct PooledConnections {
    resizes: Episodes,
    noise: Noise,
}

impl PooledConnections {
    /// Small and large pools in turn, no two quite the same.
    fn pool_size(&self, tick: Tick) -> f64 {
        let index = self.resizes.latest(tick).index;
        let size = if index.rem_euclid(2) == 0 { 40.0 } else { 64.0 };
        size + (8.0 * self.noise.uniform(index)).floor()
    }
}

impl Signal for PooledConnections {
    fn at(&self, tick: Tick) -> Option<f64> {
        let busy = 5.0 * SHOP.level(tick.seconds());
        let wander = 1.5 * self.noise.drift(tick, 20 * MINUTE) + 0.7 * self.noise.white(tick);
        Some((self.pool_size(tick) + busy + wander).round())
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_db_connections";
    let metric =
        Metric::new(name, MetricKind::Gauge, "Open database connections; every ten days or so a pool is resized.");
    [("read", 0), ("write", 5 * DAY)].iter().fold(metric, |metric, (pool, shift)| {
        let resizes = Episodes::new(&format!("{pool} resizes"), 10 * DAY, DAY).shifted(*shift);
        metric.with(&[("pool", pool)], |noise| PooledConnections { resizes, noise })
    })
}
