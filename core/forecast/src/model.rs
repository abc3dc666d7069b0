//! The models there are: their names, the seasons they can be tried with, and who does the work.

use std::fmt;
use std::str::FromStr;

use timeseries::Duration;

use crate::ForecastError;
use crate::members::{DefaultProphet, Member, MstlEts, Naive, SeasonalNaive};
use crate::season;

/// A way to forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Model {
    /// The last value, for ever.
    Naive,
    /// The last value at the same time of the season.
    SeasonalNaive,
    /// Seasonal and trend decomposition by loess, its trend by exponential smoothing.
    MstlEts,
    /// A trend with changepoints and the seasons of the calendar, with the defaults of Prophet.
    Prophet,
}

/// What the rest of the crate knows about a model.
pub(crate) struct Entry {
    /// As it stands in a URL, a config and a label.
    name: &'static str,
    /// From the seasons of a history, shortest first, the sets worth a try, simplest first.
    pub(crate) season_sets: fn(&[Duration]) -> Vec<Vec<Duration>>,
    /// The member for one of these sets, in steps.
    pub(crate) member: fn(Vec<usize>) -> Box<dyn Member>,
}

impl Model {
    /// All of them, the simplest first: that is who wins a tie.
    pub const ALL: [Self; 4] = [Self::Naive, Self::SeasonalNaive, Self::MstlEts, Self::Prophet];

    /// A new model is a file in `members/`, a variant, and a line here and in [`Model::ALL`].
    pub(crate) fn entry(self) -> Entry {
        match self {
            Self::Naive => Entry { name: "naive", season_sets: season::none, member: Naive::boxed },
            Self::SeasonalNaive => {
                Entry { name: "seasonal-naive", season_sets: season::each, member: SeasonalNaive::boxed }
            }
            Self::MstlEts => Entry { name: "mstl-ets", season_sets: season::each_and_together, member: MstlEts::boxed },
            Self::Prophet => Entry { name: "prophet", season_sets: season::none, member: DefaultProphet::boxed },
        }
    }

    /// Whether `auto` tries it. Prophet is for those who ask for it: others are as good where it is good.
    pub(crate) fn is_tried_by_auto(self) -> bool {
        self != Self::Prophet
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry().name)
    }
}

impl FromStr for Model {
    type Err = ForecastError;

    fn from_str(text: &str) -> Result<Self, ForecastError> {
        let found = Self::ALL.into_iter().find(|model| model.entry().name == text);
        found.ok_or_else(|| ForecastError::UnknownModel {
            asked: text.chars().take(80).collect(),
            known: Self::ALL.map(|model| model.to_string()).join(", "),
        })
    }
}
