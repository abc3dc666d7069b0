//! The series of an answer as a list to pick from: each with what was and what is expected, a page of them at a time.

use serde::{Deserialize, Serialize};
use timeseries::Timestamp;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesList {
    /// Number of series of the expression.
    pub count: usize,
    /// The name of the one shown and its place among all by their labels, from 1; nothing where it is the only one.
    pub shown: Option<(String, usize)>,
    /// The labels that all of them share, as a selector; empty where they share none.
    pub common: String,
    /// Number of series that pass the filter.
    pub fitting: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// Number of pages, 1 at least.
    pub pages: usize,
    /// By what it is ordered.
    pub sort: SeriesColumn,
    /// True if the greatest come first.
    pub is_descending: bool,
    /// True if a threshold was given.
    pub has_threshold: bool,
    /// Reason why not all of them have an outlook; empty if they have.
    pub note: String,
    /// The series of this page.
    pub picks: Vec<SeriesPick>,
}

/// One series of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesPick {
    /// Its labels as a selector: what a link carries.
    pub key: String,
    /// Labels that tell it from the others.
    pub name: String,
    /// Newest value; `None` where there is no value at all.
    pub last: Option<f64>,
    /// Forecast at the end of the horizon.
    pub end: Option<f64>,
    /// Probability that the threshold is crossed by then, 0 to 1.
    pub chance: Option<f64>,
    /// By when it has been crossed as likely as not.
    pub crosses: Option<Timestamp>,
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Mean value.
    pub mean: Option<f64>,
    /// True if this is the one shown.
    pub is_picked: bool,
}

impl SeriesPick {
    /// From the newest value to what is expected at the end.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.end? - self.last?)
    }
}

/// Sort column of the list.
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
