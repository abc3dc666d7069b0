//! The view of the rows themselves: sorted, searched and paged by the engine.

use std::collections::BTreeMap;

use api::{
    ArchiveParam, ArchiveParams, ArchiveProblem, ChoiceView, ColumnView, LinkView, PagerView, RowsView, TabView,
};
use archive::Table;
use archive::sql::{self, Column, Sort};
use timeseries::{Day, Timestamp, text};

use super::answer::{Asked, Viewed, is_typed};
use super::fault::Fault;
use super::reader::Reader;
use super::{question, words};
use crate::SqlError;
use timeseries::text::grouped;

/// A page of rows.
pub(super) async fn view(reader: &mut Reader<'_>, asked: &Asked<'_>) -> Result<Viewed, ArchiveProblem> {
    let (sort, columns) = order(asked.params).map_err(Fault::into_problem)?;
    let size = question::size(asked.params).map_err(Fault::into_problem)?;
    let search = asked.params.text(ArchiveParam::Search);
    let count = count(reader, asked, search).await.map_err(words::of_engine)?;
    let page = question::page(asked.params, count.div_ceil(size)).map_err(Fault::into_problem)?;
    keep_newest(reader, asked, sort, page * size);
    let statement = sql::page_of_rows(&asked.scope.filter(), search, sort, size, (page - 1) * size);
    let table = reader.ask(&statement).await.map_err(words::of_engine)?;
    let view = RowsView {
        columns: columns.iter().map(|column| head(asked.params, *column, sort)).collect(),
        rows: rows(&table, &columns),
        pager: pager(asked.params, page, size, count),
        choices: Column::ALL.into_iter().map(|column| choice(column, &columns)).collect(),
    };
    let nothing = (count == 0).then(|| format!("No row holds “{}”.", search.trim()));
    Ok(Viewed { tab: TabView::Rows(view), statements: vec![statement], notes: nothing.into_iter().collect(), hint: "" })
}

/// Returns the order of the rows, and the columns shown.
pub(super) fn order(params: &ArchiveParams) -> Result<(Sort, Vec<Column>), Fault> {
    Ok((question::sort(params)?, question::columns(params)?))
}

/// The newest rows are in the newest files: years need not be read to show a page of yesterday. Only where every row counts,
/// so that the files' own counts say how many are enough; a day more, for rows may lie beside the day of their file.
fn keep_newest(reader: &mut Reader<'_>, asked: &Asked<'_>, sort: Sort, rows: u64) {
    let is_all = !is_typed(asked.params, ArchiveParam::Search) && asked.scope.metrics.is_none();
    if !is_all || !sort.is_descending || !matches!(sort.column, Column::Timestamp | Column::Date) {
        return;
    }
    let mut days: BTreeMap<Day, u64> = BTreeMap::new();
    for file in &reader.read.files {
        *days.entry(file.place.day).or_default() += file.rows;
    }
    let mut enough = 0;
    let first = days.iter().rev().find(|(_, count)| {
        enough += **count;
        enough >= rows
    });
    if let Some((first, _)) = first {
        let first = first.plus_days(-1);
        reader.read.files.retain(|file| file.place.day >= first);
    }
}

/// Counts the rows to page through.
async fn count(reader: &mut Reader<'_>, asked: &Asked<'_>, search: &str) -> Result<u64, SqlError> {
    if !is_typed(asked.params, ArchiveParam::Search) {
        return Ok(asked.records());
    }
    let table = reader.ask(&sql::found(&asked.scope.filter(), search)).await?;
    Ok(table.counts("records").first().copied().unwrap_or(0))
}

/// A head sorts by its column; once more, the other way round.
fn head(params: &ArchiveParams, column: Column, sort: Sort) -> ColumnView {
    let is_sorted = column == sort.column;
    // Newest and largest first is what is wanted of moments and values.
    let is_first_descending = matches!(column, Column::Timestamp | Column::Value | Column::Date);
    let is_next_descending = if is_sorted { !sort.is_descending } else { is_first_descending };
    let next = format!("{}{}", if is_next_descending { "-" } else { "" }, column.name());
    let direction = if sort.is_descending { "descending" } else { "ascending" };
    ColumnView {
        name: column.name().to_owned(),
        link: Some(params.clone().with(ArchiveParam::Sort, next).link()),
        sorted: is_sorted.then_some(direction),
        is_number: column == Column::Value,
    }
}

fn choice(column: Column, shown: &[Column]) -> ChoiceView {
    ChoiceView { name: column.name().to_owned(), rows: 0, is_chosen: shown.contains(&column), color: None }
}

fn rows(table: &Table, columns: &[Column]) -> Vec<Vec<String>> {
    let texts: Vec<Vec<String>> = columns.iter().map(|column| texts(table, *column)).collect();
    (0..table.len()).map(|row| texts.iter().map(|column| column[row].clone()).collect()).collect()
}

fn texts(table: &Table, column: Column) -> Vec<String> {
    match column {
        Column::Timestamp => {
            table.moments(column.name()).into_iter().map(|time| time.map(moment).unwrap_or_default()).collect()
        }
        other => table.texts(other.name()),
    }
}

/// A moment to the millisecond, where it has any.
fn moment(time: Timestamp) -> String {
    match time.ms().rem_euclid(1000) {
        0 => text::ds(time),
        ms => format!("{}.{ms:03}", text::ds(time)),
    }
}

fn pager(params: &ArchiveParams, page: u64, size: u64, count: u64) -> PagerView {
    let last = count.div_ceil(size).max(1);
    let to = |target: u64, is_there: bool| {
        is_there.then(|| params.clone().with(ArchiveParam::Page, target.to_string()).link())
    };
    let steps = [
        ("First", to(1, page > 1)),
        ("Previous", to(page.saturating_sub(1), page > 1)),
        ("Next", to(page + 1, page < last)),
        ("Last", to(last, page < last)),
    ];
    let size_link = |choice: u64| LinkView {
        label: choice.to_string(),
        link: params.clone().with(ArchiveParam::Size, choice.to_string()).link(),
        is_current: choice == size,
    };
    let (first_row, last_row) = ((page - 1) * size + 1, (page * size).min(count));
    let text = match count {
        0 => "No rows".to_owned(),
        _ => {
            let [first_row, last_row, count, page, last] = [first_row, last_row, count, page, last].map(grouped);
            format!("Rows {first_row} to {last_row} of {count}, page {page} of {last}")
        }
    };
    PagerView {
        text,
        steps: steps.map(|(label, link)| (label.to_owned(), link)).to_vec(),
        sizes: question::SIZES.map(size_link).to_vec(),
    }
}
