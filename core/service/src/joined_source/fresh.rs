//! Queries to Prometheus for what the archive does not have yet.

use std::collections::{BTreeMap, BTreeSet};

use archive::samples::ArchivedSeries;
use futures_util::{StreamExt, stream};
use promql::evaluate::{Read, reads};
use promql::{RangeAnswer, RangeQuery, parse};
use timeseries::{Duration, Grid, Timestamp};

use super::definitions::{MetricDefinition, MetricDefinitions, Pair};
use crate::archive_source::usual_spacing;
use crate::forecast_request::MAX_HISTORY_POINTS;
use crate::{MetricsSource, SourceError};

/// Queries for one question.
const MAX_QUERIES: usize = 64;
/// Queries at once.
const AT_ONCE: usize = 8;

/// The queries, and for each pair the time up to which the archive is used.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) questions: Vec<Question>,
    /// The newest archived moment of each pair there is anything of.
    pub(super) seams: BTreeMap<Pair, Timestamp>,
    pub(super) warnings: Vec<String>,
}

/// One query of the collector on a grid.
#[derive(Debug)]
pub(super) struct Question {
    pair: Pair,
    definition: MetricDefinition,
    grid: Grid,
}

/// Answers of Prometheus.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    /// Of the pairs whose every question was answered: answers with the labels of the archive.
    pub(super) answers: BTreeMap<Pair, Vec<RangeAnswer>>,
    pub(super) warnings: Vec<String>,
}

/// Plans the queries for what an expression needs that is newer than the archive.
///
/// # Errors
/// `TooLarge` where that is too much to ask.
pub(super) fn plan(
    query: &RangeQuery,
    archived: &[ArchivedSeries],
    definitions: &dyn MetricDefinitions,
) -> Result<Plan, SourceError> {
    let Ok(expr) = parse(&query.expr) else { return Ok(Plan::default()) };
    let mut plan = Plan { seams: seams(archived), ..Plan::default() };
    let pairs: BTreeSet<Pair> = definitions.pairs().into_iter().chain(plan.seams.keys().cloned()).collect();
    for read in reads(&expr) {
        for pair in pairs.iter().filter(|pair| pair.fits(read.selector)) {
            let spacing = archived.iter().filter(|series| pair.has(series)).find_map(usual_spacing);
            let newest = plan.seams.get(pair).copied();
            if let Some(grid) = newer(&read, query.grid, newest, spacing) {
                plan.add(pair, definitions.definition(pair), grid)?;
            }
        }
    }
    Ok(plan)
}

impl Plan {
    fn add(&mut self, pair: &Pair, definition: Option<MetricDefinition>, grid: Grid) -> Result<(), SourceError> {
        let Some(definition) = definition else {
            let Pair { metric, proxy } = pair;
            self.warnings.push(format!(
                "the collector's config has no metric {metric} of the API proxy {proxy}: what is newer than its archive is missing"
            ));
            return Ok(());
        };
        if grid.len as u64 > MAX_HISTORY_POINTS || self.questions.len() == MAX_QUERIES {
            let what =
                format!("more than {MAX_QUERIES} queries of {MAX_HISTORY_POINTS} points for what is not archived yet");
            return Err(SourceError::TooLarge { what, limit: MAX_QUERIES.to_string() });
        }
        let is_asked = |asked: &Question| asked.pair == *pair && asked.grid == grid;
        if !self.questions.iter().any(is_asked) {
            self.questions.push(Question { pair: pair.clone(), definition, grid });
        }
        Ok(())
    }
}

/// The queries of the collector for what an expression reads.
pub(super) fn queries(expr: &str, definitions: &dyn MetricDefinitions) -> Vec<String> {
    let Ok(expr) = parse(expr) else { return Vec::new() };
    let reads = reads(&expr);
    let is_read = |pair: &Pair| reads.iter().any(|read| pair.fits(read.selector));
    let read = definitions.pairs().into_iter().filter(is_read);
    read.filter_map(|pair| definitions.definition(&pair)).map(|definition| definition.expr).collect()
}

/// The newest archived moment of each pair.
fn seams(archived: &[ArchivedSeries]) -> BTreeMap<Pair, Timestamp> {
    let mut seams = BTreeMap::new();
    for series in archived {
        if let Some(last) = series.samples.last() {
            let seam = seams.entry(Pair::of(&series.labels)).or_insert(last.time);
            *seam = last.time.max(*seam);
        }
    }
    seams
}

/// The moments after `newest` that a selector looks at from the points of a grid; `None` where there are none.
fn newer(read: &Read<'_>, grid: Grid, newest: Option<Timestamp>, spacing: Option<Duration>) -> Option<Grid> {
    let looked = read.seen_from(grid);
    let last = looked.time(looked.len.checked_sub(1)?);
    let newer = match read.window {
        None => after(looked, newest),
        Some(window) => {
            // The samples in the windows are asked for as far apart as those of the archive.
            let step = spacing.unwrap_or(Duration::MINUTE).max(Duration::SECOND);
            let start = newest.unwrap_or(looked.start - window).max(looked.start - window) + step;
            let len = if start > last { 0 } else { last.since(start).steps_of(step).saturating_add(1) };
            Grid { start, step, len: usize::try_from(len).unwrap_or(usize::MAX) }
        }
    };
    (newer.len > 0).then_some(newer)
}

/// The points of a grid after a moment.
fn after(grid: Grid, moment: Option<Timestamp>) -> Grid {
    let passed = match moment {
        Some(moment) if moment >= grid.start => moment.since(grid.start).steps_of(grid.step).saturating_add(1),
        _ => 0,
    };
    let passed = usize::try_from(passed).unwrap_or(usize::MAX).min(grid.len);
    Grid { start: grid.time(passed), len: grid.len - passed, ..grid }
}

/// Asks them, some at once. A pair with a question that has no answer has none at all, and a warning says so.
pub(super) async fn ask(prometheus: &dyn MetricsSource, questions: Vec<Question>) -> Fresh {
    let answers = stream::iter(questions).map(|question| async move {
        let query = RangeQuery { expr: question.definition.expr.clone(), grid: question.grid };
        let answer = prometheus.query_range(&query).await;
        (question, answer)
    });
    let mut answers = answers.buffered(AT_ONCE);
    let mut fresh = Fresh::default();
    let mut failed = BTreeMap::new();
    while let Some((question, answer)) = answers.next().await {
        match answer {
            Ok(answer) => fresh.add(&question, answer),
            Err(error) => {
                failed.entry(question.pair).or_insert_with(|| error.to_string());
            }
        }
    }
    fresh.leave_out(&failed);
    fresh
}

impl Fresh {
    fn add(&mut self, question: &Question, mut answer: RangeAnswer) {
        self.warnings.append(&mut answer.warnings);
        for series in &mut answer.series {
            series.labels = question.definition.archived(&series.labels, &question.pair);
        }
        self.answers.entry(question.pair.clone()).or_default().push(answer);
    }

    fn leave_out(&mut self, failed: &BTreeMap<Pair, String>) {
        self.answers.retain(|pair, _| !failed.contains_key(pair));
        let reasons: BTreeSet<&String> = failed.values().collect();
        let said = reasons
            .into_iter()
            .map(|why| format!("Prometheus did not tell what is newer than the archive, which is missing: {why}"));
        self.warnings.extend(said);
    }
}
