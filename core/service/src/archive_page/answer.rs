//! The view that was asked for, with its header, notes and statements.

use std::collections::BTreeSet;

use api::{ArchiveParam, ArchiveParams, ArchiveProblem, LinkView, TabAnswer, TabView};
use archive::sql::Statement;
use archive::{ArchivedFile, Inventory};
use timeseries::{Day, Timestamp};

use super::question::Tab;
use super::reader::{Counted, Reader};
use super::scope::{Scope, bounds, with_rows};
use super::{colors, days_tab, heatmap_tab, percentiles_tab, rows_tab, series_tab, totals_tab, words};
use crate::SqlError;

/// Days no farther apart are one run.
const SAME_RUN_DAYS: i64 = 7;
/// So many runs are offered.
const MOST_RUNS: usize = 3;

/// Inputs of a view beside the engine.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) params: &'a ArchiveParams,
    pub(super) inventory: &'a Inventory,
    pub(super) scope: &'a Scope,
    /// The metrics chosen, with their rows.
    pub(super) metrics: Vec<Counted>,
    /// A colour for each of the scope's proxies.
    pub(super) colors: Vec<usize>,
    /// True if days can be collected from the page.
    pub(super) can_collect: bool,
    pub(super) now: Timestamp,
}

/// A view, the statements behind it, and what to know before reading on.
pub(super) struct Viewed {
    pub(super) tab: TabView,
    pub(super) statements: Vec<Statement>,
    pub(super) notes: Vec<String>,
    /// Hint that says how to read it.
    pub(super) hint: &'static str,
}

impl Asked<'_> {
    /// The colour of a proxy.
    pub(super) fn color(&self, proxy: &str) -> usize {
        let place = self.scope.proxies.iter().position(|name| name == proxy);
        place.and_then(|place| self.colors.get(place).copied()).unwrap_or(1)
    }

    /// Rows of all metrics chosen.
    pub(super) fn records(&self) -> u64 {
        self.metrics.iter().map(|metric| metric.records).sum()
    }
}

/// Answers a choice that was understood.
pub(super) async fn answer(
    reader: &mut Reader<'_>,
    params: &ArchiveParams,
    inventory: &Inventory,
    scope: &Scope,
    counted: &[Counted],
    now: Timestamp,
) -> Result<TabAnswer, ArchiveProblem> {
    let tab = Tab::parse(params).map_err(super::Fault::into_problem)?;
    let is_chosen = |metric: &&Counted| scope.metrics.as_ref().is_none_or(|chosen| chosen.contains(&metric.metric));
    let metrics: Vec<Counted> = counted.iter().filter(is_chosen).cloned().collect();
    let colors = colors::colors(&scope.known, &scope.proxies);
    let asked = Asked { params, inventory, scope, metrics, colors, can_collect: reader.service.can_collect(), now };
    let header = header(&asked, reader);
    if let Some(nothing) = nothing(&asked, tab) {
        return Ok(TabAnswer { header, notes: Vec::new(), hint: String::new(), sql: Vec::new(), tab: nothing });
    }
    let asked_tab = tab;
    let Viewed { tab, statements, mut notes, hint } = view(reader, &asked, asked_tab).await?;
    if asked_tab != Tab::Days {
        notes.extend(not_finite(&asked.metrics));
    }
    let sql = statements.iter().map(Statement::shown).collect();
    Ok(TabAnswer { header, notes, hint: hint.to_owned(), sql, tab })
}

async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>, tab: Tab) -> Result<Viewed, ArchiveProblem> {
    let of_engine = |error: SqlError| words::of_engine(error);
    match tab {
        Tab::Series => series_tab::view(reader, asked).await,
        Tab::Totals => totals_tab::view(reader, asked).await.map_err(of_engine),
        Tab::Heatmap => heatmap_tab::view(reader, asked).await.map_err(of_engine),
        Tab::Percentiles => percentiles_tab::view(reader, asked).await.map_err(of_engine),
        Tab::Raw => rows_tab::view(reader, asked).await,
        Tab::Days => Ok(days_tab::view(asked)),
    }
}

/// Says what was read: days and proxies that have files, rows of the metrics chosen.
fn header(asked: &Asked<'_>, reader: &Reader<'_>) -> String {
    let days: BTreeSet<_> = reader.read.files.iter().map(|file| file.place.day).collect();
    let proxies: BTreeSet<_> = reader.read.files.iter().map(|file| &file.place.proxy).collect();
    words::header(asked.records(), days.len(), proxies.len())
}

/// Returns the empty state if there is nothing to show. The calendar shows days without anything in them too.
fn nothing(asked: &Asked<'_>, tab: Tab) -> Option<TabView> {
    let nothing_with =
        |why: &str, next: &str, links| Some(TabView::Nothing { why: why.to_owned(), next: next.to_owned(), links });
    let nothing = |why, next| nothing_with(why, next, Vec::new());
    if tab == Tab::Days {
        return None;
    }
    if asked.scope.proxies.is_empty() {
        return nothing("No API proxy is chosen.", "Choose at least one API proxy.");
    }
    if asked.scope.metrics.as_ref().is_some_and(Vec::is_empty) {
        return nothing("No metric is chosen.", "Choose at least one metric.");
    }
    if asked.records() > 0 {
        return None;
    }
    let (from, to) = (asked.scope.from, asked.scope.to);
    let there = bounds(asked.inventory).map(|(first, last)| format!("The archive holds {first} to {last}."));
    let why = format!("No data found from {from} to {to} for the API proxies and metrics chosen.");
    nothing_with(&why, &there.unwrap_or_default(), days_with_rows(asked))
}

/// Links to the newest runs of days that have rows of the proxies chosen.
fn days_with_rows(asked: &Asked<'_>) -> Vec<LinkView> {
    let is_chosen = |file: &&ArchivedFile| asked.scope.proxies.iter().any(|name| name == file.place.proxy.as_str());
    let days: BTreeSet<Day> = with_rows(asked.inventory).filter(is_chosen).map(|file| file.place.day).collect();
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in days.into_iter().rev() {
        match runs.last_mut().filter(|(first, _)| first.days_since(day) <= SAME_RUN_DAYS) {
            Some((first, _)) => *first = day,
            None => runs.push((day, day)),
        }
    }
    let link = |(first, last): (Day, Day)| {
        let days = [(ArchiveParam::From, first.to_string()), (ArchiveParam::To, last.to_string())];
        let unset = [ArchiveParam::Zoom, ArchiveParam::Page].map(|param| (param, String::new()));
        let params = days.into_iter().chain(unset);
        let link = params.fold(asked.params.clone(), |params, (param, text)| params.with(param, text)).link();
        let label = if first == last { first.to_string() } else { format!("{first} to {last}") };
        LinkView { label, link, is_current: false }
    };
    runs.into_iter().take(MOST_RUNS).map(link).collect()
}

/// Says which values sums and means leave out because they are not finite; `None` if there are none.
fn not_finite(metrics: &[Counted]) -> Option<String> {
    let listed: Vec<String> = metrics
        .iter()
        .filter(|metric| metric.not_finite > 0)
        .map(|metric| format!("{} of {}", timeseries::text::grouped(metric.not_finite), metric.metric))
        .collect();
    let is_one = metrics.iter().map(|metric| metric.not_finite).sum::<u64>() == 1;
    let noun = if is_one { "row is not a number" } else { "rows are not numbers" };
    (!listed.is_empty())
        .then(|| format!("{} {noun}: left out of every figure, and kept in the raw data.", listed.join(", ")))
}

/// One more than the figure that a parameter with one value shows: whether something else than the default is asked.
pub(super) fn is_typed(params: &ArchiveParams, param: ArchiveParam) -> bool {
    !params.text(param).trim().is_empty()
}
