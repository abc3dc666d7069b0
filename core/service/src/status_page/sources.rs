//! The sources and what they answered last.

use std::collections::BTreeMap;

use api::SourceRow;
use timeseries::Timestamp;
use timeseries::text::{length, moment};

use crate::words::ago;
use crate::{SourceAnswers, SourceEntry, SourceKind, SourceTrouble};

type Answers = BTreeMap<String, SourceAnswers>;

/// Sources that do not answer, or answer with errors of their own.
pub(super) fn findings(sources: &[SourceEntry], answers: &Answers, now: Timestamp) -> impl Iterator<Item = String> {
    let finding = move |source: &SourceEntry| {
        let SourceTrouble { since, is_silent, why } = answers.get(&source.name)?.trouble.as_ref()?;
        let verb = if *is_silent { "has not answered" } else { "has answered with errors" };
        let since = format!("{}, {} ago", moment(*since, now), ago(*since, now));
        Some(format!("`{}` {verb} since {since}: {}.", source.name, briefly(why)))
    };
    sources.iter().filter_map(finding)
}

/// Counts the sources that were never queried.
pub(super) fn not_asked(sources: &[SourceEntry], answers: &Answers) -> usize {
    sources.iter().filter(|source| !answers.contains_key(&source.name)).count()
}

/// An error without what only the layers it came through have to say: `connection refused`.
fn briefly(why: &str) -> String {
    let why = why.strip_prefix("cannot connect: ").unwrap_or(why);
    let why = why.split(" (os error").next().unwrap_or(why);
    let Some((_, why)) = why.rsplit_once("connect error: ") else { return why.trim_end_matches('.').to_owned() };
    let mut chars = why.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// A row a source that can be named.
pub(super) fn rows(sources: &[SourceEntry], answers: &Answers, now: Timestamp) -> Vec<SourceRow> {
    sources.iter().map(|source| row(source, answers.get(&source.name), now)).collect()
}

fn row(source: &SourceEntry, answers: Option<&SourceAnswers>, now: Timestamp) -> SourceRow {
    let (name, kind) = (source.name.clone(), kind(source.kind));
    let Some(answers) = answers else {
        let (asked, answer) = ("not asked yet".to_owned(), "–".to_owned());
        return SourceRow { name, kind, asked, answer, last_error: "none".to_owned() };
    };
    let error = |(at, error): &(Timestamp, String)| format!("{}: {}", moment(*at, now), briefly(error));
    let answer = match &answers.trouble {
        None => "OK",
        Some(trouble) if trouble.is_silent => "no answer",
        Some(_) => "error",
    };
    SourceRow {
        name,
        kind,
        asked: format!("{} ago, took {}", ago(answers.at, now), length(answers.took)),
        answer: answer.to_owned(),
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
