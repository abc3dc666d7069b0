//! `Catalogue` of the sample metrics: one file each, all of one small shop.

mod build_info;
mod cpu;
mod db_connections;
mod disk;
mod http_requests;
mod instance;
mod memory;
mod metric;
mod network;
mod orders;
mod queue;
mod request_latency;
mod sensor;

pub(crate) use metric::{Metric, SampledSeries};

/// All metrics, by name.
#[derive(Debug)]
pub(crate) struct Catalogue {
    metrics: Vec<Metric>,
}

impl Catalogue {
    /// Builds them.
    pub(crate) fn new() -> Self {
        let mut metrics = vec![
            build_info::metric(),
            cpu::metric(),
            db_connections::metric(),
            disk::metric(),
            http_requests::metric(),
            memory::metric(),
            network::metric(),
            orders::metric(),
            queue::metric(),
            request_latency::metric(),
            sensor::metric(),
        ];
        metrics.sort_by(|a, b| a.info.name.cmp(&b.info.name));
        Self { metrics }
    }

    /// The metrics, by name.
    pub(crate) fn metrics(&self) -> impl Iterator<Item = &Metric> {
        self.metrics.iter()
    }

    /// All series of all metrics.
    pub(crate) fn series(&self) -> impl Iterator<Item = &SampledSeries> {
        self.metrics.iter().flat_map(|metric| &metric.series)
    }
}
