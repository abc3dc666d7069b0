//! Statements of strangers that want out: what the kernel saw them do, not only what they were answered.

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

/// What an answer says: its columns and values, or why there is none.
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

/// Statements that want all memory or all time, and texts that are themselves too much.
fn bombs() -> Vec<String> {
    let mut bombs: Vec<String> = [
        "SELECT repeat('x', 4000000000)",
        "SELECT printf('%2000000000d', 1)",
        "SELECT list_sort(range(100000000))",
        "SELECT array_agg(i) FROM range(1000000000) t(i)",
        "SELECT string_agg(i::VARCHAR, ',') FROM range(1000000000) t(i)",
        "SELECT count(DISTINCT i) FROM range(1000000000) t(i)",
        "SELECT * FROM range(100000000) a(i) ORDER BY random()",
        "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
        "SELECT length(lpad('x', 2000000000, 'ab'))",
        "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7",
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t",
        "WITH RECURSIVE t(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM t) SELECT max(length(s)) FROM t",
        "SELECT regexp_matches(repeat('a', 1000000) || 'b', '(a*)*(a*)*(a*)*c')",
        "SELECT sum(hash(a.range * b.range)) FROM range(100000000) a, range(1000) b",
        "SELECT md5(repeat('x', 1000000000))",
        "SELECT * FROM generate_series(1, 10000000000)",
        "SELECT list_reduce(range(1000000000), lambda x, y: x + y)",
        "SELECT MAP(range(100000000), range(100000000))",
        "SELECT bitstring('1', 2000000000)",
        "SELECT [range(1000000) FOR x IN range(1000000)]",
    ]
    .map(str::to_owned)
    .to_vec();
    let ctes: String = (1..40).map(|n| format!(", t{n} AS (SELECT a.x FROM t{0} a, t{0} b)", n - 1)).collect();
    let numbers: String = (0..100_000).map(|n| format!("{n},")).collect();
    bombs.extend([
        format!("WITH t0 AS (SELECT 1 AS x){ctes} SELECT * FROM t39"),
        format!("SELECT 1 WHERE 1 IN ({numbers}1)"),
        format!("SELECT {}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("SELECT {}1", "- ".repeat(200_000)),
        format!("SELECT 1{}", " + 1".repeat(100_000)),
        format!("SELECT {}", "[".repeat(50_000)),
        format!("SELECT '{}'", "x".repeat(10_000_000)),
        "SELECT 'a\0b'".to_owned(),
        "SELECT \u{0}".to_owned(),
        "SELECT '\u{feff}\u{202e}'".to_owned(),
        format!("SELECT {}", (0..2000).map(|n| format!("{n} AS c{n}")).collect::<Vec<_>>().join(", ")),
    ]);
    bombs
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_bomb_ends_and_the_next_question_is_answered() {
    let Some(ground) = Ground::plain().await else { return };
    let most_memory = ground.watch_memory();
    stream::iter(bombs())
        .for_each_concurrent(2, async |sql| {
            let begun = Instant::now();
            let said = answer(&ground, sql.clone(), Author::Stranger).await;
            let (took, name) = (begun.elapsed(), sql.chars().take(70).collect::<String>());
            println!("{name}: {} in {took:?}", said.map_or_else(|error| error.to_string(), |_| "answered".to_owned()));
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
    let statement = Statement::plain("SELECT * FROM range(1000000000)");
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
