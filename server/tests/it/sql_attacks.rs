//! Plain statements that reach for what is not theirs, or for too much: what the kernel saw them do, not only what they were answered.

mod ground;
mod trace;

use std::time::{Duration, Instant};

use archive::sql::Statement;
use futures_util::{StreamExt, stream};
use service::{Author, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};

use ground::Ground;

const LIMITS: SqlLimits =
    SqlLimits { deadline: Duration::from_secs(2), max_rows: 10_000, max_bytes: 16 << 20, max_columns: 100 };

/// From the deadline to the end of the process.
const GRACE: Duration = Duration::from_secs(2);

/// Runs a statement and returns its columns and values as text, or the error.
async fn answer(ground: &Ground, sql: String, author: Author) -> Result<String, SqlError> {
    let (statement, files) = (Statement::plain(sql), ground.files.clone());
    let mut answer = ground.engine.run(SqlQuery { statement, files, author, limits: LIMITS }).await?;
    let mut said = format!("{:?}", answer.schema);
    while let Some(part) = answer.batches.next().await {
        if let SqlPart::Rows(rows) = part? {
            let cells = rows.columns().iter().flat_map(|column| (0..rows.num_rows()).map(move |row| (column, row)));
            cells.for_each(|(column, row)| said.push_str(&archive::cell::text(column, row).unwrap_or_default()));
        }
    }
    Ok(said)
}

/// The attacks of the file, and a call of every function of DuckDB that takes a text first.
async fn attacks(ground: &Ground) -> Vec<String> {
    let lines = include_str!("sql_attacks/attacks.sql").lines().filter(|line| !line.starts_with("--"));
    let mut attacks: Vec<String> = lines.map(|line| ground.filled(line)).collect();
    assert!(attacks.len() > 100);
    for (kind, call) in [("table", "SELECT * FROM"), ("table_macro", "SELECT * FROM"), ("pragma", "CALL")] {
        let sql = format!(
            "SELECT DISTINCT '<' || function_name || '>' FROM duckdb_functions() WHERE function_type = '{kind}' \
             AND (parameter_types[1] IS NULL OR parameter_types[1] IN ('VARCHAR', 'VARCHAR[]', 'ANY'))"
        );
        let names = answer(ground, sql, Author::Promcast).await.unwrap();
        let names = names.split('>').filter_map(|name| Some(name.rsplit_once('<')?.1));
        attacks.extend(names.map(|name| ground.filled(&format!("{call} {name}('{{secret}}')"))));
    }
    attacks
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_outside_is_read_and_nothing_is_written() {
    let Some(ground) = Ground::traced().await else { return };
    let before = ground.contents();
    let attacks = attacks(&ground).await;
    println!("{} attacks", attacks.len());
    // As a stranger, and where nothing but the kernel stands in the way: no check of the words, no fence of DuckDB.
    let asked = attacks.into_iter().flat_map(|sql| [(sql.clone(), Author::Stranger), (sql, Author::Promcast)]);
    stream::iter(asked)
        .for_each_concurrent(2, async |(sql, author)| {
            let begun = Instant::now();
            let said = answer(&ground, sql.clone(), author).await;
            assert!(begun.elapsed() < LIMITS.deadline + GRACE + GRACE, "{sql} took {:?}", begun.elapsed());
            let said = format!("{said:?}");
            assert!(!said.contains(ground::SECRET) && !said.contains("root:x:"), "{sql}: {said}");
        })
        .await;
    assert_eq!(ground.contents(), before);
    let breaches = trace::breaches(&ground.traces(), ground.base());
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// Statements that are plain and finite, and more than is given to one: a long count, a large result, many values to tell apart, a
/// wide row. What each of them may end with.
fn too_much() -> [(String, &'static [&'static str]); 6] {
    let columns: Vec<String> = (0..101).map(|n| format!("{n} AS c{n}")).collect();
    [
        ("SELECT sum((a.range * 7 + b.range) % 11) FROM range(2000000) a, range(20000) b".to_owned(), &["deadline"]),
        ("SELECT range FROM range(5000000)".to_owned(), &["answered"]),
        (
            "SELECT range AS n, 'a text of some length, again and again' AS t FROM range(2000000)".to_owned(),
            &["answered"],
        ),
        ("SELECT count(DISTINCT range) FROM range(150000000)".to_owned(), &["memory", "deadline"]),
        ("SELECT length(string_agg(range::VARCHAR, ',')) FROM range(300000000)".to_owned(), &["memory", "deadline"]),
        (format!("SELECT {}", columns.join(", ")), &["columns"]),
    ]
}

fn ending(said: &Result<String, SqlError>) -> &'static str {
    match said {
        Ok(_) => "answered",
        Err(SqlError::Timeout { .. }) => "deadline",
        Err(SqlError::TooLarge { .. }) => "columns",
        Err(SqlError::OutOfMemory { .. }) => "memory",
        Err(_) => "another way",
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_much_ends_and_the_next_question_is_answered() {
    let Some(ground) = Ground::plain().await else { return };
    let most_memory = ground.watch_memory();
    stream::iter(too_much())
        .for_each_concurrent(2, async |(sql, endings)| {
            let begun = Instant::now();
            let said = answer(&ground, sql.clone(), Author::Stranger).await;
            let (took, name) = (begun.elapsed(), sql.chars().take(70).collect::<String>());
            let (how, words) = (ending(&said), said.map_or_else(|error| error.to_string(), |_| "answered".to_owned()));
            println!("{name}: {words} in {took:?}");
            assert!(endings.contains(&how), "{name}: {words}");
            assert!(took < LIMITS.deadline + GRACE + GRACE, "{name} took {took:?}");
            let next = answer(&ground, "SELECT count(*) + 42 FROM metrics".to_owned(), Author::Promcast).await.unwrap();
            assert!(next.ends_with("1482"), "{next}");
        })
        .await;
    let most_mib = most_memory.stop();
    println!("most memory of a process: {most_mib} MiB");
    assert!((1..1300).contains(&most_mib), "{most_mib} MiB");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_nobody_wants_ends_its_process() {
    let Some(ground) = Ground::plain().await else { return };
    let statement = Statement::plain("SELECT * FROM range(100000000)");
    let query = SqlQuery { statement, files: Vec::new(), author: Author::Stranger, limits: LIMITS };
    let mut answer = ground.engine.run(query).await.unwrap();
    assert!(matches!(answer.batches.next().await, Some(Ok(SqlPart::Rows(_)))));
    let before = ground.processes();
    drop(answer);
    tokio::time::sleep(Duration::from_millis(500)).await;
    // Others wait for the next question.
    let ended = before.iter().filter(|id| !ground::is_running(**id)).count();
    assert_eq!(ended, 1, "{before:?}");
}
