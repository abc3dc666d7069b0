//! The view of series: a chart a metric, a line a proxy.

use std::collections::{BTreeMap, BTreeSet};

use api::{ArchiveLine, ArchiveParam, ArchiveProblem, MetricSeries, SeriesTab, TabView};
use archive::sql::{self, Filter, STRETCHES_FROM_MS, Statement};
use archive::{Summary, Table};
use timeseries::{Day, Duration, TimeRange, Timestamp, Unit, text};

use super::answer::{Asked, Viewed};
use super::fault::Fault;
use super::reader::Reader;
use super::{question, step, words};
use crate::SqlError;

/// No line has more points, whatever a point is asked to stand for.
const CAP_POINTS: u64 = 5_000;
/// So many of the newest files tell how far apart rows are.
const SAMPLED_FILES: usize = 3;
/// Assumed distance of rows if the sampled files do not tell it.
const USUAL_CADENCE: Duration = Duration::HOUR;

/// The charts.
pub(super) async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Viewed, ArchiveProblem> {
    let window = question::window(asked.params, asked.scope).map_err(Fault::into_problem)?;
    let steps = steps(reader, asked, window).await?;
    keep_days(reader, window);
    let mut statements = Vec::new();
    let mut metrics = Vec::new();
    // Metrics of one step are asked for together.
    for step in steps.values().copied().collect::<BTreeSet<_>>() {
        let of_step =
            asked.metrics.iter().map(|metric| &metric.metric).filter(|metric| steps.get(*metric) == Some(&step));
        let of_step: Vec<String> = of_step.cloned().collect();
        let summary = Summary::Series(filter(asked, window, of_step.clone()), step);
        let table = reader.sum_up(&summary).await.map_err(words::of_engine)?;
        metrics.extend(charts(asked, &table, &of_step, window, step));
        statements.push(summary.statement());
    }
    metrics.sort_by(|a, b| a.metric.cmp(&b.metric));
    let tab = SeriesTab { window, whole: question::whole(asked.scope), metrics, is_past: window.end < asked.now };
    Ok(Viewed { tab: TabView::Series(tab), statements, notes: Vec::new(), hint: "" })
}

/// The statements alone, for a download.
pub(super) async fn statement(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Statement, ArchiveProblem> {
    let window = question::window(asked.params, asked.scope).map_err(Fault::into_problem)?;
    let steps = steps(reader, asked, window).await?;
    keep_days(reader, window);
    let step = steps.into_values().min().unwrap_or(USUAL_CADENCE);
    Ok(sql::bucketed(&filter(asked, window, asked.scope.filter().metrics), step))
}

fn filter(asked: &Asked<'_>, window: TimeRange, metrics: Vec<String>) -> Filter {
    let is_whole = window == question::whole(asked.scope);
    let metrics = if metrics.len() == asked.metrics.len() { asked.scope.filter().metrics } else { metrics };
    Filter { metrics, window: (!is_whole).then_some(window), ..asked.scope.filter() }
}

/// A zoomed chart reads only the files of its days. Rows may lie a day beside the day of their file.
fn keep_days(reader: &mut Reader<'_>, window: TimeRange) {
    let (first, last) = (Day::of(window.start).plus_days(-1), Day::of(window.end).plus_days(1));
    reader.read.files.retain(|file| (first..=last).contains(&file.place.day));
}

/// Returns the bucket of a point of each metric.
async fn steps(
    reader: &mut Reader<'_>,
    asked: &Asked<'_>,
    window: TimeRange,
) -> Result<BTreeMap<String, Duration>, ArchiveProblem> {
    let metrics = asked.metrics.iter().map(|metric| metric.metric.clone());
    if let Some(step) = question::bucket(asked.params).map_err(Fault::into_problem)? {
        let points = window.length().ms() / step.ms();
        if points > CAP_POINTS {
            let why = format!("A line would have {points} points, more than {CAP_POINTS}.");
            let fault = Fault::new(ArchiveParam::Bucket, why, "Choose fewer days, or `auto`.");
            return Err(fault.into_problem());
        }
        return Ok(metrics.map(|metric| (metric, step)).collect());
    }
    let cadences = cadences(reader, asked).await.map_err(words::of_engine)?;
    let points = step::points_a_line(asked.scope.proxies.len() * asked.metrics.len());
    let step_of = |metric: String| {
        let cadence = cadences.get(&metric).copied().unwrap_or(USUAL_CADENCE);
        let step = step::fitting(window.length(), points, cadence);
        (metric, step)
    };
    Ok(metrics.map(step_of).collect())
}

/// Looks at the newest files only.
async fn cadences(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<BTreeMap<String, Duration>, SqlError> {
    let all = reader.read.files.clone();
    reader.read.files.sort_by(|a, b| b.place.day.cmp(&a.place.day).then_with(|| a.place.cmp(&b.place)));
    reader.read.files.truncate(SAMPLED_FILES);
    let days = reader.read.files.iter().map(|file| file.place.day);
    let (first, last) = (days.clone().min().unwrap_or(asked.scope.from), days.max().unwrap_or(asked.scope.to));
    let table = reader.sum_up(&Summary::Cadence(Filter::of_days(first, last))).await;
    reader.read.files = all;
    Ok(step::cadences(&*table?))
}

fn charts(
    asked: &Asked<'_>,
    table: &Table,
    metrics: &[String],
    window: TimeRange,
    step: Duration,
) -> Vec<MetricSeries> {
    let mut lines = Lines::new(window, step);
    let rows = table.texts("metric_name").into_iter().zip(table.texts("api_proxy"));
    for (key, (moment, mean)) in rows.zip(table.moments("moment").into_iter().zip(table.reals("mean"))) {
        lines.put(key, moment, mean);
    }
    let chart = |metric: &String| {
        let of_proxy =
            |proxy: &String| Some(line(asked, proxy, &lines, lines.values.get(&(metric.clone(), proxy.clone()))?));
        let lines: Vec<ArchiveLine> = asked.scope.proxies.iter().filter_map(of_proxy).collect();
        MetricSeries { metric: metric.clone(), meaning: meaning(step), summary: summary(&lines, asked.now), lines }
    };
    metrics.iter().map(chart).collect()
}

/// Values of each metric and proxy on one grid.
struct Lines {
    start: Timestamp,
    step: Duration,
    len: usize,
    values: BTreeMap<(String, String), Vec<f64>>,
}

impl Lines {
    fn new(window: TimeRange, step: Duration) -> Self {
        let start = window.start.ms() - (window.start.ms() - STRETCHES_FROM_MS).rem_euclid(step.ms_i64());
        let len = usize::try_from((window.end.ms() - start).div_euclid(step.ms_i64()) + 1).unwrap_or(0);
        Self { start: Timestamp::from_ms(start), step, len, values: BTreeMap::new() }
    }

    fn put(&mut self, key: (String, String), moment: Option<Timestamp>, mean: f64) {
        let offset = moment.map(|moment| (moment.ms() - self.start.ms()).div_euclid(self.step.ms_i64()));
        let len = self.len;
        let values = self.values.entry(key).or_insert_with(|| vec![f64::NAN; len]);
        if let Some(value) = offset.and_then(|index| values.get_mut(usize::try_from(index).ok()?)) {
            *value = mean;
        }
    }
}

fn line(asked: &Asked<'_>, proxy: &str, lines: &Lines, values: &[f64]) -> ArchiveLine {
    ArchiveLine {
        proxy: proxy.to_owned(),
        color: asked.color(proxy),
        is_hidden: asked.params.hide.iter().any(|hidden| hidden == proxy),
        start: lines.start,
        step: lines.step,
        values: values.to_vec(),
        figures: text::figures(values, Unit::None),
    }
}

fn meaning(step: Duration) -> String {
    format!("Each point is the mean of the rows in {}.", text::length(step))
}

/// The largest value of all lines, and when.
fn summary(lines: &[ArchiveLine], now: Timestamp) -> String {
    let shown = lines.iter().filter(|line| !line.is_hidden);
    let points = shown.flat_map(|line| line.values.iter().enumerate().map(move |(index, value)| (line, index, *value)));
    let finite = points.filter(|(_, _, value)| value.is_finite());
    let Some((line, index, value)) = finite.max_by(|(_, _, a), (_, _, b)| a.total_cmp(b)) else {
        return "There is no value in this time.".to_owned();
    };
    let time = line.start + line.step.times(u64::try_from(index).unwrap_or(0));
    format!("The highest is {} of {}, on {}.", text::number(value), line.proxy, text::moment(time, now))
}
