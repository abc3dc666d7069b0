//! One proxy on one day: its metrics are asked for, and its file is replaced whole where that loses nothing.

use std::sync::atomic::Ordering;

use archive::{Layout, LeftOut, Place, ProxyName};
use futures_util::future::join_all;
use timeseries::{Day, Timestamp};

use super::day::Run;
use super::due::{DayState, Holdings};
use super::earlier::{Merged, merge};
use super::reading::{Moment, Read, read};
use super::{CollectedMetric, Collector, FileOutcome, ProxyReport};
use crate::{ArchiveError, DayToKeep, SourceError};

type Answer<'m> = (&'m CollectedMetric, Result<Read, SourceError>);

impl Collector {
    pub(super) async fn collect_proxy(&self, day: Day, index: usize, run: &Run) -> ProxyReport {
        let proxy = &self.plan.proxies()[index];
        let without_metrics = |file| ProxyReport { proxy: proxy.clone(), metrics: Vec::new(), file };
        if let Some(path) = elsewhere(run, day, proxy) {
            return without_metrics(FileOutcome::KeptElsewhere { path });
        }
        let answers = tokio::select! {
            biased;
            () = self.stop.asked() => None,
            answers = self.answers(day, index, run) => answers,
        };
        match answers {
            Some(answers) => self.keep(day, index, answers, run).await,
            None => without_metrics(FileOutcome::Stopped),
        }
    }

    /// The answers for all metrics; `None` where the run ended before.
    async fn answers(&self, day: Day, index: usize, run: &Run) -> Option<Vec<Answer<'_>>> {
        let moment = Moment { day, now: run.now };
        let questions: Vec<_> =
            self.plan.questions(index).map(|(metric, query)| self.answer(metric, query, moment, run)).collect();
        join_all(questions).await.into_iter().collect()
    }

    async fn answer<'m>(
        &self,
        metric: &'m CollectedMetric,
        query: &str,
        moment: Moment,
        run: &Run,
    ) -> Option<Answer<'m>> {
        let _place = run.places.acquire().await.ok()?;
        if self.is_over(run) {
            return None;
        }
        Some((metric, read(self.source.as_ref(), metric, query, moment, self.plan.retries()).await))
    }

    async fn keep(&self, day: Day, index: usize, answers: Vec<Answer<'_>>, run: &Run) -> ProxyReport {
        let proxy = &self.plan.proxies()[index];
        let earlier = match damaged(run, day, proxy) {
            Some(error) => Err(error),
            None => self.archive.read_day(day, proxy).await,
        };
        let was_there = !matches!(earlier, Ok(None));
        let (earlier, unreadable) = match earlier {
            Ok(rows) => (rows.unwrap_or_default(), None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let merged = merge(answers, earlier, Moment { day, now: run.now });
        let before = Holdings::new(&self.plan, &run.inventory, run.now).state(day, index);
        let (whole_day, collected) = self.stamp(day, before, &merged, run.now);
        // A day that is whole without a new row is known to be: it is not asked about for ever.
        let becomes_whole = was_there && whole_day && before == DayState::Part;
        let file = match unreadable {
            // A file that cannot be read is replaced only by a whole one.
            Some(error) if merged.needs_earlier() => FileOutcome::Failed(error),
            _ if becomes_whole || is_worth_a_file(&merged, was_there) => {
                let rows = merged.rows;
                self.write(DayToKeep { day, proxy: proxy.clone(), rows, collected, whole_day }, run).await
            }
            _ => FileOutcome::Untouched,
        };
        ProxyReport { proxy: proxy.clone(), metrics: merged.metrics, file }
    }

    /// Tells whether a day is whole now, and when it is said to have been collected. A day that was whole stays so: its rows stay,
    /// and where some may be missing all the same, it is said to be of a moment at which it could not be whole, and so is due.
    fn stamp(&self, day: Day, before: DayState, merged: &Merged, now: Timestamp) -> (bool, Timestamp) {
        let whole_from = self.plan.can_be_whole_from(day);
        let is_complete = whole_from <= now && !merged.has_failures() && !merged.has_partial();
        match before {
            _ if is_complete => (true, now),
            DayState::Done if merged.lacks_nothing() => (true, now),
            DayState::Done | DayState::Doubtful => {
                (true, now.min(Timestamp::from_ms(whole_from.ms().saturating_sub(1))))
            }
            DayState::Missing | DayState::Part | DayState::Foreign => (false, now),
        }
    }

    async fn write(&self, to_keep: DayToKeep, run: &Run) -> FileOutcome {
        match self.archive.write_day(to_keep).await {
            Ok(file) => FileOutcome::Written(file),
            Err(error) => {
                let is_full = matches!(error, ArchiveError::DiskFull { .. });
                run.is_disk_full.fetch_or(is_full, Ordering::Relaxed);
                FileOutcome::Failed(error)
            }
        }
    }
}

/// New rows are. So is the knowledge that a day has none, so that it is not taken for a day that is missing.
fn is_worth_a_file(merged: &Merged, was_there: bool) -> bool {
    merged.has_new_rows() || (!was_there && !merged.has_failures())
}

/// Why the file of a day is left out, where it is.
fn damaged(run: &Run, day: Day, proxy: &ProxyName) -> Option<ArchiveError> {
    let path = Place::flat(day, proxy.clone()).path;
    let left_out: &LeftOut = run.inventory.left_out.iter().find(|left_out| left_out.path == path)?;
    Some(ArchiveError::Refused { why: format!("the file of before cannot be read: {}", left_out.reason) })
}

/// A file in the hive layout: another one beside it would count everything twice.
fn elsewhere(run: &Run, day: Day, proxy: &ProxyName) -> Option<String> {
    let places = run.inventory.files.iter().map(|file| &file.place);
    let mut hive = places.filter(|place| place.layout == Layout::Hive && place.day == day && place.proxy == *proxy);
    hive.next().map(|place| place.path.clone())
}
