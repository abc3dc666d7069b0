//! Tests of answers without rows: mistakes, limits, invalid parameters, links of another site, a console that is off.

use std::sync::{Arc, Mutex};

use api::{ProblemKind, SqlAnswerView, SqlParam, SqlParams};

use super::{Engine, engine, failed, numbers, sent, service};
use crate::{Confinement, SqlError};

#[tokio::test]
async fn a_mistake_is_told_of_the_typed_text() {
    let mistake = |message: &str, position| Err(SqlError::Statement { message: message.into(), position });
    let engine = engine([
        mistake("Parser Error: syntax error at or near \")\"", Some(23)),
        mistake("Parser Error: syntax error at end of input", Some(7)),
    ]);
    let problem = failed(&engine, &SqlParams::of_statement("SELECT ")).await;
    assert_eq!((problem.kind, problem.position), (ProblemKind::BadRequest, Some(7)));
    assert!(problem.why.contains("end of input"), "{}", problem.why);
    assert_eq!(sent(&engine)[1], "SELECT ");
}

#[tokio::test]
async fn a_mistake_while_running_is_not_run_again() {
    let message = "Conversion Error: Could not convert string 'a' to INT32";
    let engine = engine([Err(SqlError::Statement { message: message.into(), position: Some(16 + 7) })]);
    let problem = failed(&engine, &SqlParams::of_statement("SELECT 'a'::INT")).await;
    assert_eq!((sent(&engine).len(), problem.position), (1, Some(7)));
}

#[tokio::test]
async fn a_file_nobody_knows_ends_the_statement() {
    let engine = engine([Err(SqlError::File { path: "x".into(), message: "no".into() }), Ok(numbers(1))]);
    assert_eq!(failed(&engine, &SqlParams::of_statement("FROM 'x'")).await.kind, ProblemKind::Internal);
}

#[tokio::test]
async fn errors_keep_their_kinds() {
    for (error, kind) in [
        (SqlError::NotARead { why: "it writes".into() }, ProblemKind::Forbidden),
        (SqlError::Timeout { seconds: 30 }, ProblemKind::Timeout),
        (SqlError::OutOfMemory { limit_mib: 1024 }, ProblemKind::Unprocessable),
        (SqlError::Died { why: "signal 11".into() }, ProblemKind::Unprocessable),
        (SqlError::Busy, ProblemKind::Overloaded),
    ] {
        let problem = failed(&engine([Err(error)]), &SqlParams::of_statement("SELECT 1")).await;
        assert_eq!(problem.kind, kind, "{problem}");
    }
}

#[tokio::test]
async fn parameters_that_make_no_sense() {
    for (param, text) in [
        (SqlParam::Size, "7"),
        (SqlParam::Size, "-1"),
        (SqlParam::Page, "0"),
        (SqlParam::Page, "x"),
        (SqlParam::Page, "99999999999999999999"),
        (SqlParam::Page, "20001"),
        (SqlParam::View, "pie"),
    ] {
        let engine = engine([]);
        let problem = failed(&engine, &SqlParams::of_statement("SELECT 1").with(param, text)).await;
        assert_eq!(problem.kind, ProblemKind::BadRequest, "{problem}");
        assert!(problem.why.contains(text) && sent(&engine).is_empty(), "{problem}");
    }
}

#[tokio::test]
async fn a_link_of_another_site_waits() {
    let engine = engine([Ok(numbers(1))]);
    let page = service(&engine).await.sql_page(&SqlParams::of_statement("SELECT 1"), false).await.unwrap();
    assert_eq!((page.answer, sent(&engine).len()), (SqlAnswerView::Waits, 0));
    assert!(page.examples[0].sql.contains("date = '2026-11-20' AND api_proxy = 'a'"), "{:?}", page.examples[0]);
    assert_eq!((page.schema.days.as_str(), page.schema.counted_days.as_str()), ("1 day, 2026-11-20; 2 rows", ""));
    let proxies: Vec<_> = page.schema.proxies.iter().map(|name| (name.literal.as_str(), name.rows)).collect();
    assert_eq!(proxies, [("'a'", 1), ("'b'", 1)]);
}

#[tokio::test]
async fn off_says_why() {
    let mut by_config = service(&engine([])).await;
    by_config.console.is_on = false;
    let off = Engine {
        answers: Mutex::default(),
        asked: Mutex::default(),
        confinement: Confinement::Off("no Landlock".into()),
    };
    let by_kernel = service(&Arc::new(off)).await;
    for (service, why) in [(by_config, "turned off in the config"), (by_kernel, "no Landlock")] {
        let problem = service.sql_page(&SqlParams::of_statement("SELECT 1"), true).await.unwrap_err();
        assert!(problem.kind == ProblemKind::Forbidden && problem.why.contains(why), "{problem}");
        assert_eq!(service.run_sql("SELECT 1").await.map(|_| ()).unwrap_err(), problem);
    }
}
