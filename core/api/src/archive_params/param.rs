//! The names of the archive's parameters, and what an empty text means for each.

use serde::{Deserialize, Serialize};

/// One of the parameters, by the name it has in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArchiveParam {
    From,
    To,
    Proxy,
    Metric,
    Tab,
    Bucket,
    Zoom,
    Hide,
    Sort,
    Search,
    Column,
    Page,
    Size,
}

impl ArchiveParam {
    /// All of them, in the order a link carries them.
    pub const ALL: [Self; 13] = [
        Self::Tab,
        Self::From,
        Self::To,
        Self::Proxy,
        Self::Metric,
        Self::Bucket,
        Self::Zoom,
        Self::Hide,
        Self::Sort,
        Self::Search,
        Self::Column,
        Self::Page,
        Self::Size,
    ];

    /// Its name in a link and in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Proxy => "proxy",
            Self::Metric => "metric",
            Self::Tab => "tab",
            Self::Bucket => "bucket",
            Self::Zoom => "zoom",
            Self::Hide => "hide",
            Self::Sort => "sort",
            Self::Search => "search",
            Self::Column => "column",
            Self::Page => "page",
            Self::Size => "size",
        }
    }

    /// Returns the meaning of an empty text.
    #[must_use]
    pub fn default_text(self) -> &'static str {
        match self {
            Self::Tab => "series",
            Self::Bucket => "auto",
            Self::Sort => "-timestamp",
            Self::Page => "1",
            Self::Size => "25",
            _ => "",
        }
    }
}
