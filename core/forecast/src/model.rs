//! [`Model`]: the models, with their names, the seasons they can be tried with, and their members.

use std::fmt;
use std::str::FromStr;

use timeseries::Duration;

use crate::ForecastError;
use crate::members::{
    Autoregression, DefaultProphet, Drift, Member, MstlEts, Naive, RecentMedian, SeasonalChange, SeasonalMedian,
    SeasonalNaive, Smoothing, WorkdayMedian,
};
use crate::season;

/// A way to forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Model {
    /// The last value, for ever.
    Naive,
    /// The last value, moved on by the mean change of the past.
    Drift,
    /// The median of the last season, whatever its phase.
    RecentMedian,
    /// The last value at the same time of the season.
    SeasonalNaive,
    /// The median of the last values at the same time of the season.
    SeasonalMedian,
    /// The median of the last values at the same time of days of the same kind, working days or weekends.
    WorkdayMedian,
    /// The newest value, moved on by what the same phases of the season usually add.
    SeasonalChange,
    /// A level, seasons and the last error, each corrected by every new value.
    Smoothing,
    /// Regression on the newest values and on those one season and more ago.
    Autoregression,
    /// The same of differences from one season to the next.
    DifferencedAutoregression,
    /// Seasonal and trend decomposition by loess, its trend by exponential smoothing.
    MstlEts,
    /// A trend with changepoints and the seasons of the calendar, with the defaults of Prophet.
    Prophet,
    /// The mean of all that `auto` tries, weighted by how they did in the backtest.
    Blend,
}

/// From the seasons of a history, shortest first, the sets worth a try, simplest first.
type SeasonSets = fn(&[Duration]) -> Vec<Vec<Duration>>;

/// The member for one of these sets, in steps.
type MakeMember = fn(Vec<usize>) -> Box<dyn Member>;

/// Registry entry of a model.
pub(crate) struct Entry {
    /// Name in a URL, a config and a label.
    name: &'static str,
    /// Sets of seasons it is tried with.
    pub(crate) season_sets: SeasonSets,
    /// Constructor of its member; `None` for the blend, which is made of the others.
    pub(crate) member: Option<MakeMember>,
}

impl Entry {
    fn of(name: &'static str, season_sets: SeasonSets, member: MakeMember) -> Self {
        Self { name, season_sets, member: Some(member) }
    }
}

impl Model {
    /// All of them, the simplest first: the first wins a tie.
    pub const ALL: [Self; 13] = [
        Self::Naive,
        Self::Drift,
        Self::RecentMedian,
        Self::SeasonalNaive,
        Self::SeasonalMedian,
        Self::WorkdayMedian,
        Self::SeasonalChange,
        Self::Smoothing,
        Self::Autoregression,
        Self::DifferencedAutoregression,
        Self::MstlEts,
        Self::Prophet,
        Self::Blend,
    ];

    /// A new model is a file in `members/`, a variant, and a line here and in [`Model::ALL`].
    pub(crate) fn entry(self) -> Entry {
        match self {
            Self::Naive => Entry::of("naive", season::none, Naive::boxed),
            Self::Drift => Entry::of("drift", season::none, Drift::boxed),
            Self::RecentMedian => Entry::of("recent-median", season::up_to_the_baseline, RecentMedian::boxed),
            Self::SeasonalNaive => Entry::of("seasonal-naive", season::each, SeasonalNaive::boxed),
            Self::SeasonalMedian => Entry::of("seasonal-median", season::each, SeasonalMedian::boxed),
            Self::WorkdayMedian => Entry::of("workday-median", season::the_day, WorkdayMedian::boxed),
            Self::SeasonalChange => Entry::of("seasonal-change", season::each_from_the_day, SeasonalChange::boxed),
            Self::Smoothing => Entry::of("smoothing", season::from_the_baseline, Smoothing::boxed),
            Self::Autoregression => Entry::of("autoregression", season::together, Autoregression::boxed),
            Self::DifferencedAutoregression => {
                Entry::of("differenced-autoregression", season::from_the_baseline, Autoregression::boxed_of_differences)
            }
            Self::MstlEts => Entry::of("mstl-ets", season::each_and_together, MstlEts::boxed),
            Self::Prophet => Entry::of("prophet", season::none, DefaultProphet::boxed),
            Self::Blend => Entry { name: "blend", season_sets: season::never, member: None },
        }
    }

    /// Returns true if `auto` tries it at this step. MSTL with ETS costs more than all others together, and a blend is no better
    /// for it; but monthly series are short, and no other candidate knows both a trend and a year. Prophet is only tried on
    /// request: others are as good where it is good.
    pub(crate) fn is_tried_by_auto(self, step: Duration) -> bool {
        match self {
            Self::MstlEts => step.whole_months().is_some(),
            Self::Prophet => false,
            _ => true,
        }
    }

    /// Returns true if it repeats the past: the last value, or the last one at the same phase.
    #[must_use]
    pub fn is_repetition(self) -> bool {
        matches!(self, Self::Naive | Self::SeasonalNaive)
    }

    /// Returns true if it forecasts a straight line, whatever the past looked like.
    #[must_use]
    pub fn is_straight(self) -> bool {
        matches!(self, Self::Naive | Self::Drift | Self::RecentMedian)
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
