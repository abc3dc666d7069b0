//! Speed of the bike-sharing model: to fit, to predict one row beside smartcore's own forest, to predict many; the size of its file,
//! and the spread of its scores over seeds.
//!
//! `cargo run --release -p regression --example speed -- hour.csv`

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use regression::{Model, Needs, Origin, Rows, Settings, bike_sharing, decode, encode, read_csv, score, train};
use smartcore::ensemble::random_forest_regressor::{RandomForestRegressor, RandomForestRegressorParameters};
use smartcore::linalg::basic::matrix::DenseMatrix;

const SEEDS: u64 = 20;
const WEEKS: [(&str, &str); 3] =
    [("2011-01-29", "2011-02-07"), ("2011-02-08", "2011-02-14"), ("2011-02-15", "2011-02-21")];

fn january(all: &Rows, settings: Settings) -> Result<Model, Box<dyn Error>> {
    let rows = all.between("2011-01-01".parse()?, "2011-01-31".parse()?);
    Ok(train(&bike_sharing(), &rows, settings, Origin::default())?)
}

/// The median time of many runs.
fn median<T>(runs: usize, mut work: impl FnMut(usize) -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|run| {
            let started = Instant::now();
            black_box(work(run));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// One row by smartcore's own forest of as many trees.
fn own_row(model: &Model, all: &Rows) -> Result<Duration, Box<dyn Error>> {
    let columns = model.reference.columns();
    let values = DenseMatrix::new(model.reference.len(), columns.len(), columns.concat(), true)?;
    let parameters = RandomForestRegressorParameters::default().with_n_trees(100).with_m(columns.len()).with_seed(0);
    let forest = RandomForestRegressor::fit(&values, &model.reference.target().to_vec(), parameters)?;
    let row = |run: usize| DenseMatrix::new(1, columns.len(), all.row(run), true);
    Ok(median(2000, |run| row(run).map(|row| forest.predict(&row))))
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of hour.csv")?;
    let all = read_csv(&std::fs::read(path)?, &bike_sharing(), Needs::Target)?;
    let model = january(&all, Settings::default())?;
    println!("fit of {} rows: {:?}", model.reference.len(), median(7, |_| january(&all, Settings::default())));
    let rows: Vec<Vec<f64>> = (0..2000).map(|index| all.row(index)).collect();
    println!("one row: {:?}", median(2000, |run| model.predict(&rows[run])));
    println!("one row, smartcore's own: {:?}", own_row(&model, &all)?);
    println!("one row with contributions: {:?}", median(2000, |run| model.forest.contributions(&rows[run])));
    let batch = median(7, |_| model.predict_all(&all));
    println!("{} rows: {batch:?}, {:.0} rows a second", all.len(), all.len() as f64 / batch.as_secs_f64());
    let bytes = encode(&model);
    println!("{} nodes, {} bytes, read in {:?}", model.forest.nodes(), bytes.len(), median(7, |_| decode(&bytes)));
    for seed in 0..SEEDS {
        let model = january(&all, Settings { trees: 100, seed })?;
        let weeks = WEEKS.map(|(first, last)| -> Result<String, Box<dyn Error>> {
            let week = all.between(first.parse()?, last.parse()?);
            let scores = score(week.target(), &model.predict_all(&week)).ok_or("no row")?;
            Ok(format!("{:.2}", scores.rmse))
        });
        let weeks: Vec<String> = weeks.into_iter().collect::<Result<_, _>>()?;
        println!("seed {seed}: RMSE {}; out of bag {:.2}", weeks.join(" "), model.out_of_bag_scores.rmse);
    }
    Ok(())
}
