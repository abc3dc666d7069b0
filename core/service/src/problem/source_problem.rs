//! The words for a source that gave no answer.

use api::{Param, ProblemKind};
use timeseries::{Duration, text};

use super::{Words, located, shortened};
use crate::SourceError;

/// Says what happened and what to do about it; `source` is the name it was asked by, empty where it is the default one.
pub(super) fn words(error: &SourceError, source: &str) -> Words {
    let source = &Named::new(source);
    let why = error.to_string();
    match error {
        SourceError::Unreachable { at, why } => unreachable(source, at, why),
        SourceError::Denied { status: 401 } => {
            let next = "Give or configure a user name and a password, or a bearer token, or correct them";
            Words::new(ProblemKind::Unauthorized, format!("{source} {why}"), next).at(Param::Source)
        }
        SourceError::Denied { .. } => {
            let next = "If it wants credentials, check that they are given and may query. If a proxy stands before it, \
                        let /api/v1/query_range pass";
            Words::new(ProblemKind::Forbidden, format!("{source} {why}"), next).at(Param::Source)
        }
        SourceError::Timeout { .. } => {
            let next = "Ask for a shorter range or a longer step, or raise the source's timeout in the config";
            Words::new(ProblemKind::Timeout, format!("{source} gave {why}"), next).at(Param::Range)
        }
        SourceError::NotPrometheus { .. } => {
            let next = "Give the base URL of a Prometheus, without `/graph` or `/api/v1`, as in http://127.0.0.1:9090";
            Words::new(ProblemKind::BadGateway, why, next).at(Param::Source)
        }
        SourceError::Failed { status } => failed(source, *status, None),
        SourceError::ForNow { error, retry_after } => match &**error {
            SourceError::Failed { status } => failed(source, *status, *retry_after),
            SourceError::Answered { error_type, .. } if !is_told_by_type(error_type) => busy(&why, *retry_after),
            _ => words(error, source.0),
        },
        SourceError::Answered { error_type, position, .. } => answered(error_type, why, *position),
        SourceError::TooLarge { .. } => Words::new(ProblemKind::TooLarge, why, LESS).at(Param::Expr),
        SourceError::OtherQuestion { .. } => {
            let next = "See what stands between Promcast and the source: a cache or a proxy may mix up answers";
            Words::new(ProblemKind::BadGateway, format!("{source} answered, but {why}"), next).at(Param::Source)
        }
        SourceError::Busy { .. } => {
            let why = "Other large answers are being read, and there was no room for this one in time";
            Words::new(
                ProblemKind::Overloaded,
                why,
                "Ask again in a few seconds, or for fewer series or a shorter range",
            )
        }
        SourceError::NotAllowed { .. } => {
            let next = "Choose a configured source, or give the URL of a Prometheus that may be asked";
            Words::new(ProblemKind::Forbidden, why, next).at(Param::Source)
        }
        SourceError::Archive { .. } => {
            let next = "Ask again; if that does not help, see the log, and `promcast archive verify`, which looks at every file";
            Words::new(ProblemKind::BadGateway, format!("The archive cannot be read: {why}"), next).at(Param::Source)
        }
        SourceError::Unsupported { .. } => {
            Words::new(ProblemKind::BadRequest, why, "Ask a simpler question, or choose a Prometheus").at(Param::Expr)
        }
    }
}

/// The advice where a question is too large.
const LESS: &str =
    "Ask for fewer series, for example with `topk(10, …)` or more labels, for a shorter range, or a longer step";

/// A source as a sentence begins with it.
struct Named<'n>(&'n str);

impl<'n> Named<'n> {
    fn new(name: &'n str) -> Self {
        Self(name.trim())
    }
}

impl std::fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            "" => f.write_str("The default source"),
            name if name.contains("://") => f.write_str("The source"),
            name => write!(f, "The source `{}`", shortened(&api::masked(name))),
        }
    }
}

fn unreachable(source: &Named<'_>, at: &str, why: &str) -> Words {
    let named = match source.0 {
        "" => format!("the default source at {at}"),
        name if name.contains("://") => at.to_owned(),
        name => format!("{} at {at}", shortened(&api::masked(name))),
    };
    let host = ["127.0.0.1", "localhost", "[::1]"].into_iter().find(|host| at.contains(&format!("://{host}")));
    let next = match host {
        Some(host) => format!("Is it running? In a container, {host} is the container itself"),
        None => "Is it running, and can it be reached from where Promcast runs?".to_owned(),
    };
    Words::new(ProblemKind::BadGateway, format!("Can't reach {named}: {why}"), next).at(Param::Source)
}

/// A status without words of a Prometheus: the source, or what stands before it, cannot answer now.
fn failed(source: &Named<'_>, status: u16, retry_after: Option<Duration>) -> Words {
    let when = when(retry_after);
    let (why, next) = match status {
        429 => ("it is asked too often", format!("Ask again {when}, for a shorter range or a longer step")),
        503 => ("it is starting, or has too much to do", format!("Ask again {when}")),
        502 | 504 => {
            ("what stands before it got no answer from it", "See whether the Prometheus behind it runs".to_owned())
        }
        _ => ("it failed", "See the log of the source, or of what stands before it".to_owned()),
    };
    Words::new(ProblemKind::BadGateway, format!("{source} answered with HTTP status {status}: {why}"), next)
        .at(Param::Source)
}

/// Tells whether the type of an error says what to do where the status says that it may pass. An expression is not at fault then,
/// whatever the type says of it.
fn is_told_by_type(error_type: &str) -> bool {
    matches!(error_type, "timeout" | "canceled" | "internal")
}

/// A source's own words for having too much to do.
fn busy(why: &str, retry_after: Option<Duration>) -> Words {
    let next = format!("It is starting, or has too much to do: ask again {}", when(retry_after));
    Words::new(ProblemKind::BadGateway, format!("The source answered: {why}"), next).at(Param::Source)
}

fn when(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(|| "in a minute".to_owned(), |wait| format!("in {}", text::length(wait)))
}

/// A source's own words, by its error type. VictoriaMetrics gives the HTTP status as one.
fn answered(error_type: &str, why: String, position: Option<usize>) -> Words {
    let (kind, next) = match error_type {
        "bad_data" | "400" => (ProblemKind::BadRequest, "Correct the expression"),
        "422" if is_too_much(&why) => (ProblemKind::Unprocessable, LESS),
        "422" => (ProblemKind::BadRequest, "Correct the expression"),
        "execution" => (ProblemKind::Unprocessable, "Change the expression so that Prometheus can evaluate it"),
        "timeout" | "canceled" => (ProblemKind::Timeout, "Ask for a shorter range or a longer step"),
        "unavailable" | "too_many_requests" | "429" | "503" => return busy(&why, None),
        _ => (ProblemKind::BadGateway, "Look at the log of the source"),
    };
    // Prometheus writes line and column before its message.
    let place = position.filter(|_| !why.contains("parse error"));
    let words = Words::new(kind, format!("The source answered: {}", located(why, place)), next).at(Param::Expr);
    Words { position, ..words }
}

/// Tells whether VictoriaMetrics refuses the size of a question, not its form: it names the flag or the limit.
fn is_too_much(why: &str) -> bool {
    ["-search.max", "too many", "not enough memory", "exceeds"].into_iter().any(|sign| why.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(error: &SourceError, source: &str) -> (ProblemKind, String) {
        let words = words(error, source);
        (words.kind, format!("{}. {}", words.why, words.next))
    }

    #[test]
    fn a_source_that_is_not_there_is_named_with_its_place() {
        let unreachable =
            |at: &str| SourceError::Unreachable { at: at.to_owned(), why: "connection refused".to_owned() };
        let cases = [
            (
                "prod",
                "http://127.0.0.1:9090",
                "Can't reach prod at http://127.0.0.1:9090: connection refused. Is it running? In a container, 127.0.0.1 is the container itself",
            ),
            (
                "",
                "http://prom:9090",
                "Can't reach the default source at http://prom:9090: connection refused. Is it running, and can it be reached from where Promcast runs?",
            ),
            (
                "http://me:hunter2@localhost:1/x",
                "http://localhost:1",
                "Can't reach http://localhost:1: connection refused. Is it running? In a container, localhost is the container itself",
            ),
        ];
        for (source, at, expected) in cases {
            assert_eq!(told(&unreachable(at), source), (ProblemKind::BadGateway, expected.to_owned()));
        }
    }

    #[test]
    fn a_busy_source_is_asked_again_and_not_given_another_url() {
        let busy = |status, seconds: Option<u64>| SourceError::ForNow {
            retry_after: seconds.map(Duration::from_seconds),
            error: Box::new(SourceError::Failed { status }),
        };
        let cases = [
            (
                busy(429, Some(30)),
                "The source `prod` answered with HTTP status 429: it is asked too often. Ask again in 30 seconds",
            ),
            (busy(429, None), "Ask again in a minute"),
            (busy(503, Some(120)), "starting, or has too much to do. Ask again in 2 minutes"),
            (busy(504, None), "what stands before it got no answer from it"),
            (
                SourceError::Failed { status: 500 },
                "The source `prod` answered with HTTP status 500: it failed. See the log",
            ),
        ];
        for (error, expected) in cases {
            let (kind, words) = told(&error, "prod");
            assert!(kind == ProblemKind::BadGateway && words.contains(expected), "{words}");
            assert!(!words.contains("base URL"), "{words}");
        }
    }

    #[test]
    fn words_of_a_busy_source_are_no_advice_on_the_expression() {
        for error_type in ["bad_data", "execution", "too_many_requests", "unavailable", "429", "422", ""] {
            let (message, position) = ("too many outstanding requests".to_owned(), None);
            let error = SourceError::Answered { error_type: error_type.to_owned(), message, position };
            let retry_after = Some(Duration::from_seconds(90));
            let (kind, words) = told(&SourceError::ForNow { retry_after, error: Box::new(error) }, "prod");
            assert_eq!(kind, ProblemKind::BadGateway, "{error_type}");
            assert!(words.ends_with("ask again in 1 minute 30 seconds"), "{error_type}: {words}");
        }
    }

    #[test]
    fn an_answer_to_another_question_and_one_without_room() {
        let other = SourceError::OtherQuestion { why: "its series are of another metric".to_owned() };
        let (kind, words) = told(&other, "prod");
        assert_eq!(kind, ProblemKind::BadGateway);
        assert!(words.starts_with(
            "The source `prod` answered, but the answer is to another question: its series are of another metric. See what stands"
        ), "{words}");
        let (kind, words) = told(&SourceError::Busy { seconds: 30 }, "prod");
        assert!(kind == ProblemKind::Overloaded && words.contains("Ask again in a few seconds"), "{words}");
    }

    #[test]
    fn the_kinds_of_each_dialect() {
        let cases = [
            ("bad_data", "1:3: parse error: x", ProblemKind::BadRequest),
            ("execution", "many-to-many matching not allowed", ProblemKind::Unprocessable),
            ("422", "singleExpr: unexpected token \"\"; want \"(\"", ProblemKind::BadRequest),
            ("422", "unknown func \"foo\"", ProblemKind::BadRequest),
            ("422", "cannot exceed -search.maxPointsPerTimeseries=30000", ProblemKind::Unprocessable),
            ("503", "too many concurrent requests", ProblemKind::BadGateway),
            ("too_many_requests", "too many outstanding requests", ProblemKind::BadGateway),
            ("timeout", "query timed out", ProblemKind::Timeout),
            ("internal", "block is corrupted", ProblemKind::BadGateway),
        ];
        for (error_type, message, expected) in cases {
            assert_eq!(answered(error_type, message.to_owned(), None).kind, expected, "{error_type} {message}");
        }
    }
}
