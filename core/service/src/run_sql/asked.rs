//! The typed statement as it is sent: itself, or wrapped for one page of its rows.

use crate::SqlError;

/// Longer statements are refused before anything reads them.
const MAX_STATEMENT_CHARS: usize = 100_000;
/// Text before a statement of which only some rows are wanted.
const BEFORE: &str = "SELECT * FROM (\n";
/// Statements that begin so can stand in brackets.
const WRAPPABLE: [&str; 5] = ["SELECT", "FROM", "WITH", "VALUES", "TABLE"];

/// The statement, if it can be one at all.
pub(super) fn statement(typed: &str) -> Result<&str, SqlError> {
    match typed.chars().count() {
        chars if chars > MAX_STATEMENT_CHARS => Err(SqlError::TooLarge {
            why: format!("the statement has {chars} characters, and {MAX_STATEMENT_CHARS} are allowed"),
        }),
        _ if typed.contains('\0') => {
            Err(SqlError::NotARead { why: "the statement contains a character with the code 0".to_owned() })
        }
        _ => Ok(typed),
    }
}

/// Some rows of a statement, in a form that lets DuckDB leave out the others early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SomeRows {
    pub(super) sql: String,
}

impl SomeRows {
    /// `rows` rows after the first `skip`; `None` where the statement is not of a kind that can stand in brackets.
    pub(super) fn of(statement: &str, skip: u64, rows: u64) -> Option<Self> {
        let bare = statement.trim().trim_end_matches(|c: char| c == ';' || c.is_whitespace());
        // A semicolon that is left may be within a text, or between two statements: the statement is then run as it is.
        let word: String = without_comments(bare).chars().take_while(char::is_ascii_alphabetic).collect();
        let can_be_wrapped = WRAPPABLE.contains(&word.to_ascii_uppercase().as_str()) && !bare.contains(';');
        let start = statement.len() - statement.trim_start().len();
        // What was cut off before the statement stays before it, so that places stay what they are.
        let led = &statement[..start];
        can_be_wrapped.then(|| Self { sql: format!("{BEFORE}{led}{bare}\n) LIMIT {rows} OFFSET {skip}") })
    }

    /// A place in the sent text as one in the statement, or nowhere where it is not in it.
    pub(super) fn place_in(statement: &str, position: usize) -> Option<usize> {
        let place = position.checked_sub(BEFORE.chars().count())?;
        (place <= statement.trim_end().chars().count()).then_some(place)
    }
}

/// The text after the comments and spaces it begins with.
fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("--") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return rest;
        };
        rest = after.trim_start();
    }
}

/// Returns true if the statement contains an `ORDER BY`.
pub(super) fn is_ordered(statement: &str) -> bool {
    let words: Vec<String> = statement.split_whitespace().map(str::to_ascii_uppercase).collect();
    words.windows(2).any(|pair| pair[0].ends_with("ORDER") && pair[1].starts_with("BY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_select_is_asked_for_a_page() {
        for (statement, sent) in [
            ("SELECT 1", "SELECT * FROM (\nSELECT 1\n) LIMIT 51 OFFSET 100"),
            (" from metrics ;; \n", "SELECT * FROM (\n from metrics\n) LIMIT 51 OFFSET 100"),
            ("-- why\nSELECT 1 -- this", "SELECT * FROM (\n-- why\nSELECT 1 -- this\n) LIMIT 51 OFFSET 100"),
            (
                "/* a */ with t as (select 1) from t",
                "SELECT * FROM (\n/* a */ with t as (select 1) from t\n) LIMIT 51 OFFSET 100",
            ),
        ] {
            assert_eq!(SomeRows::of(statement, 100, 51).map(|some| some.sql).as_deref(), Some(sent));
        }
    }

    #[test]
    fn what_cannot_stand_in_brackets_is_run_as_it_is() {
        for statement in [
            "",
            "--",
            "/* open",
            "EXPLAIN SELECT 1",
            "DESCRIBE metrics",
            "SUMMARIZE metrics",
            "PIVOT t ON a",
            "COPY t TO 'x'",
            "SELECT 1; DROP TABLE t",
            "SELECT ';'",
            "SELECTED",
            "(SELECT 1)",
        ] {
            assert_eq!(SomeRows::of(statement, 0, 51), None, "{statement}");
        }
    }

    #[test]
    fn places_are_those_of_the_typed_text() {
        let statement = "  SELECT µ\nFROM nowhere";
        let sent = SomeRows::of(statement, 0, 1).unwrap().sql;
        let place = |sent_place: usize| SomeRows::place_in(statement, sent_place);
        let found = sent.find("nowhere").map(|at| sent[..at].chars().count()).unwrap();
        assert_eq!(place(found), statement.find("nowhere").map(|at| statement[..at].chars().count()));
        assert_eq!((place(0), place(usize::MAX)), (None, None));
    }

    #[test]
    fn an_order_is_noticed() {
        assert!(is_ordered("SELECT 1 order\n  by 1"));
        assert!(!is_ordered("SELECT orderby FROM t GROUP BY 1"));
    }

    #[test]
    fn absurd_statements_are_refused_first() {
        assert!(matches!(statement(&"a".repeat(100_001)), Err(SqlError::TooLarge { .. })));
        assert!(matches!(statement("SELECT '\0'"), Err(SqlError::NotARead { .. })));
        assert_eq!(statement("SELECT 1"), Ok("SELECT 1"));
    }
}
