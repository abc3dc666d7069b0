//! Maps the failures that a child reports to the port's `SqlError`.

use service::SqlError;

use crate::protocol::Failed;

/// The error for a failure of the statement `sql` over the archive in `folder`.
pub(super) fn sql_error(failed: Failed, sql: &str, folder: &str, memory_mib: u64) -> SqlError {
    match failed {
        Failed::TooLarge { why } => SqlError::TooLarge { why },
        Failed::NoForm(no_form) => SqlError::NoForm(no_form),
        Failed::File { name, message } => SqlError::File { path: below(&name, folder), message },
        Failed::DuckDb { kind, .. } if kind == "Out of Memory" => SqlError::OutOfMemory { limit_mib: memory_mib },
        Failed::DuckDb { kind, message, position } => SqlError::Statement {
            message: hinted(if kind.is_empty() { message } else { format!("{kind} Error: {message}") }),
            position: position.and_then(|byte| characters_before(sql, byte)),
        },
    }
}

/// DuckDB's message; where it is about files that cannot be opened, with what there is instead.
fn hinted(message: String) -> String {
    let is_about_files = ["file system operations are disabled", "No files found that match", "Permission denied"];
    match is_about_files.iter().any(|words| message.contains(words)) {
        true => {
            format!("{}. The archive is the view `metrics`, as in FROM metrics", message.trim_end_matches(['.', '\n']))
        }
        false => message,
    }
}

/// A file's path below the archive's folder.
fn below(name: &str, folder: &str) -> String {
    name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name).to_owned()
}

fn characters_before(text: &str, byte: usize) -> Option<usize> {
    text.get(..byte).map(|before| before.chars().count())
}

/// The file of the view that an error is about, where its message names one.
pub(super) fn named_file(failed: &Failed, files: &[String]) -> Option<Failed> {
    let Failed::DuckDb { kind, message, .. } = failed else { return None };
    if !["Invalid Input", "IO", "Invalid", "Serialization", "Conversion", "Binder"].contains(&kind.as_str()) {
        return None;
    }
    let quoted = |name: &String| ['\'', '"'].iter().any(|quote| message.contains(&format!("{quote}{name}{quote}")));
    let name = files.iter().find(|name| quoted(name))?.clone();
    Some(Failed::File { name, message: message.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duckdb(kind: &str, message: &str, position: Option<usize>) -> Failed {
        Failed::DuckDb { kind: kind.to_owned(), message: message.to_owned(), position }
    }

    #[test]
    fn a_position_is_in_characters() {
        let sql = "SELECT 'ß' + foo";
        let byte = sql.find("foo");
        let error = sql_error(duckdb("Binder", "no foo", byte), sql, "data", 1);
        assert_eq!(error, SqlError::Statement { message: "Binder Error: no foo".to_owned(), position: Some(13) });
        for odd in [Some(9), Some(99)] {
            let error = sql_error(duckdb("", "x", odd), sql, "data", 1);
            assert_eq!(error, SqlError::Statement { message: "x".to_owned(), position: None });
        }
    }

    #[test]
    fn memory_is_no_fault_of_the_statement() {
        let error = sql_error(duckdb("Out of Memory", "no", None), "", "data", 7);
        assert_eq!(error, SqlError::OutOfMemory { limit_mib: 7 });
    }

    #[test]
    fn a_file_is_named_below_the_folder() {
        let files = ["data/2023-04-01/a.parquet".to_owned(), "data/2023-04-01/b.parquet".to_owned()];
        let said = duckdb("Invalid Input", "No magic bytes found at end of file 'data/2023-04-01/b.parquet'", None);
        let named = named_file(&said, &files).unwrap();
        let SqlError::File { path, .. } = sql_error(named, "", "data", 1) else { panic!("no file") };
        assert_eq!(path, "2023-04-01/b.parquet");
        assert!(named_file(&duckdb("Binder", "no column b", None), &files).is_none());
    }
}
