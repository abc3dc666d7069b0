//! One proxy on one day: its metrics are asked for, and its file is replaced whole where that loses nothing.

use std::sync::atomic::Ordering;

use archive::{Layout, Place, ProxyName};
use futures_util::future::join_all;
use timeseries::Day;

use super::day::Run;
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
            Some(answers) => self.keep(day, proxy, answers, run).await,
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

    async fn keep(&self, day: Day, proxy: &ProxyName, answers: Vec<Answer<'_>>, run: &Run) -> ProxyReport {
        let earlier = match damaged(run, day, proxy) {
            Some(error) => Err(error),
            None => self.archive.read_day(day, proxy).await,
        };
        let was_there = !matches!(earlier, Ok(None));
        let (earlier, unreadable) = match earlier {
            Ok(rows) => (rows.unwrap_or_default(), None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let merged = merge(answers, earlier);
        let file = match unreadable {
            // A file that cannot be read is replaced only by a whole one.
            Some(error) if merged.needs_earlier() => FileOutcome::Failed(error),
            _ if is_worth_a_file(&merged, was_there) => return self.write(day, proxy, merged, run).await,
            _ => FileOutcome::Untouched,
        };
        ProxyReport { proxy: proxy.clone(), metrics: merged.metrics, file }
    }

    async fn write(&self, day: Day, proxy: &ProxyName, merged: Merged, run: &Run) -> ProxyReport {
        let is_over = day.range().end <= run.now || !self.plan.reads_ranges();
        let whole_day = is_over && !merged.has_failures() && !merged.has_partial();
        let to_keep = DayToKeep { day, proxy: proxy.clone(), rows: merged.rows, collected: run.now, whole_day };
        let file = match self.archive.write_day(to_keep).await {
            Ok(file) => FileOutcome::Written(file),
            Err(error) => {
                let is_full = matches!(error, ArchiveError::DiskFull { .. });
                run.is_disk_full.fetch_or(is_full, Ordering::Relaxed);
                FileOutcome::Failed(error)
            }
        };
        ProxyReport { proxy: proxy.clone(), metrics: merged.metrics, file }
    }
}

/// New rows are. So is the knowledge that a day has none, so that it is not taken for a day that is missing.
fn is_worth_a_file(merged: &Merged, was_there: bool) -> bool {
    merged.has_new_rows() || (!was_there && !merged.has_failures())
}

/// Why the file of a day is left out, where it is.
fn damaged(run: &Run, day: Day, proxy: &ProxyName) -> Option<ArchiveError> {
    let path = Place::flat(day, proxy.clone()).path;
    let left_out = run.inventory.left_out.iter().find(|left_out| left_out.path == path)?;
    Some(ArchiveError::Refused { why: format!("the file of before cannot be read: {}", left_out.reason) })
}

/// A file in the hive layout: another one beside it would count everything twice.
fn elsewhere(run: &Run, day: Day, proxy: &ProxyName) -> Option<String> {
    let places = run.inventory.files.iter().map(|file| &file.place);
    let mut hive = places.filter(|place| place.layout == Layout::Hive && place.day == day && place.proxy == *proxy);
    hive.next().map(|place| place.path.clone())
}
