//! Checks that a text is one statement that only reads. This is for a clear message, and no boundary: the process that runs a
//! statement limits what it can do.

use super::words::{Token, tokens};

/// Reason of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARead {
    /// Nothing but spaces and comments.
    #[error("there is no statement")]
    Nothing,
    /// More than one.
    #[error("there is more than one statement: run them one at a time")]
    More,
    /// It begins with a word that no reading statement begins with.
    #[error(
        "a statement that begins with {word} does not only read: begin with SELECT, WITH, FROM, DESCRIBE or SUMMARIZE"
    )]
    Word {
        /// The word, in capitals.
        word: String,
    },
    /// It begins with a word that is none, and nearly one that does.
    #[error("{word} is no statement: did you mean {meant}?")]
    Misspelled {
        /// The word as it was typed.
        word: String,
        /// The nearest one that a reading statement begins with.
        meant: &'static str,
    },
    /// `EXPLAIN ANALYZE` runs what it explains.
    #[error("EXPLAIN ANALYZE runs the statement: use EXPLAIN alone")]
    Analyze,
}

const READING: [&str; 11] =
    ["SELECT", "WITH", "FROM", "VALUES", "TABLE", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW", "PIVOT", "UNPIVOT"];

/// Checks that a text is one statement that begins as one that only reads.
pub fn check_one_read(sql: &str) -> Result<(), NotARead> {
    let mut begin = tokens(sql).skip_while(|token| *token == Token::Semicolon);
    check_begin(&mut begin)?;
    let mut rest = begin.skip_while(|token| *token != Token::Semicolon);
    match rest.any(|token| token != Token::Semicolon) {
        true => Err(NotARead::More),
        false => Ok(()),
    }
}

/// Reads on until the statement's kind is known.
fn check_begin<'a>(tokens: &mut impl Iterator<Item = Token<'a>>) -> Result<(), NotARead> {
    let mut explains = false;
    let mut inside = tokens.skip_while(|token| *token == Token::Sign('('));
    loop {
        let word = match inside.next() {
            None => return Err(NotARead::Nothing),
            Some(Token::Word(word)) => word.to_ascii_uppercase(),
            Some(_) if explains => continue,
            Some(other) => return Err(NotARead::Word { word: other.to_string() }),
        };
        match word.as_str() {
            "EXPLAIN" if !explains => explains = true,
            "ANALYZE" | "ANALYSE" if explains => return Err(NotARead::Analyze),
            known if READING.contains(&known) => return Ok(()),
            // Options: EXPLAIN (FORMAT json) SELECT …
            "FORMAT" | "JSON" | "TEXT" | "HTML" | "GRAPHVIZ" if explains => {}
            _ => return Err(refused(word)),
        }
    }
}

fn refused(word: String) -> NotARead {
    let nearest = READING.into_iter().chain(["EXPLAIN"]).min_by_key(|known| distance(&word, known));
    match nearest.filter(|known| known.len() > 4 && distance(&word, known) <= 2) {
        Some(meant) => NotARead::Misspelled { word, meant },
        None => NotARead::Word { word: word.chars().take(40).collect() },
    }
}

/// Returns the edit distance: letters to be inserted, removed or replaced; more than a few are not counted.
fn distance(typed: &str, known: &str) -> usize {
    let (typed, known): (Vec<char>, Vec<char>) = (typed.chars().take(20).collect(), known.chars().collect());
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (nth, letter) in typed.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], nth + 1);
        for (at, of_known) in known.iter().enumerate() {
            let exchanged = before + usize::from(letter != of_known);
            before = row[at + 1];
            row[at + 1] = exchanged.min(before + 1).min(row[at] + 1);
        }
    }
    row[known.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_reads() {
        for sql in [
            "SELECT 1",
            "select 1;",
            " ;; SELECT 1 ;; -- the end",
            "/* a /* nested */ one */ FROM metrics",
            "((SELECT 1) UNION ALL SELECT 2)",
            "WITH t AS (SELECT ';') SELECT * FROM t",
            "SELECT ';' AS \"a;b\", $$;$$, $x$ ; $$ ; $x$, 'it''s ;', E'\\';'",
            "EXPLAIN SELECT 1",
            "EXPLAIN (FORMAT json) SELECT 1",
            "VALUES (1)",
            "SHOW TABLES",
            "DESCRIBE metrics",
            "PIVOT metrics ON metric_name USING sum(value)",
            "SELECT 1 -- ; COPY",
            "SELECT a$b$;",
        ] {
            assert_eq!(check_one_read(sql), Ok(()), "{sql}");
        }
    }

    #[test]
    fn what_does_not() {
        use NotARead::{Analyze, More, Nothing};
        for sql in ["", " \n", ";", "-- only this", "/* open", "EXPLAIN"] {
            assert_eq!(check_one_read(sql), Err(Nothing), "{sql}");
        }
        for sql in [
            "SELECT 1; SELECT 2",
            "SELECT ';'; COPY t TO 'f'",
            "SELECT 1 /* */; /* */ DROP TABLE t",
            "SELECT $$a$$; SET threads = 1",
            "SELECT '--'; SELECT 2",
            "SELECT \"a\"\"b\"; SELECT 2",
            "SELECT '\\'; SELECT 2; --'",
        ] {
            assert_eq!(check_one_read(sql), Err(More), "{sql}");
        }
        for sql in ["EXPLAIN ANALYZE SELECT 1", "explain (analyze, format json) select 1"] {
            assert_eq!(check_one_read(sql), Err(Analyze), "{sql}");
        }
        for sql in [
            "COPY t TO 'f'",
            "(INSERT INTO t VALUES (1))",
            "EXPLAIN COPY t TO 'f'",
            "'a'",
            "1",
            "é",
            "PREPARE s AS SELECT 1",
        ] {
            assert!(matches!(check_one_read(sql), Err(NotARead::Word { .. })), "{sql}");
        }
    }

    #[test]
    fn a_slip_is_told_from_what_does_not_read() {
        for (sql, meant) in [
            ("SELEC 1", "SELECT"),
            ("slect * FROM metrics", "SELECT"),
            ("DESCIRBE metrics", "DESCRIBE"),
            ("EXPLIAN SELECT 1", "EXPLAIN"),
            ("SUMARIZE metrics", "SUMMARIZE"),
        ] {
            let refused = check_one_read(sql).unwrap_err();
            assert!(refused.to_string().ends_with(&format!("did you mean {meant}?")), "{refused}");
        }
        for word in
            ["DELETE", "UPDATE", "INSERT", "CREATE", "DROP", "ATTACH", "INSTALL", "SET", "CALL", "PRAGMA", "MERGE"]
        {
            assert!(matches!(check_one_read(word), Err(NotARead::Word { .. })), "{word}");
        }
    }
}
