//! `promcast query`: the archive from a command line.

mod files;
mod folder;

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use archive::export::Format;
use duckdb_worker::{DuckdbWorker, WorkerSettings};
use futures_util::StreamExt;
use service::{ArchiveQuestion, ArchiveReader, ArchiveSummary, Clock, QueryError, SqlAnswer, SqlPart, TextTable};
use timeseries::Day;

use super::ended_early;
use crate::cli::QueryArgs;
use crate::clock::SystemClock;
use crate::config;
use crate::logging;
use folder::Folder;

/// So many rows of a statement's answer are printed.
const PRINTED_ROWS: usize = 1000;

/// Prints what the archive holds for the arguments, or writes it to a file.
pub(crate) fn query(args: QueryArgs) -> anyhow::Result<()> {
    logging::start(args.log_level.unwrap_or_default(), crate::cli::LogFormat::default());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let output = args.output.as_deref().map(files::target).transpose()?;
    runtime.block_on(async {
        let folder = config::archive_folder(&args.folder)?;
        let reader = reader(&folder)?;
        match &args.sql {
            Some(sql) => statement(&reader, sql, output).await,
            None => records(&reader, &args, &folder, output).await,
        }
    })
}

fn reader(folder: &Path) -> anyhow::Result<ArchiveReader> {
    let root = std::path::absolute(folder)?;
    anyhow::ensure!(
        root.is_dir(),
        "the folder {} is not there: name it with --data-dir, or a config that does with --config",
        folder.display()
    );
    let program = std::env::current_exe().context("cannot find the program itself")?;
    let sql = Arc::new(DuckdbWorker::new(WorkerSettings::new(program, root.clone())));
    Ok(ArchiveReader { archive: Arc::new(Folder(root)), sql })
}

async fn statement(reader: &ArchiveReader, sql: &str, output: Option<(PathBuf, Format)>) -> anyhow::Result<()> {
    let answer = reader.statement(sql).await?;
    match output {
        Some((path, format)) => saved(files::write(answer, &path, format).await?, &path),
        None => print_answer(answer).await,
    }
}

async fn records(
    reader: &ArchiveReader,
    args: &QueryArgs,
    folder: &Path,
    output: Option<(PathBuf, Format)>,
) -> anyhow::Result<()> {
    let question = ArchiveQuestion { days: days(args), proxy: args.api_proxy.clone(), metric: args.metric.clone() };
    let summary = match reader.summary(&question).await {
        Err(QueryError::NoFiles) => {
            anyhow::bail!("No Parquet files found in {} for the specified date range.", folder.display())
        }
        summary => summary?,
    };
    print_summary(&summary)?;
    match output {
        Some((path, format)) => {
            let answer = reader.records(&question).await?;
            saved(files::write(answer, &path, format).await?, &path)
        }
        None => Ok(()),
    }
}

fn days(args: &QueryArgs) -> Option<(Day, Day)> {
    let today = || Day::of(SystemClock.now());
    args.date.map(|day| (day, day)).or_else(|| Some(ArchiveQuestion::last_days(today(), args.last_days?)))
}

fn print_summary(summary: &ArchiveSummary) -> anyhow::Result<()> {
    for (path, reason) in &summary.left_out {
        tracing::warn!(%path, %reason, "a file is left out");
    }
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
