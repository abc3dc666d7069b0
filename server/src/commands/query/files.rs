//! An answer as a file that appears whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use archive::export::{Export, Format};
use futures_util::StreamExt;
use service::{SqlAnswer, SqlPart};

use crate::commands::whole_file::WholeFile;

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
    let file = WholeFile::at(path);
    let written = fill(answer, file.temporary(), format).await;
    file.finish(written)
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
    file.flush()?;
    Ok(rows)
}
