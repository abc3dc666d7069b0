//! One page of a statement's rows.

use api::{Problem, SqlParam, SqlParams, SqlRowsView};
use archive::Inventory;

use super::asked::{SomeRows, is_ordered, statement};
use super::run::{Whole, whole};
use super::words::took;
use super::{chart, rows};
use crate::problem::{bad_sql_param, sql_problem};
use crate::{Service, SqlError, SqlLimits};
use timeseries::text::{counted, grouped};

const SIZES: [u64; 4] = [25, 50, 100, 500];
/// Farther on, a download is the better way.
const MAX_SKIPPED: u64 = 1_000_000;
/// A chart is drawn of so many rows.
pub(super) const CHART_ROWS: u64 = 20_000;

/// Selection of rows: page, page size, and whether a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wanted {
    page: u64,
    size: u64,
    is_chart: bool,
}

/// Runs the statement for the rows of a page, and for the chart where one is asked for.
pub(super) async fn page(service: &Service, params: &SqlParams, inventory: &Inventory) -> Result<SqlRowsView, Problem> {
    let wanted = Wanted::parse(params)?;
    let sql = statement(&params.q).map_err(|error| sql_problem(&error))?;
    let (answer, skip) = wanted.run(service, inventory, sql).await.map_err(|error| sql_problem(&error))?;
    let has_more = has_more(&answer, skip, wanted);
    let batches = rows::after(&answer.batches, skip);
    let shown = rows::rows(&batches, wanted.size);
    Ok(SqlRowsView {
        columns: rows::columns(&answer.schema),
        summary: summary(&answer, wanted, shown.len() as u64, has_more),
        notes: notes(&answer, wanted, has_more, inventory, &shown, sql),
        page: wanted.page,
        has_more,
        chart: wanted.is_chart.then(|| chart::chart(&answer.schema, &batches, params, has_more)),
        moments: chart::moment_columns(&answer.schema),
        numbers: chart::number_columns(&answer.schema),
        rows: shown,
    })
}

impl Wanted {
    fn parse(params: &SqlParams) -> Result<Self, Problem> {
        let number = |param: SqlParam| params.or_default(param).parse::<u64>().ok();
        let size = number(SqlParam::Size).filter(|size| SIZES.contains(size)).ok_or_else(|| {
            bad_sql_param(&format!("`{}` rows a page are not offered", params.size.trim()), "Choose 25, 50, 100 or 500")
        })?;
        let last = MAX_SKIPPED / size;
        let page = number(SqlParam::Page).filter(|page| (1..=last).contains(page)).ok_or_else(|| {
            let why = format!("`{}` is not a page", params.page.trim());
            bad_sql_param(&why, &format!("Give a number from 1 to {last}; a download has all rows"))
        })?;
        let is_chart = match params.or_default(SqlParam::View) {
            "table" => false,
            "chart" => true,
            other => return Err(bad_sql_param(&format!("`{other}` is not a view"), "Give `table` or `chart`")),
        };
        // A chart has rows of its own to draw, from the first.
        Ok(Self { page: if is_chart { 1 } else { page }, size, is_chart })
    }

    fn skip(self) -> u64 {
        (self.page - 1) * self.size
    }

    fn rows(self) -> u64 {
        if self.is_chart { CHART_ROWS } else { self.size }
    }

    /// The answer, and how many of its first rows are not wanted.
    async fn run(self, service: &Service, inventory: &Inventory, sql: &str) -> Result<(Whole, u64), SqlError> {
        let limits = |rows: u64| SqlLimits { max_rows: rows, ..service.console.page_limits };
        // One more than wanted tells whether there are more.
        if let Some(some) = SomeRows::of(sql, self.skip(), self.rows() + 1) {
            match whole(service, inventory, &some.sql, limits(self.rows() + 1)).await {
                // The message is about brackets that nobody typed: the statement alone says it better.
                Err(SqlError::Statement { message, .. }) if is_before_running(&message) => {}
                other => return other.map(|answer| (answer, 0)).map_err(|error| in_typed_text(error, sql)),
            }
        }
        let answer = whole(service, inventory, sql, limits(self.skip() + self.rows() + 1)).await?;
        Ok((answer, self.skip()))
    }
}

/// Returns true if DuckDB found the mistake before it read a row.
fn is_before_running(message: &str) -> bool {
    ["Parser", "Binder", "Catalog"].iter().any(|kind| message.starts_with(kind))
}

fn in_typed_text(error: SqlError, sql: &str) -> SqlError {
    match error {
        SqlError::Statement { message, position } => {
            SqlError::Statement { message, position: position.and_then(|position| SomeRows::place_in(sql, position)) }
        }
        other => other,
    }
}

fn has_more(answer: &Whole, skip: u64, wanted: Wanted) -> bool {
    let there = answer.batches.iter().map(|batch| batch.num_rows() as u64).sum::<u64>().saturating_sub(skip);
    there > wanted.size || answer.end.cut
}

/// `Rows 51–100, more available · 12 ms · 43,200 rows scanned`.
fn summary(answer: &Whole, wanted: Wanted, shown: u64, has_more: bool) -> String {
    let (first, last) = (wanted.skip() + 1, wanted.skip() + shown);
    let which = match (shown, wanted.page, has_more) {
        (0, 1, _) => "No rows".to_owned(),
        (0, ..) => "No rows on this page".to_owned(),
        (_, 1, false) => counted(shown, "row"),
        (_, _, false) => format!("Rows {}–{}, the last", grouped(first), grouped(last)),
        _ => format!("Rows {}–{}, more available", grouped(first), grouped(last)),
    };
    let read = answer.end.rows_read.map(|rows| format!(" · {} scanned", counted(rows, "row"))).unwrap_or_default();
    format!("{which} · {}{read}", took(answer.end.took))
}

fn notes(
    answer: &Whole,
    wanted: Wanted,
    has_more: bool,
    inventory: &Inventory,
    shown: &[Vec<api::SqlCell>],
    sql: &str,
) -> Vec<String> {
    let mut notes = Vec::new();
    if (has_more || wanted.page > 1) && !wanted.is_chart && !is_ordered(sql) {
        notes.push("Add ORDER BY: without it the rows may come in another order on every page.".to_owned());
    }
    if answer.end.cut && (answer.end.rows) < wanted.rows() {
        notes.push("The rows are larger than a page may be, so it ends early: a download has them all.".to_owned());
    }
    if shown.iter().flatten().any(|cell| cell.is_cut) {
        notes.push(format!(
            "Values longer than {} characters are cut; a download has them whole.",
            rows::MAX_CELL_CHARS
        ));
    }
    let left_out: Vec<String> = answer.left_out.iter().map(|file| format!("{} ({})", file.path, file.reason)).collect();
    if !left_out.is_empty() {
        notes.push(format!("Left out: {}.", left_out.join(", ")));
    }
    if inventory.files.is_empty() {
        notes.push("The archive is empty, so `metrics` has no rows.".to_owned());
    }
    notes
}
