//! `ArchiveQuestion`: days, proxy and metric of the records that a command asks for.

use archive::ArchivedFile;
use archive::sql::{self, Filter, Statement};
use timeseries::{Day, Timestamp};

use crate::Wanted;

/// A choice of days, a proxy and a metric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveQuestion {
    /// The first and the last day; every day where there are none.
    pub days: Option<(Day, Day)>,
    /// Only this proxy.
    pub proxy: Option<String>,
    /// Only this metric.
    pub metric: Option<String>,
}

impl ArchiveQuestion {
    /// The newest `count` calendar days, `today` included.
    #[must_use]
    pub fn last_days(today: Day, count: u32) -> (Day, Day) {
        (today.plus_days(1 - i64::from(count)), today)
    }

    /// The files that hold it.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted { days: self.days, proxy: self.proxy.clone() }
    }

    /// The same choice for a statement over these files.
    pub(super) fn filter(&self, files: &[ArchivedFile]) -> Filter {
        let days = || files.iter().map(|file| file.place.day);
        let none = Day::of(Timestamp::from_ms(0));
        let (from, to) = self.days.or_else(|| days().min().zip(days().max())).unwrap_or((none, none));
        let listed = |name: &Option<String>| name.iter().cloned().collect();
        Filter { proxies: listed(&self.proxy), metrics: listed(&self.metric), ..Filter::of_days(from, to) }
    }

    /// The usual tables, as far as the metric chosen has one.
    pub(super) fn tables(&self, filter: &Filter) -> impl Iterator<Item = (&'static str, Statement)> {
        let all = [
            ("request_count", "Total requests by API proxy", sql::total_requests(filter)),
            ("response_time", "Average response time by API proxy (ms)", sql::average_response_time(filter)),
            ("error_count", "Error counts by API proxy and error type", sql::errors(filter)),
        ];
        let chosen = self.metric.clone();
        let has_table = move |metric: &str| chosen.as_ref().is_none_or(|chosen| chosen == metric);
        all.into_iter().filter(move |(metric, ..)| has_table(metric)).map(|(_, title, statement)| (title, statement))
    }
}
