//! The use case of the SQL console: one statement of a stranger over the archive, within limits.

mod asked;
mod chart;
mod console;
mod examples;
mod page;
mod rows;
mod run;
mod schema;
mod words;

use api::{Problem, ProblemKind, SqlAnswerView, SqlChartView, SqlLine, SqlPageView, SqlParam, SqlParams};
use timeseries::TimeRange;

pub use console::SqlConsole;
pub use run::SqlDownload;

use crate::problem::{sql_problem, unreadable_archive};
use crate::{Confinement, Service, SqlError};

impl Service {
    /// Returns the reason why statements of clients are refused; `None` if they are run.
    #[must_use]
    pub fn sql_is_off(&self) -> Option<Problem> {
        let why = match self.sql.confinement() {
            _ if !self.console.is_on => "the SQL console is turned off in the config".to_owned(),
            Confinement::Off(reason) => format!("the SQL console is off: {reason}"),
            Confinement::Kernel | Confinement::Weak => return None,
        };
        Some(sql_problem(&SqlError::Off { why }))
    }

    /// The page of the console. The statement is run where `may_run` says so; otherwise it waits for a click.
    ///
    /// # Errors
    /// The console is off, or the archive cannot be read; in words.
    pub async fn sql_page(&self, params: &SqlParams, may_run: bool) -> Result<SqlPageView, Problem> {
        if let Some(off) = self.sql_is_off() {
            return Err(off);
        }
        let inventory = self.archive.inventory().await.map_err(|error| unreadable_archive(&error))?;
        let (schema, answer) =
            futures_util::future::join(schema::schema(self, &inventory), self.sql_rows(params, may_run, &inventory))
                .await;
        Ok(SqlPageView {
            examples: examples::examples(&inventory, &schema),
            schema,
            limits: self.console.in_words(),
            answer,
        })
    }

    /// All rows of a statement, as they come, for a download.
    ///
    /// # Errors
    /// The console is off, or the statement has no answer; in words.
    pub async fn run_sql(&self, sql: &str) -> Result<SqlDownload, Problem> {
        if let Some(off) = self.sql_is_off() {
            return Err(off);
        }
        let inventory = self.archive.inventory().await.map_err(|error| unreadable_archive(&error))?;
        let sql = asked::statement(sql).map_err(|error| sql_problem(&error))?;
        let limits = self.console.download_limits;
        run::begin(self, &inventory, sql, limits).await.map_err(|error| sql_problem(&error))
    }

    /// The lines of a statement's chart and the part of time shown, for a picture.
    ///
    /// # Errors
    /// The console is off, or the statement has no answer that can be drawn; in words.
    pub async fn sql_chart(&self, params: &SqlParams) -> Result<(Vec<SqlLine>, TimeRange), Problem> {
        if let Some(off) = self.sql_is_off() {
            return Err(off);
        }
        let inventory = self.archive.inventory().await.map_err(|error| unreadable_archive(&error))?;
        let params = params.clone().with(SqlParam::View, "chart").with(SqlParam::Page, "");
        match page::page(self, &params, &inventory).await?.chart {
            Some(SqlChartView::Lines { lines, window, .. }) => Ok((lines, window)),
            Some(SqlChartView::None(why)) => Err(undrawn(why)),
            None => Err(undrawn("There is nothing to draw.".to_owned())),
        }
    }

    async fn sql_rows(&self, params: &SqlParams, may_run: bool, inventory: &archive::Inventory) -> SqlAnswerView {
        if params.q.trim().is_empty() {
            return SqlAnswerView::Nothing;
        }
        if !may_run {
            return SqlAnswerView::Waits;
        }
        match page::page(self, params, inventory).await {
            Ok(rows) => SqlAnswerView::Rows(Box::new(rows)),
            Err(problem) => SqlAnswerView::Failed(Box::new(problem)),
        }
    }
}

fn undrawn(why: String) -> Problem {
    Problem::new(ProblemKind::Unprocessable, why, "Ask for such columns, or for the rows as csv, json or parquet.")
}

#[cfg(test)]
mod tests;
