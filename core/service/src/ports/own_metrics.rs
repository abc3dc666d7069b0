//! Promcast's own metrics, as Prometheus reads them.

/// Port that writes Promcast's own metrics.
pub trait OwnMetrics: Send + Sync + std::fmt::Debug {
    /// All of them in Prometheus' text format, with what only the use cases know: how many forecasts wait or run, and what the
    /// counter says.
    fn as_scraped(&self, queue_length: usize, counter: u64) -> String;
}
