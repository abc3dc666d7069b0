//! Questions that roll-ups answer: each has a statement too, which gives the same columns and the same figures from the rows.

mod by_metric;
mod by_time;
mod columns;

use timeseries::Duration;

use super::{OfHour, OfMetric, RolledFile};
use crate::Table;
use crate::sql::{self, Filter, Statement};

/// A question about sums, means and counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Summary {
    /// Number of rows of each metric: [`sql::counts`].
    Counts(Filter),
    /// Totals by metric and proxy: [`sql::totals`].
    Totals(Filter),
    /// Errors by proxy and type: [`sql::errors`].
    Errors(Filter),
    /// The mean of each hour of the week: [`sql::heatmap`].
    Heatmap(Filter),
    /// The mean of each stretch of time: [`sql::bucketed`].
    Series(Filter, Duration),
    /// Distance of the moments: [`sql::cadence`].
    Cadence(Filter),
}

impl Summary {
    /// The statement that asks the rows.
    #[must_use]
    pub fn statement(&self) -> Statement {
        match self {
            Self::Counts(filter) => sql::counts(filter),
            Self::Totals(filter) => sql::totals(filter),
            Self::Errors(filter) => sql::errors(filter),
            Self::Heatmap(filter) => sql::heatmap(filter),
            Self::Series(filter, step) => sql::bucketed(filter, *step),
            Self::Cadence(filter) => sql::cadence(filter),
        }
    }

    /// The answer of the roll-ups of all files asked about; `None` where only the rows know: what is asked is finer than an hour.
    /// Sums are those of the rows but for their last digits, which depend on the order of adding in either.
    #[must_use]
    pub fn of_rollups(&self, files: &[RolledFile<'_>]) -> Option<Table> {
        let asked = Asked::of(self.filter(), files)?;
        match self {
            Self::Counts(_) => by_metric::counts(&asked),
            Self::Totals(_) => by_metric::totals(&asked),
            Self::Errors(_) => by_metric::errors(&asked),
            Self::Heatmap(_) => by_time::heatmap(&asked),
            Self::Series(_, step) => by_time::series(&asked, *step),
            Self::Cadence(_) => by_metric::cadence(&asked),
        }
    }

    fn filter(&self) -> &Filter {
        match self {
            Self::Counts(filter)
            | Self::Totals(filter)
            | Self::Errors(filter)
            | Self::Heatmap(filter)
            | Self::Series(filter, _)
            | Self::Cadence(filter) => filter,
        }
    }
}

/// The part of the roll-ups that is queried.
struct Asked<'a> {
    files: Vec<RolledFile<'a>>,
    metrics: &'a [String],
    /// The hours of the window, counted from the epoch; those before the last.
    hours: Option<(i64, i64)>,
}

impl<'a> Asked<'a> {
    /// `None` where the window begins or ends within an hour.
    fn of(filter: &'a Filter, files: &[RolledFile<'a>]) -> Option<Self> {
        let is_asked = |file: &&RolledFile<'_>| {
            (filter.from..=filter.to).contains(&file.day)
                && (filter.proxies.is_empty() || filter.proxies.iter().any(|proxy| proxy == file.proxy))
        };
        let hour = Duration::HOUR.ms_i64();
        let hours = match filter.window.map(|window| (window.start.ms(), window.end.ms())) {
            None => None,
            Some((start, end)) if start.rem_euclid(hour) == 0 && end.rem_euclid(hour) == 0 => {
                Some((start.div_euclid(hour), end.div_euclid(hour)))
            }
            Some(_) => return None,
        };
        Some(Self { files: files.iter().filter(is_asked).copied().collect(), metrics: &filter.metrics, hours })
    }

    /// The metrics asked about, file by file.
    fn metrics(&self) -> impl Iterator<Item = (&RolledFile<'a>, &'a OfMetric)> {
        let is_asked = |metric: &&OfMetric| self.metrics.is_empty() || self.metrics.contains(&metric.name);
        self.files
            .iter()
            .flat_map(move |file| file.rollup.metrics.iter().filter(is_asked).map(move |metric| (file, metric)))
    }

    /// The hours asked about.
    fn hours(&self) -> impl Iterator<Item = (&RolledFile<'a>, &'a OfMetric, &'a OfHour)> {
        let is_asked = |hour: &&OfHour| self.hours.is_none_or(|(first, end)| (first..end).contains(&hour.hour));
        self.metrics()
            .flat_map(move |(file, metric)| metric.hours.iter().filter(is_asked).map(move |hour| (file, metric, hour)))
    }
}
