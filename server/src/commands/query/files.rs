//! An answer as a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use archive::export::{Export, Format};
use futures_util::StreamExt;
use service::{SqlAnswer, SqlPart};

/// A file to write and its format, by its extension.
pub(super) fn target(path: &Path) -> anyhow::Result<(PathBuf, Format)> {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    let format = extension.and_then(|extension| Format::named(&extension));
    let format = format.with_context(|| {
        format!("{} has no extension that says its format: use .csv, .json or .parquet", path.display())
    })?;
    Ok((path.to_owned(), format))
}

/// Writes the rows as they come, and counts them.
pub(super) async fn write(answer: SqlAnswer, path: &Path, format: Format) -> anyhow::Result<u64> {
    let name = path.file_name().unwrap_or_default().display();
    let temporary = path.with_file_name(format!(".{name}.tmp-{}", std::process::id()));
    let written = fill(answer, &temporary, format).await;
    let moved = written.and_then(|rows| Ok(fs::rename(&temporary, path).map(|()| rows)?));
    if moved.is_err() {
        // The first failure is the one to tell.
        let _not_there = fs::remove_file(&temporary);
    }
    moved.with_context(|| format!("cannot write {}", path.display()))
}

async fn fill(mut answer: SqlAnswer, path: &Path, format: Format) -> anyhow::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut export = Export::begin(format, &answer.schema)?;
    let mut rows = 0;
    while let Some(part) = answer.batches.next().await {
        if let SqlPart::Rows(batch) = part? {
            rows += batch.num_rows() as u64;
            file.write_all(&export.rows(&batch)?)?;
        }
    }
    file.write_all(&export.end()?)?;
    file.into_inner()?.sync_all()?;
    Ok(rows)
}
