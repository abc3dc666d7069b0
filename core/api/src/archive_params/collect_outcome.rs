//! `CollectOutcome`: outcome of the button of the archive's page that collects days.

use serde::{Deserialize, Serialize};

/// Outcome of collecting days by the button of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CollectOutcome {
    /// All of it.
    Done,
    /// Some of it failed.
    Partly,
    /// Nothing was collected.
    Failed,
    /// It goes on.
    Running,
    /// Another run had not ended.
    UnderWay,
    /// Nothing says what to collect.
    NotConfigured,
}

impl CollectOutcome {
    /// All of them with their names in a link and their words.
    const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Done, "done", "The days were collected."),
        (
            Self::Partly,
            "partly",
            "Some of it could not be collected: the log names the API proxies and metrics. Rows that were there before are kept.",
        ),
        (Self::Failed, "failed", "The days could not be collected: the log says why. What was there is kept."),
        (Self::Running, "running", "The days are being collected. Look again soon."),
        (Self::UnderWay, "under-way", "Another collection is under way. Try again when it has ended."),
        (Self::NotConfigured, "not-configured", "This server does not collect: its config does not say what."),
    ];

    /// Its name in a link.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(outcome, ..)| *outcome == self).map_or("", |(_, name, _)| name)
    }

    /// Returns its text for the page.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.into_iter().find(|(outcome, ..)| *outcome == self).map_or("", |(.., words)| words)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(outcome, ..)| outcome)
    }
}
