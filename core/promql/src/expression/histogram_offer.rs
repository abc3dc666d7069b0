//! Suggests queries for native histograms: numbers that they hold.

use timeseries::Duration;

use super::{parse, rate_offer};

/// The least window of an offered rate: several scrapes of a usual interval.
const LEAST_WINDOW: Duration = Duration::from_seconds(300);

/// Expressions of numbers over the histograms that an expression gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistogramOffer {
    /// The value that 95% of the observations of the last minutes stay below.
    pub quantile: String,
    /// The number of observations.
    pub count: String,
    /// The average observation, which Prometheus computes since 2.52.
    pub average: String,
}

/// Offers what to ask instead of an expression that gives native histograms. A selector that is read as it stands, all observations
/// since the process started, is read as its rate where that says more.
#[must_use]
pub fn histogram_offer(expr: &str, step: Duration) -> HistogramOffer {
    let typed = expr.trim();
    let window = step.max(LEAST_WINDOW);
    let rated = parse(typed).ok().and_then(|tree| rate_offer::rewritten(&tree, window, |_| true));
    let rated = rated.unwrap_or_else(|| typed.to_owned());
    HistogramOffer {
        quantile: format!("histogram_quantile(0.95, {})", inside(&rated)),
        count: format!("histogram_count({})", inside(typed)),
        average: format!("histogram_avg({})", inside(&rated)),
    }
}

/// An expression that may end in a comment, before a bracket.
fn inside(expr: &str) -> String {
    let line_end = if expr.contains('#') { "\n" } else { "" };
    format!("{expr}{line_end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_a_count_and_an_average() {
        let step = Duration::from_seconds;
        let cases = [
            (" rpc_seconds ", 15, "histogram_quantile(0.95, rate(rpc_seconds[5m]))", "histogram_count(rpc_seconds)"),
            ("rate(x[10s])", 15, "histogram_quantile(0.95, rate(x[10s]))", "histogram_count(rate(x[10s]))"),
            (
                "sum by (job) (x)",
                3600,
                "histogram_quantile(0.95, sum by (job) (rate(x[1h])))",
                "histogram_count(sum by (job) (x))",
            ),
            (
                r#"{__name__="rpc.time"}"#,
                60,
                r#"histogram_quantile(0.95, rate({__name__="rpc.time"}[5m]))"#,
                r#"histogram_count({__name__="rpc.time"})"#,
            ),
            ("rate(x[2m+3m])", 60, "histogram_quantile(0.95, rate(x[2m+3m]))", "histogram_count(rate(x[2m+3m]))"),
            ("x # all", 60, "histogram_quantile(0.95, rate(x[5m]))", "histogram_count(x # all\n)"),
        ];
        for (expr, seconds, quantile, count) in cases {
            let offer = histogram_offer(expr, step(seconds));
            assert_eq!((offer.quantile.as_str(), offer.count.as_str()), (quantile, count));
            assert!(offer.average.starts_with("histogram_avg("));
        }
    }
}
