//! Both verdicts where nothing drifted, and where everything did: made-up weeks of the reference's own days, and 99 real weeks of bikes.
//!
//! `cargo run --release -p drift --example placebo -- ../shared/data/bike/hour.csv [false-alarms | real-weeks]`

mod frame;
mod made_up;
mod real;
mod watched;

use std::error::Error;

use regression::{Needs, bike_sharing, read_csv};

use watched::Watched;

/// The periods that models are trained on: the one that ships, and others, so that a rule made for one of them is noticed.
const REFERENCES: [(&str, &str); 7] = [
    ("2011-01-01", "2011-01-31"),
    ("2011-04-01", "2011-04-30"),
    ("2011-07-01", "2011-07-31"),
    ("2011-10-01", "2011-10-31"),
    ("2012-01-01", "2012-01-31"),
    ("2011-01-01", "2011-06-30"),
    ("2011-01-01", "2011-12-31"),
];

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "../shared/data/bike/hour.csv".to_owned());
    let schema = bike_sharing();
    let rows = read_csv(&std::fs::read(path)?, &schema, Needs::Target)?;
    let models: Vec<Watched> =
        REFERENCES.into_iter().map(|period| Watched::train(&schema, &rows, period)).collect::<Result<_, _>>()?;
    let part = std::env::args().nth(2);
    let is_wanted = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if is_wanted("false-alarms") {
        println!("{}", made_up::table(&models)?);
    }
    if is_wanted("real-weeks") {
        println!("{}", real::table(&models, &rows)?);
    }
    Ok(())
}
