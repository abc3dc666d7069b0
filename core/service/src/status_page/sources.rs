//! The sources and what they answered last.

use std::collections::BTreeMap;

use api::SourceRow;
use timeseries::Timestamp;
use timeseries::text::{length, moment};

use crate::words::ago;
use crate::{SourceAnswers, SourceEntry, SourceKind};

type Answers = BTreeMap<String, SourceAnswers>;

/// Sources whose last answer was an error.
pub(super) fn findings(sources: &[SourceEntry], answers: &Answers) -> impl Iterator<Item = String> {
    let has_failed = |source: &&SourceEntry| answers.get(&source.name).is_some_and(|answer| answer.has_failed);
    sources.iter().filter(has_failed).map(|source| format!("The source `{}` answered with an error last.", source.name))
}

/// A row a source that can be named.
pub(super) fn rows(sources: &[SourceEntry], answers: &Answers, now: Timestamp) -> Vec<SourceRow> {
    sources.iter().map(|source| row(source, answers.get(&source.name), now)).collect()
}

fn row(source: &SourceEntry, answers: Option<&SourceAnswers>, now: Timestamp) -> SourceRow {
    let (name, kind) = (source.name.clone(), kind(source.kind));
    let Some(answers) = answers else {
        let (asked, answer) = ("not yet".to_owned(), "–".to_owned());
        return SourceRow { name, kind, asked, answer, last_error: "none".to_owned() };
    };
    let error = |(at, error): &(Timestamp, String)| format!("{}: {error}", moment(*at, now));
    SourceRow {
        name,
        kind,
        asked: format!("{} ago, for {}", ago(answers.at, now), length(answers.took)),
        answer: if answers.has_failed { "an error" } else { "well" }.to_owned(),
        last_error: answers.last_error.as_ref().map_or_else(|| "none".to_owned(), error),
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Prometheus => "Prometheus",
        SourceKind::Demo => "built-in samples",
        SourceKind::Archive => "archive",
        SourceKind::Joined => "archive, then Prometheus",
    }
}
