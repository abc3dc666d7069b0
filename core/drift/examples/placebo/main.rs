//! Both verdicts where nothing drifted, and where everything did: made-up weeks of the reference's own days, and 99 real weeks of bikes.
//!
//! `cargo run --release -p drift --example placebo -- ../shared/data/bike/hour.csv`

mod frame;
mod made_up;
mod real;
mod watched;

use std::error::Error;

use regression::{Cell, Record, Rows, Schema, bike_sharing};

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

/// The columns of the file that are no features: the day, and the target.
const DAY: usize = 1;
const TARGET: usize = 16;

fn read(path: &str, schema: &Schema) -> Result<Rows, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let names = reader.headers()?.clone();
    let place = |name: &str| names.iter().position(|other| other == name);
    let places: Vec<usize> = schema.features.iter().filter_map(|feature| place(&feature.name)).collect();
    let mut rows = Rows::new(places.len());
    for record in reader.records() {
        let record = record?;
        let cells = places.iter().map(|place| Cell::Text(&record[*place])).collect();
        rows.push(schema, &Record { cells, target: Cell::Text(&record[TARGET]), time: Some(&record[DAY]) })?;
    }
    Ok(rows)
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "../shared/data/bike/hour.csv".to_owned());
    let schema = bike_sharing();
    let rows = read(&path, &schema)?;
    let models: Vec<Watched> =
        REFERENCES.into_iter().map(|period| Watched::train(&schema, &rows, period)).collect::<Result<_, _>>()?;
    println!("{}", made_up::table(&models)?);
    println!("{}", real::table(&models, &rows)?);
    Ok(())
}
