//! Forecasts of operational kinds, generated and real, for `make bench-kinds`: prints a table.
//!
//! `PROMCAST_BENCH_EARLIER` may name the same example of an earlier build, which then answers the same questions in the same run.
//! `cargo run --release -p forecast --example bench_kinds -- [--rows] [SEEDS [ORIGINS [PART_OF_A_NAME]]]`

mod case;
mod kinds;
mod noise;
mod real;
mod scores;
mod table;

use std::error::Error;
use std::process::Command;

use case::{Case, Set};
use forecast::{Bounds, Cancel, Level, ModelChoice, Spec, forecast};
use scores::Scores;
use table::Rows;

/// Cases of a generated kind.
const SEEDS: usize = 24;

/// Origins of a real series.
const ORIGINS: usize = 8;

/// Seconds that this thread has computed, as Linux tells it: what else runs on the machine is no part of it.
fn computed_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse().ok()).map_or(f64::NAN, |ns: f64| ns / 1e9)
}

fn judged(cases: &[Case]) -> Result<Rows, Box<dyn Error>> {
    let levels = vec![Level::new(80.0)?, Level::new(95.0)?];
    let mut rows = Rows::new();
    for case in cases {
        if rows.last().is_none_or(|(kind, ..)| kind != case.kind) {
            rows.push((case.kind.to_owned(), case.set, Scores::default()));
        }
        let Some((.., scores)) = rows.last_mut() else { continue };
        let bounds = Bounds { min: Some(0.0), max: case.most, may_be_negative: false };
        let spec = Spec { bounds, ..Spec::new(case.came.len(), levels.clone(), ModelChoice::Auto) };
        let series = case.series();
        let started = computed_seconds();
        let answer = forecast(&series, &spec, &Cancel::default());
        scores.seconds += computed_seconds() - started;
        match answer {
            Ok(answer) => scores.add(case, &answer),
            Err(_) => scores.failed += 1,
        }
    }
    Ok(rows)
}

fn of_lines(text: &str) -> Rows {
    let row = |line: &str| {
        let (kind, rest) = line.split_once('\t')?;
        let (set, rest) = rest.split_once('\t')?;
        let set = if set == "real" { Set::Real } else { Set::Generated };
        Some((kind.to_owned(), set, Scores::of_line(rest)?))
    };
    text.lines().filter_map(row).collect()
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let as_rows = args.first().is_some_and(|first| first == "--rows");
    let numbers = &args[usize::from(as_rows)..];
    let seeds = numbers.first().map_or(Ok(SEEDS), |text| text.parse())?;
    let origins = numbers.get(1).map_or(Ok(ORIGINS), |text| text.parse())?;
    let part = numbers.get(2).cloned().unwrap_or_default();
    let cases: Vec<Case> =
        kinds::all(seeds).chain(real::all(origins)).filter(|case| case.kind.contains(&part)).collect();
    let rows = judged(&cases)?;
    if as_rows {
        for (kind, set, scores) in &rows {
            let set = if *set == Set::Real { "real" } else { "generated" };
            println!("{kind}\t{set}\t{}", scores.line());
        }
        return Ok(());
    }
    let earlier = match std::env::var_os("PROMCAST_BENCH_EARLIER") {
        Some(program) => {
            let asked = [seeds.to_string(), origins.to_string(), part];
            of_lines(&String::from_utf8(Command::new(program).arg("--rows").args(asked).output()?.stdout)?)
        }
        None => Rows::new(),
    };
    println!("{}\n{}", table::INTRODUCTION, table::table(&rows, &earlier));
    Ok(())
}
