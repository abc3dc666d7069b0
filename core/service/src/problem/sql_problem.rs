//! The words for a statement that has no answer.

use api::{Problem, ProblemKind};

use super::{Words, sentence};
use crate::SqlError;

/// Builds the problem of a failed statement: the failure and the remedy.
#[must_use]
pub fn sql_problem(error: &SqlError) -> Problem {
    let words = words(error);
    Problem { position: words.position, ..plain(words.kind, &words.why, &words.next) }
}

/// A parameter of the console that makes no sense.
pub(crate) fn bad_sql_param(why: &str, next: &str) -> Problem {
    plain(ProblemKind::BadRequest, why, next)
}

fn plain(kind: ProblemKind, why: &str, next: &str) -> Problem {
    Problem::new(kind, sentence(why), sentence(next))
}

fn words(error: &SqlError) -> Words {
    let why = error.to_string();
    match error {
        SqlError::Statement { position, .. } => Words {
            position: *position,
            ..Words::new(ProblemKind::BadRequest, why, "Correct the statement and run it again")
        },
        SqlError::NotARead { .. } => Words::new(
            ProblemKind::Forbidden,
            why,
            "Give one statement that reads: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE or EXPLAIN",
        ),
        SqlError::Timeout { .. } => Words::new(
            ProblemKind::Timeout,
            why,
            "Ask for fewer days, or for less of each: filter by date, api_proxy or metric_name",
        ),
        SqlError::OutOfMemory { .. } => Words::new(
            ProblemKind::Unprocessable,
            why,
            "Filter or group before sorting and joining, or ask for fewer days",
        ),
        SqlError::Died { .. } => Words::new(
            ProblemKind::Unprocessable,
            why,
            "Put it differently; nothing else was harmed, and the log says more",
        ),
        SqlError::TooLarge { .. } => Words::new(ProblemKind::TooLarge, why, "Ask for fewer columns or shorter values"),
        SqlError::NoForm(no_form) => Words::new(ProblemKind::Unprocessable, &no_form.why, &no_form.advice),
        SqlError::File { .. } => {
            Words::new(ProblemKind::Internal, why, "Run `promcast archive verify`, and collect that day again")
        }
        SqlError::Busy => Words::new(ProblemKind::Overloaded, why, "Try again in a few seconds"),
        SqlError::Off { .. } => Words::new(
            ProblemKind::Forbidden,
            why,
            "Whoever runs Promcast can turn it on; docs/configuration.md says how",
        ),
        SqlError::Unavailable { .. } => Words::new(ProblemKind::Internal, why, "Have a look at Promcast's log"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_mistake_is_kept() {
        let error = SqlError::Statement {
            message: "Parser Error: syntax error at or near \"selct\"".into(),
            position: Some(0),
        };
        let problem = sql_problem(&error);
        assert_eq!((problem.kind, problem.position), (ProblemKind::BadRequest, Some(0)));
        assert_eq!(problem.why, "Parser Error: syntax error at or near \"selct\".");
    }
}
