//! Search for the newest sample of an expression: instant queries look back wider and wider, then once closely.

use timeseries::{Duration, Timestamp};

use crate::ast::{Expr, MatrixSelector};

/// Prometheus shows a sample for this long after its time, unless the series ends (`--query.lookback-delta`).
const LOOKBACK: Duration = Duration::from_seconds(300);
/// The closest look. Between two scrapes of a usual interval there is at least one look.
const CLOSE: Duration = Duration::from_seconds(10);

/// One look back: the length of the window, and from one moment in it to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    window: Duration,
    resolution: Duration,
}

/// Look-backs, one after the other, until there is a sample. Of a plain selector a look asks whether there was a sample since the
/// look before, so that none is missed. Of any other expression a look every five minutes misses no sample; over a year that would
/// be too many moments for many series, so there a gap may hide a lone one.
const LOOKS: [Look; 6] = [
    Look { window: Duration::HOUR, resolution: CLOSE },
    Look { window: Duration::DAY, resolution: LOOKBACK },
    Look { window: Duration::WEEK, resolution: LOOKBACK },
    Look { window: Duration::DAY.times(30), resolution: LOOKBACK },
    Look { window: Duration::DAY.times(365), resolution: Duration::HOUR },
    // An archive somebody opened: whoever keeps metrics that long rarely kept them for a day only.
    Look { window: Duration::DAY.times(3650), resolution: Duration::HOUR.times(6) },
];

/// One instant query of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewestProbe {
    at: Timestamp,
    /// `None` sees only what Prometheus shows at the moment itself.
    look: Option<Look>,
    /// True if the expression is a plain selector, of whose samples none is missed.
    is_selector: bool,
    /// The newest sample so far; of a selector a moment that is not after it.
    known: Option<Timestamp>,
}

/// Step after a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewestStep {
    /// Another probe.
    Ask(NewestProbe),
    /// The newest sample, `None` where none was seen in ten years.
    Done(Option<Timestamp>),
}

impl NewestProbe {
    /// The first probe for a sample of `expr` at or before `before`.
    #[must_use]
    pub fn first(expr: &str, before: Timestamp) -> Self {
        Self { at: before, look: None, is_selector: selector(expr, CLOSE).is_some(), known: None }
    }

    /// Returns the evaluation time of the query.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The query, whose value is the newest moment it sees in seconds since the epoch. `timestamp` of a selector is its
    /// sample's own time, of anything else the time of evaluation.
    #[must_use]
    pub fn query(&self, expr: &str) -> String {
        // The expression may end in a comment, hence the line break.
        match self.look {
            None => format!("max(timestamp(({expr}\n)))"),
            Some(Look { window, resolution }) => {
                let since_the_last = selector(expr, resolution).filter(|_| self.is_coarse());
                let seen = since_the_last.map(|samples| format!("present_over_time({samples})"));
                let seen = seen.unwrap_or_else(|| format!("({expr}\n)"));
                format!("max(max_over_time(timestamp({seen})[{window}:{resolution}]))")
            }
        }
    }

    /// Returns true if the look tells only since when there has been a sample.
    fn is_coarse(&self) -> bool {
        self.is_selector && self.look.is_some_and(|look| look.resolution > CLOSE)
    }

    /// Returns the next step after the probe has `found` a moment or nothing.
    #[must_use]
    pub fn after(self, found: Option<Timestamp>) -> NewestStep {
        let newest = self.known.max(found);
        match (self.look, found) {
            (Some(look), Some(found)) if look.resolution > CLOSE => NewestStep::Ask(self.closer(look, found)),
            (_, None) if self.known.is_none() => self.wider(),
            _ => NewestStep::Done(newest),
        }
    }

    fn wider(self) -> NewestStep {
        let window = self.look.map(|look| look.window);
        let next = LOOKS.into_iter().find(|look| Some(look.window) > window);
        next.map_or(NewestStep::Done(None), |look| NewestStep::Ask(Self { look: Some(look), ..self }))
    }

    /// Looks between the moment that showed `found` and the next one: samples there are shown by neither, if the
    /// series ends with a staleness marker.
    fn closer(self, look: Look, found: Timestamp) -> Self {
        if self.is_selector {
            let close = Look { window: look.resolution, resolution: CLOSE };
            return Self { at: found, look: Some(close), known: Some(found - look.resolution), ..self };
        }
        let window = Duration::from_ms(look.resolution.ms() + LOOKBACK.ms());
        let look = Look { window, resolution: CLOSE };
        Self { at: self.at.min(found + window), look: Some(look), known: Some(found), ..self }
    }
}

/// The samples of the last `window` where the expression is a plain selector.
fn selector(expr: &str, window: Duration) -> Option<String> {
    let mut expr = crate::parse(expr).ok()?;
    while let Expr::Paren(paren) = expr {
        expr = *paren.expr;
    }
    match expr {
        Expr::VectorSelector(vs) if vs.at.is_none() => Some(MatrixSelector { vs, range: window.into() }.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
