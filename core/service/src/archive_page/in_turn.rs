//! Rows in the order of time, asked for one stretch of files after another: a sort of all rows at once would hold them all in
//! memory.

use std::sync::Arc;

use archive::{ArchivedFile, LeftOut};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};

use crate::readable::{Asked, ReadableFiles};
use crate::{SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlPart, SqlQuery};

/// Stretches with fewer rows are taken together: each is a statement of its own.
const ROWS_TOGETHER: u64 = 50_000;

/// Files by time, in groups: no row of one lies before or at the time of a row of the group before. One group where a file does not
/// say from when to when it goes.
pub(super) fn stretches(mut files: Vec<ArchivedFile>, is_descending: bool) -> Vec<Vec<ArchivedFile>> {
    if files.iter().any(|file| file.span.is_none() && file.rows > 0) {
        return vec![files];
    }
    files.sort_by_key(|file| file.span);
    let mut groups: Vec<Vec<ArchivedFile>> = Vec::new();
    let (mut rows, mut until) = (0, None);
    for file in files {
        let begins_later = file.span.map(|(first, _)| first) > until;
        match groups.last_mut().filter(|_| rows < ROWS_TOGETHER || !begins_later) {
            Some(group) => group.push(file.clone()),
            None => {
                rows = 0;
                groups.push(vec![file.clone()]);
            }
        }
        rows += file.rows;
        until = until.max(file.span.map(|(_, last)| last));
    }
    if is_descending {
        groups.reverse();
    }
    groups
}

/// The rows of a statement over these groups, those of one group after those of the one before, and the files of the first group that
/// were left out. A file of a later group that cannot be read ends the rows: it can no longer be named, and must not be missing in
/// silence.
///
/// # Errors
/// The first group has no answer. Where a later one has none, the rows end with why.
pub(super) async fn in_turn(
    sql: Arc<dyn SqlEngine>,
    asked: Asked,
    groups: Vec<Vec<ArchivedFile>>,
) -> Result<(SqlAnswer, Vec<LeftOut>), SqlError> {
    let mut groups = groups.into_iter();
    let mut first = ReadableFiles::new(groups.next().unwrap_or_default(), Vec::new());
    let SqlAnswer { schema, batches } = first.begin(sql.as_ref(), &asked).await?;
    let turns = Turns { sql, asked, batches, groups, before: None };
    Ok((SqlAnswer { schema, batches: stream::unfold(Some(turns), next).boxed() }, first.left_out))
}

/// The group whose rows come, and those after it.
struct Turns {
    sql: Arc<dyn SqlEngine>,
    asked: Asked,
    batches: BoxStream<'static, Result<SqlPart, SqlError>>,
    groups: std::vec::IntoIter<Vec<ArchivedFile>>,
    /// The merged ends of the groups before.
    before: Option<SqlEnd>,
}

/// The next part, and what gives the one after it; nothing does after the last.
async fn next(turns: Option<Turns>) -> Option<(Result<SqlPart, SqlError>, Option<Turns>)> {
    let mut turns = turns?;
    loop {
        let end = match turns.batches.next().await? {
            Ok(SqlPart::End(end)) => added(turns.before.take(), end),
            Ok(rows) => return Some((Ok(rows), Some(turns))),
            Err(error) => return Some((Err(error), None)),
        };
        let Some(group) = turns.groups.next().filter(|_| !end.cut) else {
            return Some((Ok(SqlPart::End(end)), None));
        };
        let Asked { statement, author, limits } = turns.asked.clone();
        match turns.sql.run(SqlQuery { statement, files: group, author, limits }).await {
            Ok(answer) => turns.batches = answer.batches,
            Err(error) => return Some((Err(error), None)),
        }
        turns.before = Some(end);
    }
}

/// Two ends as one.
fn added(before: Option<SqlEnd>, end: SqlEnd) -> SqlEnd {
    let Some(before) = before else { return end };
    SqlEnd {
        rows: before.rows + end.rows,
        cut: end.cut,
        took: before.took + end.took,
        rows_read: before.rows_read.zip(end.rows_read).map(|(before, read)| before + read),
    }
}
