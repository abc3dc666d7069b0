//! The periods to evaluate: the three weeks that the old service's client sent, or the days that were asked for.

use std::fmt;

use timeseries::Day;

use crate::cli::EvaluateArgs;

/// The weeks after the January that bike sharing was trained on; the first one begins in it.
const WEEKS: [(&str, &str, &str); 3] = [
    ("week1_february", "2011-01-29", "2011-02-07"),
    ("week2_february", "2011-02-08", "2011-02-14"),
    ("week3_february", "2011-02-15", "2011-02-21"),
];

/// One period.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) name: String,
    /// The first and the last day; nothing is all rows.
    pub(super) days: Option<(Day, Day)>,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.days {
            Some((first, last)) => write!(f, "{} ({first} to {last})", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// Returns the periods that the arguments select.
pub(super) fn of(args: &EvaluateArgs) -> Vec<Period> {
    if let Some((first, last)) = args.from.zip(args.to) {
        return vec![Period { name: format!("{first}_to_{last}"), days: Some((first, last)) }];
    }
    if args.model != regression::bike_sharing().model {
        return vec![Period { name: "all_rows".to_owned(), days: None }];
    }
    let week = |(name, first, last): (&str, &str, &str)| {
        let days = first.parse().ok().zip(last.parse().ok());
        Period { name: name.to_owned(), days }
    };
    WEEKS.into_iter().map(week).collect()
}
