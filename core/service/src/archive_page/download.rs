//! The rows behind a view, to take away.

use api::{ArchiveParam, ArchiveParams, ArchiveProblem, Problem, ProblemKind};
use archive::sql::{self, Column, Filter, Statement};
use archive::{ArchivedFile, LeftOut};
use std::sync::Arc;
use std::time::Duration;

use super::answer::Asked;
use super::in_turn::{in_turn, stretches};
use super::question::Tab;
use super::reader::Reader;
use super::{Fault, Scope, colors, rows_tab, series_tab, words};
use crate::problem::unreadable_archive;
use crate::{Author, Service, SqlAnswer, SqlLimits, readable};

/// A download may take longer than a page, and have as many rows as there are.
const LIMITS: SqlLimits =
    SqlLimits { deadline: Duration::from_secs(600), max_rows: u64::MAX, max_bytes: u64::MAX, max_columns: 32 };

/// A file on its way.
#[derive(Debug)]
pub struct ArchiveDownload {
    /// Its name without an ending: the view and the days.
    pub name: String,
    /// Its rows as they come.
    pub answer: SqlAnswer,
    /// Files of its days that are not among them.
    pub left_out: Vec<LeftOut>,
}

impl Service {
    /// All rows behind a view, as they come; of the raw data not only those of one page.
    ///
    /// # Errors
    /// What makes no sense or fails before the first row, in words.
    pub async fn archive_download(&self, params: &ArchiveParams) -> Result<ArchiveDownload, Problem> {
        self.download(params).await.map_err(|problem| problem.problem)
    }

    async fn download(&self, params: &ArchiveParams) -> Result<ArchiveDownload, ArchiveProblem> {
        let now = self.clock.now();
        let unreadable = |error| ArchiveProblem { problem: unreadable_archive(&error), field: None };
        let inventory = self.archive.inventory().await.map_err(unreadable)?;
        let scope = Scope::parse(params, &inventory, now).map_err(Fault::into_problem)?;
        let mut reader = Reader::new(self, &inventory, &scope);
        let counted = reader.counts(&scope).await.map_err(words::of_engine)?;
        let is_chosen =
            |metric: &str| scope.metrics.as_ref().is_none_or(|chosen| chosen.iter().any(|name| name == metric));
        let metrics = counted.into_iter().filter(|metric| is_chosen(&metric.metric)).collect();
        let colors = colors::colors(&scope.known, &scope.proxies);
        let asked = Asked { params, inventory: &inventory, scope: &scope, metrics, colors, can_collect: false, now };
        if asked.records() == 0 {
            return Err(ArchiveProblem { problem: nothing(), field: None });
        }
        let statement = statement(&mut reader, &asked).await?;
        let mut left_out = reader.read.left_out;
        let groups = groups(params, reader.read.files).map_err(Fault::into_problem)?;
        let run = readable::Asked { statement, author: Author::Promcast, limits: LIMITS };
        let (answer, more) = in_turn(Arc::clone(&self.sql), run, groups).await.map_err(words::of_engine)?;
        left_out.extend(more);
        left_out.retain(|file| file.day.is_none_or(|day| (scope.from..=scope.to).contains(&day)));
        let name = format!("archive-{}-{}-{}", params.or_default(ArchiveParam::Tab), scope.from, scope.to);
        Ok(ArchiveDownload { name, answer, left_out })
    }
}

async fn statement(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Statement, ArchiveProblem> {
    let filter: Filter = asked.scope.filter();
    Ok(match Tab::parse(asked.params).map_err(Fault::into_problem)? {
        Tab::Series => series_tab::statement(reader, asked).await?,
        Tab::Totals => sql::totals(&filter),
        Tab::Heatmap => sql::heatmap(&filter),
        Tab::Percentiles => sql::percentiles(&filter),
        Tab::Days => sql::days(&filter),
        Tab::Raw => {
            let (sort, _) = rows_tab::order(asked.params).map_err(Fault::into_problem)?;
            sql::rows(&filter, asked.params.text(ArchiveParam::Search), sort)
        }
    })
}

/// The files, in groups to be asked one after the other where the rows come by time.
fn groups(params: &ArchiveParams, files: Vec<ArchivedFile>) -> Result<Vec<Vec<ArchivedFile>>, Fault> {
    if Tab::parse(params)? != Tab::Raw {
        return Ok(vec![files]);
    }
    let (sort, _) = rows_tab::order(params)?;
    Ok(match sort.column {
        Column::Timestamp => stretches(files, sort.is_descending),
        _ => vec![files],
    })
}

/// There is nothing to take away.
pub(super) fn nothing() -> Problem {
    let why = "No data found for the days, API proxies and metrics chosen.";
    Problem::new(ProblemKind::NotFound, why, "Choose others.")
}
