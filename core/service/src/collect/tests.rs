//! Days collected in memory: what is asked, what is kept, and what a failure costs.

mod bad_days;
mod due_days;
mod good_days;
mod month;
mod moved_clocks;
mod partial_days;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use archive::{ProxyName, Row};
use async_trait::async_trait;
use promql::{MetricInfo, RangeAnswer, RangeQuery, Template};
use timeseries::{Duration, Labels, Sample, Series, Timestamp};

use super::*;
use crate::SourceError;
use crate::fakes::{FixedClock, MemoryArchive};

/// Noon of 2026-11-20.
const NOON_MS: i64 = 1_795_176_000_000;

type Answer = dyn Fn(&str, Timestamp) -> Result<Vec<(Labels, f64)>, SourceError> + Send + Sync;

/// Answers each query at each moment by a function, and remembers what it was asked.
struct Told {
    answer: Box<Answer>,
    /// Set where a part of it does not answer.
    is_partial: bool,
    asked: Mutex<Vec<(String, Vec<Timestamp>)>>,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Told")
    }
}

impl Told {
    fn answering(
        answer: impl Fn(&str, Timestamp) -> Result<Vec<(Labels, f64)>, SourceError> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self { answer: Box::new(answer), is_partial: false, asked: Mutex::default() })
    }

    /// The same, of which a part does not answer.
    fn answering_in_part(
        answer: impl Fn(&str, Timestamp) -> Result<Vec<(Labels, f64)>, SourceError> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self { answer: Box::new(answer), is_partial: true, asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<(String, Vec<Timestamp>)> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl MetricsSource for Told {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let times: Vec<Timestamp> = query.grid.times().collect();
        self.asked.lock().unwrap().push((query.expr.clone(), times.clone()));
        tokio::task::yield_now().await;
        let mut series: Vec<Series> = Vec::new();
        for time in times {
            for (labels, value) in (self.answer)(&query.expr, time)? {
                let sample = Sample { time, value };
                match series.iter_mut().find(|known| known.labels == labels) {
                    Some(known) => known.samples.push(sample),
                    None => series.push(Series { labels, samples: vec![sample] }),
                }
            }
        }
        let warnings = self.is_partial.then(|| "partial response".to_owned()).into_iter().collect();
        Ok(RangeAnswer { series, warnings, is_partial: self.is_partial, ..RangeAnswer::default() })
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        Ok(Vec::new())
    }

    async fn newest_sample(&self, _expr: &str, _before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        Ok(None)
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn proxy(name: &str) -> ProxyName {
    name.parse().unwrap()
}

fn metric(name: &str, range_step: Option<Duration>) -> CollectedMetric {
    let template = Template::parse(&format!("{name}{{apiproxy=\"%s\"}}")).unwrap();
    CollectedMetric { name: name.to_owned(), template, labels: Vec::new(), range_step }
}

/// Two proxies, metrics `a` and `b`, one value a day.
fn plan(range_step: Option<Duration>) -> CollectPlan {
    let metrics = ["a", "b"].map(|name| metric(name, range_step));
    CollectPlan::new(["p1", "p2"].map(proxy).to_vec(), metrics.to_vec()).unwrap().with_retries(0)
}

fn collector(source: &Arc<Told>, archive: &Arc<MemoryArchive>, plan: CollectPlan) -> Collector {
    collector_at(Timestamp::from_ms(NOON_MS), source, archive, plan)
}

fn collector_at(now: Timestamp, source: &Arc<Told>, archive: &Arc<MemoryArchive>, plan: CollectPlan) -> Collector {
    let clock = Arc::new(FixedClock(now));
    Collector::new(source.clone(), archive.clone(), clock, plan, Arc::new(NoWatcher))
}

/// A moment of a day.
fn at(day_text: &str, hour: u64) -> Timestamp {
    day(day_text).start() + Duration::HOUR.times(hour)
}

fn one(value: f64) -> Result<Vec<(Labels, f64)>, SourceError> {
    Ok(vec![(Labels::from_pairs([("__name__", "a"), ("environment", "prod"), ("apiproxy", "p")]), value)])
}

fn down() -> Result<Vec<(Labels, f64)>, SourceError> {
    Err(SourceError::Failed { status: 500 })
}

/// The rows kept for a day and proxy, as metric, milliseconds of the day, and value.
fn kept(archive: &MemoryArchive, day: Day, name: &str) -> Vec<(String, i64, f64)> {
    let rows = archive.day(day, &proxy(name)).unwrap().rows;
    let mut kept: Vec<_> =
        rows.iter().map(|row: &Row| (row.metric.clone(), row.timestamp.ms() - day.start().ms(), row.value)).collect();
    kept.sort_by(|a, b| a.partial_cmp(b).unwrap());
    kept
}
