//! `promcast query`: the archive from a command line.

mod files;

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use archive::LeftOut;
use archive::export::Format;
use archive_files::{ArchiveFiles, Options};
use duckdb_worker::{DuckdbWorker, WorkerSettings};
use futures_util::StreamExt;
use service::{
    ArchiveQuestion, ArchiveReader, ArchiveReading, ArchiveSummary, Author, Clock, QueryError, SqlAnswer, SqlError,
    SqlPart, TextTable,
};
use timeseries::Day;

use super::{complain, complain_of, ended_early};
use crate::cli::QueryArgs;
use crate::clock::SystemClock;
use crate::config;
use crate::logging;

/// So many rows of a statement's answer are printed.
const PRINTED_ROWS: usize = 1000;
/// The exit code of an answer without some of the files: it is printed, and not whole.
const LEFT_OUT: u8 = 3;

/// A file to write, and how.
type Output = Option<(PathBuf, Format)>;

/// Prints what the archive holds for the arguments, or writes it to a file.
pub(crate) fn query(args: QueryArgs) -> ExitCode {
    logging::start(args.log_level.unwrap_or_default(), crate::cli::LogFormat::default());
    match answered(&args) {
        Ok(left_out) if left_out.is_empty() => ExitCode::SUCCESS,
        Ok(left_out) => {
            name(&left_out);
            LEFT_OUT.into()
        }
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Answers, and says which files had to be left out.
fn answered(args: &QueryArgs) -> anyhow::Result<Vec<LeftOut>> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let output = args.output.as_deref().map(files::target).transpose()?;
    runtime.block_on(async {
        let folder = config::archive_folder(&args.folder)?;
        let author = if args.sql.is_some() { Author::Stranger } else { Author::Promcast };
        let reader = reader(&folder, author)?;
        match &args.sql {
            Some(sql) => statement(&reader, sql, output).await,
            None => records(&reader, args, &folder, output).await,
        }
    })
}

fn reader(folder: &Path, author: Author) -> anyhow::Result<ArchiveReader> {
    let root = std::path::absolute(folder)?;
    anyhow::ensure!(
        root.is_dir(),
        "the folder {} is not there: name it with --data-dir, or a config that does with --config",
        folder.display()
    );
    let program = std::env::current_exe().context("cannot find the program itself")?;
    let settings = WorkerSettings { for_operator: true, ..WorkerSettings::new(program, root.clone()) };
    let sql = Arc::new(DuckdbWorker::new(settings));
    // It starts while the files are looked at.
    sql.warm_up_for(author);
    Ok(ArchiveReader { archive: Arc::new(ArchiveFiles::open_existing(&root, Options::default())?), sql })
}

async fn statement(reader: &ArchiveReader, sql: &str, output: Output) -> anyhow::Result<Vec<LeftOut>> {
    let mut reading = reader.statement(sql).await?;
    loop {
        let answer = reading.begin().await?;
        let done = match &output {
            Some((path, format)) => files::write(answer, path, *format).await.and_then(|rows| saved(rows, path)),
            None => print_answer(answer).await,
        };
        if again(&mut reading, done)? {
            return Ok(reading.left_out().to_vec());
        }
    }
}

async fn records(
    reader: &ArchiveReader,
    args: &QueryArgs,
    folder: &Path,
    output: Output,
) -> anyhow::Result<Vec<LeftOut>> {
    let question = ArchiveQuestion { days: days(args), proxy: args.api_proxy.clone(), metric: args.metric.clone() };
    let summary = match reader.summary(&question).await {
        Err(QueryError::NoFiles { left_out }) => {
            name(&left_out);
            anyhow::bail!("No Parquet files found in {} for the specified date range.", folder.display())
        }
        summary => summary?,
    };
    print_summary(&summary)?;
    let Some((path, format)) = output else { return Ok(summary.left_out) };
    let mut reading = reader.records(&question).await?;
    loop {
        let answer = reading.begin().await?;
        let done = files::write(answer, &path, format).await.and_then(|rows| saved(rows, &path));
        if again(&mut reading, done)? {
            return Ok(reading.left_out().to_vec());
        }
    }
}

/// Returns true if the answer came to its end; false if a file that broke it off is left out now, and it has to begin again.
fn again(reading: &mut ArchiveReading, done: anyhow::Result<()>) -> anyhow::Result<bool> {
    let Err(error) = done else { return Ok(true) };
    match error.downcast::<SqlError>() {
        Ok(error) => reading.leave_out(error).map(|()| false).map_err(Into::into),
        Err(error) => Err(error),
    }
}

/// Names files that are not in an answer.
fn name(left_out: &[LeftOut]) {
    for LeftOut { path, reason, .. } in left_out {
        complain_of(&format!("promcast: left out: {path}: {reason}"));
    }
}

fn days(args: &QueryArgs) -> Option<(Day, Day)> {
    let today = || Day::of(SystemClock.now());
    args.date.map(|day| (day, day)).or_else(|| Some(ArchiveQuestion::last_days(today(), args.last_days?)))
}

fn print_summary(summary: &ArchiveSummary) -> anyhow::Result<()> {
    print(format_args!("Found {} records.", summary.records))?;
    if summary.records > 0 {
        print(format_args!("\n{}", summary.first))?;
    }
    for (title, table) in &summary.tables {
        print(format_args!("{title}\n{table}"))?;
    }
    Ok(())
}

async fn print_answer(mut answer: SqlAnswer) -> anyhow::Result<()> {
    let (mut batches, mut rows) = (Vec::new(), 0);
    while let Some(part) = answer.batches.next().await {
        if let SqlPart::Rows(batch) = part? {
            let wanted = batch.num_rows().min(PRINTED_ROWS - rows.min(PRINTED_ROWS));
            rows += batch.num_rows();
            batches.push(batch.slice(0, wanted));
        }
    }
    write!(io::stdout().lock(), "{}", TextTable::new(&answer.schema, &batches)).or_else(ended_early)?;
    match rows > PRINTED_ROWS {
        true => print(format_args!("({rows} rows, of which {PRINTED_ROWS} are shown: --output writes all)")),
        false => Ok(()),
    }
}

fn saved(rows: u64, path: &Path) -> anyhow::Result<()> {
    print(format_args!("Saved {rows} records to {}", path.display()))
}

fn print(line: impl Display) -> anyhow::Result<()> {
    Ok(writeln!(io::stdout().lock(), "{line}").or_else(ended_early)?)
}
