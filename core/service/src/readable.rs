//! A statement over files: one that turns out to be unreadable is left out, named, and the statement asked again of the others. The
//! one place where that is decided: for pages, downloads, the console and the command line.

use archive::sql::Statement;
use archive::{ArchivedFile, LeftOut, RecordBatch, SchemaRef};
use futures_util::StreamExt;

use crate::{Author, SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};

/// So many files may turn out unreadable while a statement runs; more is not a matter of single files.
const MOST_LEFT_OUT: usize = 100;

/// The files a statement sees, and those it does not.
#[derive(Clone, Debug, Default)]
pub struct ReadableFiles {
    /// Files that are read; fewer after one of them failed.
    pub(crate) files: Vec<ArchivedFile>,
    /// Files left out, by the inventory and while a statement ran.
    pub(crate) left_out: Vec<LeftOut>,
    found_on_the_way: usize,
}

/// A statement with whoever wrote it and what it may cost.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) statement: Statement,
    pub(crate) author: Author,
    pub(crate) limits: SqlLimits,
}

/// An answer to its end.
#[derive(Debug)]
pub(crate) struct WholeAnswer {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) end: SqlEnd,
}

impl ReadableFiles {
    /// Files of an inventory, and what that left out.
    pub(crate) fn new(files: Vec<ArchivedFile>, left_out: Vec<LeftOut>) -> Self {
        Self { files, left_out, found_on_the_way: 0 }
    }

    /// Returns the files left out so far.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// Runs a statement until its columns are known.
    pub(crate) async fn begin(&mut self, sql: &dyn SqlEngine, asked: &Asked) -> Result<SqlAnswer, SqlError> {
        loop {
            match sql.run(self.query(asked)).await {
                Err(error) => self.leave_out(error)?,
                answer => return answer,
            }
        }
    }

    /// Runs a statement to its end.
    pub(crate) async fn whole(&mut self, sql: &dyn SqlEngine, asked: &Asked) -> Result<WholeAnswer, SqlError> {
        loop {
            let answer = self.begin(sql, asked).await?;
            match collect(answer).await {
                Err(error) => self.leave_out(error)?,
                whole => return whole,
            }
        }
    }

    /// Goes on without the file that an error is about.
    ///
    /// # Errors
    /// Any other error, and one about a file that is not among these.
    pub fn leave_out(&mut self, error: SqlError) -> Result<(), SqlError> {
        let SqlError::File { path, message } = &error else { return Err(error) };
        let Some(at) = self.files.iter().position(|file| file.place.path == *path) else { return Err(error) };
        if self.found_on_the_way == MOST_LEFT_OUT {
            return Err(error);
        }
        let place = self.files.remove(at).place;
        self.left_out.push(LeftOut { path: place.path, day: Some(place.day), reason: message.clone() });
        self.found_on_the_way += 1;
        Ok(())
    }

    fn query(&self, asked: &Asked) -> SqlQuery {
        let Asked { statement, author, limits } = asked.clone();
        SqlQuery { statement, files: self.files.clone(), author, limits }
    }
}

async fn collect(mut answer: SqlAnswer) -> Result<WholeAnswer, SqlError> {
    let mut batches = Vec::new();
    while let Some(part) = answer.batches.next().await {
        match part? {
            SqlPart::Rows(rows) => batches.push(rows),
            SqlPart::End(end) => return Ok(WholeAnswer { schema: answer.schema, batches, end }),
        }
    }
    Err(SqlError::Died { why: "its answer has no end".to_owned() })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use archive::{FileShape, Place};
    use async_trait::async_trait;
    use futures_util::stream;

    use super::*;
    use crate::Confinement;

    /// An engine that fails for some files: those named first before the columns, those named second in the middle of the rows.
    #[derive(Debug)]
    struct Failing {
        at_once: &'static [&'static str],
        later: &'static [&'static str],
        asked: Mutex<usize>,
    }

    #[async_trait]
    impl SqlEngine for Failing {
        fn confinement(&self) -> Confinement {
            Confinement::Kernel
        }

        async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
            *self.asked.lock().unwrap() += 1;
            let failing = |names: &[&str]| {
                let bad = query.files.iter().find(|file| names.contains(&file.place.path.as_str()));
                bad.map(|file| SqlError::File { path: file.place.path.clone(), message: "torn".to_owned() })
            };
            if let Some(error) = failing(self.at_once) {
                return Err(error);
            }
            let end = SqlEnd { rows: 0, cut: false, took: Duration::ZERO, rows_read: None };
            let last = failing(self.later).map_or(Ok(SqlPart::End(end)), Err);
            let schema = Arc::new(arrow::datatypes::Schema::empty());
            Ok(SqlAnswer { schema, batches: stream::iter([last]).boxed() })
        }
    }

    const PATHS: [&str; 3] = ["2023-04-01/a.parquet", "2023-04-02/a.parquet", "2023-04-03/a.parquet"];

    fn files() -> ReadableFiles {
        let file = |path| ArchivedFile {
            place: Place::of_path(path).unwrap(),
            sha256: String::new(),
            bytes: 1,
            rows: 1,
            span: None,
            kept: None,
            shape: FileShape::default(),
        };
        ReadableFiles::new(PATHS.map(file).to_vec(), Vec::new())
    }

    fn asked() -> Asked {
        let limits = SqlLimits { deadline: Duration::from_secs(1), max_rows: 1, max_bytes: 1, max_columns: 1 };
        Asked { statement: Statement::plain("SELECT 1"), author: Author::Promcast, limits }
    }

    #[tokio::test]
    async fn a_damaged_file_is_named_whenever_it_is_met() {
        let sql = Failing { at_once: &PATHS[..1], later: &PATHS[1..2], asked: Mutex::default() };
        let mut files = files();
        assert!(files.whole(&sql, &asked()).await.is_ok());
        let named: Vec<(&str, &str)> =
            files.left_out().iter().map(|file| (file.path.as_str(), file.reason.as_str())).collect();
        assert_eq!(named, [(PATHS[0], "torn"), (PATHS[1], "torn")]);
        assert_eq!((files.files.len(), *sql.asked.lock().unwrap()), (1, 3));
    }

    #[tokio::test]
    async fn other_errors_stay() {
        let mut files = files();
        let stranger = SqlError::File { path: "elsewhere".to_owned(), message: "torn".to_owned() };
        for error in [SqlError::Busy, stranger] {
            assert_eq!(files.leave_out(error.clone()), Err(error));
        }
        assert!(files.left_out().is_empty());
    }
}
