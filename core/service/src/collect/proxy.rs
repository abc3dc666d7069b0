//! One proxy on one day: its metrics are asked for, several at once, and filed one after the other.

use archive::{Layout, ProxyName};
use futures_util::stream::{self, StreamExt};
use timeseries::Day;
use tokio::sync::{SemaphorePermit, oneshot};

use super::day::Run;
use super::filing::Filing;
use super::reading::{Moment, Read, read};
use super::{CollectedMetric, Collector, FileOutcome, MetricReport, ProxyReport};
use crate::SourceError;

/// A metric to ask for, with its place in the plan.
struct Question<'a> {
    index: usize,
    metric: &'a CollectedMetric,
    query: &'a str,
    /// Heard once the question before has its room: room is taken in the order in which it is given back, so that what is filed
    /// next never waits for what is filed later.
    turn: Option<oneshot::Receiver<()>>,
    /// Told once this one has it.
    next: oneshot::Sender<()>,
}

/// The answer to a question, with the room that its samples take.
struct Answer<'a> {
    index: usize,
    metric: &'a CollectedMetric,
    read: Result<Read, SourceError>,
    _room: SemaphorePermit<'a>,
}

impl Collector {
    pub(super) async fn collect_proxy(&self, day: Day, index: usize, run: &Run) -> ProxyReport {
        let proxy = &self.plan.proxies()[index];
        let without_metrics = |file| ProxyReport { proxy: proxy.clone(), metrics: Vec::new(), file };
        if let Some(path) = elsewhere(run, day, proxy) {
            return without_metrics(FileOutcome::KeptElsewhere { path });
        }
        let moment = Moment { day, now: run.now };
        // As a list: a stream of closures that borrow cannot go to another thread.
        let asked: Vec<_> =
            self.questions(index).into_iter().map(|question| self.answer(question, moment, run)).collect();
        let mut answers = std::pin::pin!(stream::iter(asked).buffered(self.plan.concurrency()));
        let mut filing = Filing::begin(self, day, index, run).await;
        let mut reports: Vec<(usize, MetricReport)> = Vec::new();
        loop {
            let answer = tokio::select! {
                biased;
                () = self.stop.asked() => return without_metrics(filing.stopped()),
                answer = answers.next() => answer,
            };
            match answer {
                None => break,
                Some(None) => return without_metrics(filing.stopped()),
                Some(Some(Answer { index, metric, read, _room })) => {
                    reports.push((index, filing.file(metric, read).await));
                }
            }
        }
        let file = filing.finish().await;
        reports.sort_by_key(|(index, _)| *index);
        ProxyReport { proxy: proxy.clone(), metrics: reports.into_iter().map(|(_, report)| report).collect(), file }
    }

    /// The questions of a proxy, by the names of their metrics.
    fn questions(&self, proxy: usize) -> Vec<Question<'_>> {
        let mut of_plan: Vec<_> = self.plan.questions(proxy).enumerate().collect();
        of_plan.sort_by(|(_, (left, _)), (_, (right, _))| left.name.cmp(&right.name));
        let mut turn = None;
        let mut questions = Vec::new();
        for (index, (metric, query)) in of_plan {
            let (next, heard) = oneshot::channel();
            questions.push(Question { index, metric, query, turn: turn.replace(heard), next });
        }
        questions
    }

    /// The answer for a metric; `None` where the run ended before.
    async fn answer<'a>(&self, question: Question<'a>, moment: Moment, run: &'a Run) -> Option<Answer<'a>> {
        let Question { index, metric, query, turn, next } = question;
        if let Some(turn) = turn {
            // One that is gone without a word needs no room.
            let _gone = turn.await;
        }
        let room = run.room.take(index, metric, moment).await?;
        // The next question may be gone already.
        let _gone = next.send(());
        let _place = run.places.acquire().await.ok()?;
        if self.is_over(run) {
            return None;
        }
        let read = read(self.source.as_ref(), metric, query, moment, self.plan.retries()).await;
        if let Ok(read) = &read {
            run.room.has_seen(index, read.samples());
        }
        Some(Answer { index, metric, read, _room: room })
    }
}

/// A file in the hive layout: another one beside it would count everything twice.
fn elsewhere(run: &Run, day: Day, proxy: &ProxyName) -> Option<String> {
    let places = run.inventory.files.iter().map(|file| &file.place);
    let mut hive = places.filter(|place| place.layout == Layout::Hive && place.day == day && place.proxy == *proxy);
    hive.next().map(|place| place.path.clone())
}
