//! The rewriting of an expression so that no sample is missed: a selector of samples that are far apart looks as far.

use profile::Spacing;
use promql::ast::{Expr, Offset, VectorSelector};
use timeseries::{Duration, text};

use super::walk::walk;
use super::{SELDOM, Sampling, offset_ms};

/// An expression that misses no sample, and what to say about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rewritten {
    pub(crate) expr: String,
    pub(crate) note: String,
}

impl Sampling {
    /// The expression as it has to be asked on a grid of `step`; `None` where it can be asked as it is.
    ///
    /// On a grid no finer than the samples, a point has the sample nearest to it, so that jitter loses none and a
    /// missing one stays a gap. On a finer grid each sample counts until the next one is due.
    pub(crate) fn rewritten(&self, expr: &str, step: Duration) -> Option<Rewritten> {
        let parsed = promql::parse(expr).ok()?;
        let mut changed = parsed.clone();
        let mut note = None;
        walk(&mut changed, &mut |read| {
            let selector = match &*read {
                Expr::VectorSelector(selector) => selector,
                // A range or a subquery looks back by itself, and `timestamp` wants the sample's own time.
                Expr::Subquery(_) => return false,
                Expr::Call(call) => return call.func.name != "timestamp",
                _ => return true,
            };
            if let Some(spacing) = self.of(selector).filter(|spacing| spacing.usual >= SELDOM)
                && let Some(window) = window(selector, spacing, step)
            {
                note.get_or_insert_with(|| said(selector, spacing, step, &window));
                *read = window;
            }
            false
        });
        let expr = changed.to_string();
        // A text that does not read as the tree it was made from is not sent.
        (changed != parsed && promql::parse(&expr).as_ref() == Ok(&changed))
            .then(|| Rewritten { expr, note: note.unwrap_or_default() })
    }
}

/// Returns true if a grid of `step` is finer than the samples.
fn is_finer(step: Duration, spacing: Spacing) -> bool {
    !crate::forecast_request::is_at_least(step, spacing.usual)
}

/// The last sample in a window of its own for a selector.
fn window(selector: &VectorSelector, spacing: Spacing, step: Duration) -> Option<Expr> {
    let usual = spacing.usual.ms();
    let (length, ahead) = match (is_finer(step, spacing), spacing.is_regular) {
        (true, _) => (usual + usual / 10, 0),
        (false, true) => (usual, usual / 2),
        (false, false) => (usual.max(step.ms()), 0),
    };
    let offset = offset_ms(selector.offset.as_ref()) - i64::try_from(ahead).ok()?;
    let at = std::time::Duration::from_millis(offset.unsigned_abs());
    let offset = match offset {
        0 => None,
        1.. => Some(Offset::Pos(at)),
        _ => Some(Offset::Neg(at)),
    };
    let selector = VectorSelector { offset, ..selector.clone() };
    let matrix = promql::ast::MatrixSelector { vs: selector, range: Duration::from_ms(length).into() };
    promql::parse(&format!("last_over_time({matrix})")).ok()
}

fn said(selector: &VectorSelector, spacing: Spacing, step: Duration, window: &Expr) -> String {
    let name = selector.name.as_deref().unwrap_or("The metric");
    let every = text::length(spacing.usual);
    match (is_finer(step, spacing), spacing.is_regular) {
        (true, _) => {
            let step = text::length(step);
            format!("{name} has a sample every {every}: at a step of {step} each one counts until the next ({window}).")
        }
        (false, true) => {
            format!("{name} has a sample every {every}: each point is the sample nearest to it ({window}).")
        }
        (false, false) => {
            format!("{name} has a sample about every {every}: each point is the last one before it ({window}).")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Timestamp;

    fn sampling(usual: &str, is_regular: bool) -> Sampling {
        let usual: Duration = usual.parse().unwrap();
        let spacing = Spacing { is_regular, ..Spacing::about(usual, Timestamp::from_ms(0)) };
        Sampling { spacings: [("x".to_owned(), spacing)].into() }
    }

    #[test]
    fn selectors_of_samples_far_apart_look_as_far() {
        let cases = [
            ("x", "1h", "1h", Some("last_over_time(x[1h] offset -30m)")),
            ("x", "10m", "30m", Some("last_over_time(x[10m] offset -5m)")),
            ("x", "7m", "10m", Some("last_over_time(x[7m] offset -3m30s)")),
            ("x", "1h", "5m", Some("last_over_time(x[1h6m])")),
            ("sum(x) / 2", "1h", "1h", Some("sum(last_over_time(x[1h] offset -30m)) / 2")),
            ("x offset 1d", "1h", "1h", Some("last_over_time(x[1h] offset 23h30m)")),
            ("x offset 30m", "1h", "1h", Some("last_over_time(x[1h])")),
            ("x - y", "1h", "1h", Some("last_over_time(x[1h] offset -30m) - y")),
            ("x", "15s", "5m", None),
            ("rate(x[4h])", "1h", "1h", None),
            ("max_over_time(x[1d:1h])", "1h", "1h", None),
            ("time() - timestamp(x)", "1h", "1h", None),
            ("y", "1h", "1h", None),
            ("sum(", "1h", "1h", None),
        ];
        for (expr, spacing, step, expected) in cases {
            let rewritten = sampling(spacing, true).rewritten(expr, step.parse().unwrap());
            assert_eq!(
                rewritten.as_ref().map(|rewritten| rewritten.expr.as_str()),
                expected,
                "{expr} {spacing} {step}"
            );
        }
    }

    #[test]
    fn irregular_samples_are_no_grid_but_none_is_lost() {
        let rewritten = sampling("12m", false).rewritten("x", Duration::HOUR).unwrap();
        assert_eq!(rewritten.expr, "last_over_time(x[1h])");
        assert!(rewritten.note.contains("about every 12 minutes"), "{}", rewritten.note);
    }
}
