//! DuckDB's errors, taken apart.

use serde::Deserialize;

use crate::protocol::Failed;

/// DuckDB's error as JSON, by the setting `errors_as_json`.
#[derive(Deserialize)]
struct Said {
    exception_type: String,
    exception_message: String,
    position: Option<String>,
}

/// The parts of an error.
pub(super) fn failed(error: &duckdb::Error) -> Failed {
    let text = match error {
        duckdb::Error::DuckDBFailure(_, Some(text)) => text.clone(),
        duckdb::Error::NulError(_) => "the statement contains a NUL character".to_owned(),
        duckdb::Error::InvalidParameterCount(..) => {
            "a `?` stands for a value, and none is given: write the value itself".to_owned()
        }
        other => other.to_string(),
    };
    // Parser errors have their name in front.
    let json = text.find('{').map_or(text.as_str(), |at| &text[at..]);
    match serde_json::from_str::<Said>(json) {
        Ok(said) => Failed::DuckDb {
            kind: said.exception_type,
            message: said.exception_message,
            position: said.position.and_then(|position| position.parse().ok()),
        },
        Err(_) => Failed::DuckDb { kind: String::new(), message: text, position: None },
    }
}

/// Returns true if an error may come from a damaged file that it does not name.
pub(super) fn may_be_a_file(failed: &Failed) -> bool {
    matches!(failed, Failed::DuckDb { kind, .. } if ["Invalid", "IO", "Serialization", "INTERNAL"].contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String, Option<usize>) {
        let unknown = duckdb::ffi::Error::new(1);
        match failed(&duckdb::Error::DuckDBFailure(unknown, Some(text.to_owned()))) {
            Failed::DuckDb { kind, message, position } => (kind, message, position),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn json_with_and_without_a_name_in_front() {
        let json = r#"{"exception_type":"Parser","exception_message":"syntax error","position":"7"}"#;
        let expected = ("Parser".to_owned(), "syntax error".to_owned(), Some(7));
        assert_eq!(parts(json), expected);
        assert_eq!(parts(&format!("Parser Error: {json}")), expected);
    }

    #[test]
    fn other_words_stay() {
        for text in ["it failed", "a {brace", "{}"] {
            assert_eq!(parts(text), (String::new(), text.to_owned(), None));
        }
    }
}
