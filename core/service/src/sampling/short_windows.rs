//! Range selectors that are too short for samples far apart: `rate(x[5m])` of a sample an hour has never two of them.

use promql::ast::Expr;
use timeseries::{Duration, text};

use super::Sampling;
use super::walk::walk;

/// A window holds this many samples, as Grafana's `$__rate_interval` does: two are left where one comes late.
const SAMPLES: u64 = 4;

/// An expression whose windows hold enough samples, and why the one that was asked has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WiderWindows {
    /// The sentence without its end: `x has a sample every 1 hour, so that a window of 5 minutes holds too few`.
    pub why: String,
    /// The expression to ask instead.
    pub expr: String,
}

impl Sampling {
    /// The expression with windows that hold enough samples; `None` where they do already, or the samples are unknown.
    pub(crate) fn wider_windows(&self, expr: &str) -> Option<WiderWindows> {
        let mut changed = promql::parse(expr).ok()?;
        let mut why = None;
        walk(&mut changed, &mut |read| {
            let Expr::MatrixSelector(matrix) = read else { return true };
            let window = Duration::from_ms(u64::try_from(matrix.range.as_millis()).unwrap_or(u64::MAX));
            let Some(spacing) = self.of(&matrix.vs).filter(|spacing| window < spacing.usual.times(2)) else {
                return false;
            };
            let name = matrix.vs.name.as_deref().unwrap_or("the metric");
            let (every, short) = (text::length(spacing.usual), text::length(window));
            why.get_or_insert_with(|| {
                format!("{name} has a sample every {every}, so that a window of {short} holds too few")
            });
            matrix.range = spacing.usual.times(SAMPLES).into();
            false
        });
        Some(WiderWindows { why: why?, expr: changed.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use profile::Spacing;
    use timeseries::Timestamp;

    use super::*;

    #[test]
    fn windows_hold_four_samples() {
        let spacing = Spacing::about(Duration::HOUR, Timestamp::from_ms(0));
        let sampling = Sampling { spacings: [("x".to_owned(), spacing)].into() };
        let asked = |expr: &str| sampling.wider_windows(expr).map(|wider| wider.expr);
        assert_eq!(asked("sum(rate(x[5m])) / 2").as_deref(), Some("sum(rate(x[4h])) / 2"));
        assert_eq!(asked("max_over_time(rate(x[1h])[1d:1h])").as_deref(), Some("max_over_time(rate(x[4h])[1d:1h])"));
        for fine in ["rate(x[2h])", "x", "rate(y[5m])", "rate(", "max_over_time(x[1d:1h])"] {
            assert_eq!(asked(fine), None, "{fine}");
        }
        let why = sampling.wider_windows("rate(x[5m])").unwrap().why;
        assert_eq!(why, "x has a sample every 1 hour, so that a window of 5 minutes holds too few");
    }
}
