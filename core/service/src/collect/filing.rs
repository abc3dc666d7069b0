//! The file of a proxy's day while its metrics are answered: each is put together with what was kept of it before, and written.

use std::sync::atomic::Ordering;

use archive::{LeftOut, Place, ProxyName};
use timeseries::{Day, Series, Timestamp};

use super::day::Run;
use super::due::{DayState, Holdings};
use super::earlier::{Tally, merge};
use super::reading::{Moment, Read};
use super::{CollectedMetric, Collector, FileOutcome, MetricReport};
use crate::{ArchiveError, DayDraft, DayReader, SourceError};

/// Metrics come by name. At most one of them is held, with what was kept of it before.
pub(super) struct Filing<'a> {
    collector: &'a Collector,
    run: &'a Run,
    day: Day,
    proxy: &'a ProxyName,
    before: DayState,
    earlier: Earlier,
    /// There once a metric has rows.
    draft: Option<Box<dyn DayDraft + 'a>>,
    tally: Tally,
    /// The error after which nothing is written any more.
    failed: Option<ArchiveError>,
}

/// The file of before, read metric by metric.
struct Earlier {
    reader: Option<Box<dyn DayReader>>,
    /// A metric that was read, and whose turn has not come.
    next: Option<(String, Vec<Series>)>,
    was_there: bool,
    /// The reason why it cannot be read.
    unreadable: Option<ArchiveError>,
}

impl Earlier {
    fn of(read: Result<Option<Box<dyn DayReader>>, ArchiveError>) -> Self {
        let was_there = !matches!(read, Ok(None));
        let (reader, unreadable) = match read {
            Ok(reader) => (reader, None),
            Err(error) => (None, Some(error)),
        };
        Self { reader, next: None, was_there, unreadable }
    }

    /// The next metric, where its name comes before another, or at all.
    async fn before(&mut self, name: Option<&str>) -> Result<Option<(String, Vec<Series>)>, ArchiveError> {
        if self.next.is_none()
            && let Some(reader) = &mut self.reader
        {
            self.next = reader.next_metric().await?;
        }
        Ok(self.next.take_if(|(next, _)| name.is_none_or(|name| next.as_str() < name)))
    }

    /// The series of a metric, once those before it were taken.
    fn of_metric(&mut self, name: &str) -> Vec<Series> {
        self.next.take_if(|(next, _)| next == name).map(|(_, series)| series).unwrap_or_default()
    }
}

impl<'a> Filing<'a> {
    pub(super) async fn begin(collector: &'a Collector, day: Day, index: usize, run: &'a Run) -> Self {
        let proxy = &collector.plan.proxies()[index];
        let read = match damaged(run, day, proxy) {
            Some(error) => Err(error),
            None => collector.archive.read_in_turn(day, proxy).await,
        };
        let before = Holdings::new(&collector.plan, &run.inventory, run.now).state(day, index);
        let (tally, earlier) = (Tally::default(), Earlier::of(read));
        Self { collector, run, day, proxy, before, earlier, draft: None, tally, failed: None }
    }

    /// Files the answer for a metric.
    pub(super) async fn file(&mut self, metric: &CollectedMetric, answer: Result<Read, SourceError>) -> MetricReport {
        let name = metric.name.as_str();
        if let Err(error) = self.file_before(Some(name)).await {
            self.failed(error);
        }
        let moment = Moment { day: self.day, now: self.run.now };
        let merged = merge(metric, answer, self.earlier.of_metric(name), moment);
        self.tally.add(&merged);
        if let Err(error) = self.add(name, merged.series).await {
            self.failed(error);
        }
        merged.report
    }

    /// Files what was kept of metrics that the config does not have, up to another one, or all.
    async fn file_before(&mut self, name: Option<&str>) -> Result<(), ArchiveError> {
        while self.failed.is_none() {
            let Some((metric, series)) = self.earlier.before(name).await? else { break };
            self.add(&metric, series).await?;
        }
        Ok(())
    }

    async fn add(&mut self, metric: &str, series: Vec<Series>) -> Result<(), ArchiveError> {
        if series.is_empty() || self.failed.is_some() {
            return Ok(());
        }
        self.draft().await?.add(metric, series).await
    }

    async fn draft(&mut self) -> Result<&mut Box<dyn DayDraft + 'a>, ArchiveError> {
        let draft = match self.draft.take() {
            Some(draft) => draft,
            None => self.collector.archive.draft_day(self.day, self.proxy).await?,
        };
        Ok(self.draft.insert(draft))
    }

    fn failed(&mut self, error: ArchiveError) {
        let is_full = matches!(error, ArchiveError::DiskFull { .. });
        self.run.is_disk_full.fetch_or(is_full, Ordering::Relaxed);
        self.draft = None;
        self.failed.get_or_insert(error);
    }

    /// Ends a day that was not answered to its end.
    pub(super) fn stopped(self) -> FileOutcome {
        self.failed.map_or(FileOutcome::Stopped, FileOutcome::Failed)
    }

    /// Puts the file in place, where that loses nothing.
    pub(super) async fn finish(mut self) -> FileOutcome {
        if let Err(error) = self.file_before(None).await {
            self.failed(error);
        }
        if let Some(error) = self.failed.take() {
            return FileOutcome::Failed(error);
        }
        let (whole_day, collected) = self.stamp();
        let Tally { has_new_rows, has_failures, needs_earlier, .. } = self.tally;
        let was_there = self.earlier.was_there;
        // A day that is whole without a new row is known to be: it is not asked about for ever.
        let becomes_whole = was_there && whole_day && self.before == DayState::Part;
        // New rows are worth a file. So is the knowledge that a day has none, so that it is not taken for a day that is missing.
        let is_worth_a_file = has_new_rows || becomes_whole || (!was_there && !has_failures);
        match self.earlier.unreadable.take() {
            // A file that cannot be read is replaced only by a whole one.
            Some(error) if needs_earlier => FileOutcome::Failed(error),
            _ if is_worth_a_file => match self.keep(collected, whole_day).await {
                Ok(file) => FileOutcome::Written(file),
                Err(error) => FileOutcome::Failed(error),
            },
            _ => FileOutcome::Untouched,
        }
    }

    async fn keep(mut self, collected: Timestamp, whole_day: bool) -> Result<archive::ArchivedFile, ArchiveError> {
        let kept = match self.draft().await {
            Ok(_) => match self.draft.take() {
                Some(draft) => draft.keep(collected, whole_day).await,
                None => return Err(ArchiveError::Refused { why: "there is no draft".to_owned() }),
            },
            Err(error) => Err(error),
        };
        let is_full = matches!(kept, Err(ArchiveError::DiskFull { .. }));
        self.run.is_disk_full.fetch_or(is_full, Ordering::Relaxed);
        kept
    }

    /// Tells whether a day is whole now, and when it is said to have been collected. A day that was whole stays so: its rows stay,
    /// and where some may be missing all the same, it is said to be of a moment at which it could not be whole, and so is due.
    fn stamp(&self) -> (bool, Timestamp) {
        let (now, whole_from) = (self.run.now, self.collector.plan.can_be_whole_from(self.day));
        let is_complete = whole_from <= now && !self.tally.has_failures && !self.tally.has_partial;
        match self.before {
            _ if is_complete => (true, now),
            DayState::Done if !self.tally.lacks_rows => (true, now),
            DayState::Done | DayState::Doubtful => {
                (true, now.min(Timestamp::from_ms(whole_from.ms().saturating_sub(1))))
            }
            DayState::Missing | DayState::Part | DayState::Foreign => (false, now),
        }
    }
}

/// Gives the reason why the file of a day is left out, where it is.
fn damaged(run: &Run, day: Day, proxy: &ProxyName) -> Option<ArchiveError> {
    let path = Place::flat(day, proxy.clone()).path;
    let left_out: &LeftOut = run.inventory.left_out.iter().find(|left_out| left_out.path == path)?;
    Some(ArchiveError::Refused { why: format!("the file of before cannot be read: {}", left_out.reason) })
}
