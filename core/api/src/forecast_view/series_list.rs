//! The series of an answer as a list to pick from: each with what was and what is expected, a page of them at a time.

use serde::{Deserialize, Serialize};
use timeseries::Timestamp;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesList {
    /// How many series the expression gave.
    pub count: usize,
    /// The name of the one shown and its place among all by their labels, from 1; nothing where it is the only one.
    pub shown: Option<(String, usize)>,
    /// The labels that all of them share, as a selector; empty where they share none.
    pub common: String,
    /// How many the filter left.
    pub fitting: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, 1 at least.
    pub pages: usize,
    /// By what it is ordered.
    pub sort: SeriesColumn,
    /// Whether the greatest come first.
    pub is_descending: bool,
    /// Whether a threshold was asked about.
    pub has_threshold: bool,
    /// Why the future is not known of all of them; empty where it is.
    pub note: String,
    /// The series of this page.
    pub picks: Vec<SeriesPick>,
}

/// One series of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesPick {
    /// Its labels as a selector: what a link carries.
    pub key: String,
    /// What tells it from the others: the labels they do not share.
    pub name: String,
    /// Newest value; `None` where there is no value at all.
    pub last: Option<f64>,
    /// What is expected at the end of the horizon.
    pub end: Option<f64>,
    /// How likely the threshold is crossed by then, 0 to 1.
    pub chance: Option<f64>,
    /// By when it has been crossed as likely as not.
    pub crosses: Option<Timestamp>,
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Mean value.
    pub mean: Option<f64>,
    /// Whether this is the one shown.
    pub is_picked: bool,
}

impl SeriesPick {
    /// From the newest value to what is expected at the end.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.end? - self.last?)
    }
}

/// What the list can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeriesColumn {
    /// The most likely to cross the threshold first; without one, what moves farthest from where it was.
    #[default]
    Risk,
    /// Labels.
    Name,
    /// Newest value.
    Now,
    /// Expected at the end.
    End,
    /// From one to the other.
    Change,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Mean value.
    Mean,
}

impl SeriesColumn {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Risk, Self::Name, Self::Now, Self::End, Self::Change, Self::Min, Self::Max, Self::Mean];

    /// Its name in a link.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Name => "name",
            Self::Now => "now",
            Self::End => "end",
            Self::Change => "change",
            Self::Min => "min",
            Self::Max => "max",
            Self::Mean => "mean",
        }
    }

    /// The column of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}
