//! Selects series by a selector, and their values at each point.

use timeseries::{Duration, Labels, Sample, Timestamp};

use super::budget::Budget;
use super::samples::SeriesSamples;
use super::value::Row;
use super::{EvaluateError, Evaluation, error};
use crate::ast::{Offset, VectorSelector};

/// Shift of a selector in time, by its `offset`.
#[derive(Clone, Copy, Debug)]
pub(super) enum LookBack {
    /// `offset 5m`.
    Earlier(Duration),
    /// `offset -5m`.
    Later(Duration),
}

impl LookBack {
    pub(super) fn of(offset: Option<&Offset>) -> Self {
        match offset {
            None => Self::Earlier(Duration::default()),
            Some(Offset::Pos(length)) => Self::Earlier(in_ms(*length)),
            Some(Offset::Neg(length)) => Self::Later(in_ms(*length)),
        }
    }

    /// The moment that is looked at from `time`.
    pub(super) fn from(self, time: Timestamp) -> Timestamp {
        match self {
            Self::Earlier(length) => time - length,
            Self::Later(length) => time + length,
        }
    }
}

/// The parser's durations are the standard library's.
pub(super) fn in_ms(length: std::time::Duration) -> Duration {
    Duration::from_ms(u64::try_from(length.as_millis()).unwrap_or(u64::MAX))
}

impl<'a> Evaluation<'a> {
    /// The series of a selector, and where in time it looks. A name that nobody has selects nothing.
    pub(super) fn select(
        &self,
        selector: &VectorSelector,
    ) -> Result<(Vec<&'a dyn SeriesSamples>, LookBack), EvaluateError> {
        if selector.at.is_some() {
            return Err(error::unsupported("the `@` modifier"));
        }
        if !selector.matchers.or_matchers.is_empty() {
            return Err(error::unsupported("`or` between matchers"));
        }
        let selected: Vec<_> =
            self.series.iter().copied().filter(|series| matches(selector, series.labels())).collect();
        Budget::check_points(selected.len(), self.grid.len)?;
        Ok((selected, LookBack::of(selector.offset.as_ref())))
    }

    /// The newest sample of each selected series at each point.
    pub(super) fn instant_vector(&mut self, selector: &VectorSelector) -> Result<Vec<Row>, EvaluateError> {
        self.instants(selector, |sample| sample.value)
    }

    /// The moment of that sample instead of its value, in seconds.
    pub(super) fn instant_times(&mut self, selector: &VectorSelector) -> Result<Vec<Row>, EvaluateError> {
        let rows = self.instants(selector, |sample| sample.time.seconds())?;
        Ok(rows.into_iter().map(Row::nameless).collect())
    }

    fn instants(
        &mut self,
        selector: &VectorSelector,
        value: impl Fn(Sample) -> f64,
    ) -> Result<Vec<Row>, EvaluateError> {
        let (selected, look_back) = self.select(selector)?;
        self.budget.spend((selected.len() as u64).saturating_mul(self.grid.len as u64))?;
        let times = || self.grid.times().map(|time| look_back.from(time));
        let row = |series: &dyn SeriesSamples| Row {
            labels: series.labels().clone(),
            points: times().map(|time| series.seen_at(time).map(&value)).collect(),
        };
        Ok(selected.into_iter().map(row).collect())
    }
}

/// A label that is not there counts as empty, as in Prometheus.
fn matches(selector: &VectorSelector, labels: &Labels) -> bool {
    let named = selector.name.as_deref().is_none_or(|name| labels.metric_name() == Some(name));
    named
        && selector
            .matchers
            .matchers
            .iter()
            .all(|matcher| matcher.is_match(labels.get(&matcher.name).unwrap_or_default()))
}
