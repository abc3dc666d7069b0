//! Rolling windows of real series: of M4 the training parts, of NAB and of services of a cloud all.

use std::path::{Path, PathBuf};

use timeseries::Timestamp;

use crate::case::{Case, Set};

/// A jump is so many times what a step usually changes.
const JUMP: f64 = 8.0;

/// Steps before a moment that a jump is measured against.
const BEFORE_JUMP: usize = 24;

/// Points that a past has at most: two weeks of five minutes.
const MOST_POINTS: usize = 4_032;

/// The folder of reference data.
pub(crate) fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    std::env::var_os("PROMCAST_DATA").map_or(beside, PathBuf::from)
}

/// All windows there are files for; none where the folder is absent.
pub(crate) fn all(origins: usize) -> Vec<Case> {
    let folder = folder();
    let mut cases = m4(&folder.join("m4/hourly-train.csv"));
    let nab = files(&folder.join("nab"));
    let cloud: Vec<PathBuf> = files(&folder.join("cloud-monitoring"));
    for (kind, minutes, paths, horizon) in [
        ("NAB, 1 h", 5, &nab, 12),
        ("NAB, 4 h", 5, &nab, 48),
        ("NAB, 24 h", 5, &nab, 288),
        ("cloud by the minute, 1 h", 1, &cloud, 60),
        ("cloud by the hour, 24 h", 60, &cloud, 24),
    ] {
        let series = paths.iter().filter_map(|path| on_grid(path, minutes));
        cases.extend(series.flat_map(|values| rolling(kind, minutes * 60, &values, horizon, origins)));
    }
    for (kind, minutes, paths, horizon) in [
        ("after real jumps, 5 min", 5, &nab, 24),
        ("after real jumps, 1 min", 1, &cloud, 24),
        ("after real jumps, 1 h", 60, &cloud, 24),
    ] {
        let series = paths.iter().filter_map(|path| on_grid(path, minutes));
        cases.extend(series.flat_map(|values| after_jumps(kind, minutes * 60, &values, horizon, origins)));
    }
    cases
}

fn m4(path: &Path) -> Vec<Case> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let values =
        |line: &str| line.split(',').skip(1).filter_map(|field| field.trim_matches('"').parse().ok()).collect();
    let rows = text.lines().skip(1).map(values).filter(|values: &Vec<f64>| values.len() > 96);
    rows.map(|values| Case::split("M4 hourly, 48 h", Set::Real, 3_600, values, 48)).collect()
}

/// The files of a folder and of the folders in it, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = inside
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .collect();
    found.sort();
    found
}

/// The mean of the samples of every step, NaN where there is none; `None` where the samples lie at another distance.
fn on_grid(path: &Path, minutes: u64) -> Option<Vec<f64>> {
    let mut samples = Vec::new();
    for record in csv::Reader::from_path(path).ok()?.records() {
        let record = record.ok()?;
        let time = Timestamp::parse(record.get(0)?, Timestamp::from_seconds(0)).ok()?;
        samples.push((time.ms() / 1_000, record.get(1)?.parse::<f64>().ok()?));
    }
    samples.sort_by_key(|(seconds, _)| *seconds);
    let mut apart: Vec<i64> = samples.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    apart.sort_unstable();
    let step = i64::try_from(minutes).ok()? * 60;
    if apart.get(apart.len() / 2) != Some(&step) {
        return None;
    }
    let first = samples.first()?.0.div_euclid(step);
    let last = samples.last()?.0.div_euclid(step);
    let mut sums = vec![(0.0, 0.0); usize::try_from(last - first).ok()? + 1];
    for (seconds, value) in samples {
        let place = usize::try_from(seconds.div_euclid(step) - first).ok()?;
        sums[place].0 += value;
        sums[place].1 += 1.0;
    }
    Some(sums.into_iter().map(|(sum, count)| sum / count).collect())
}

fn case(kind: &'static str, step_seconds: u64, values: &[f64], origin: usize, horizon: usize) -> Option<Case> {
    let past = &values[origin.saturating_sub(MOST_POINTS)..origin];
    let came = &values[origin..origin + horizon];
    let known = |values: &[f64]| values.iter().filter(|value| value.is_finite()).count();
    let is_fair = known(past) >= 2 * horizon && known(came) > 0 && past.last().is_some_and(|last| last.is_finite());
    let joined: Vec<f64> = past.iter().chain(came).copied().collect();
    is_fair.then(|| Case::split(kind, Set::Real, step_seconds, joined, horizon))
}

/// Origins spread evenly over the second half of a series, none at the same phase of a day as the one before.
fn rolling(kind: &'static str, step_seconds: u64, values: &[f64], horizon: usize, origins: usize) -> Vec<Case> {
    let room = (values.len() / 2).saturating_sub(horizon);
    let at = |index: usize| values.len() / 2 + room * index / origins.max(1);
    (0..origins)
        .filter(|_| room > origins)
        .filter_map(|index| case(kind, step_seconds, values, at(index), horizon))
        .collect()
}

/// Moments three steps after a value left those before it by far and stayed away so long, as far as was known then.
fn after_jumps(kind: &'static str, step_seconds: u64, values: &[f64], horizon: usize, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut origin = values.len() / 3;
    while origin + horizon < values.len() && cases.len() < most {
        let (before, after) = (&values[origin - 3 - BEFORE_JUMP..origin - 3], &values[origin - 3..origin]);
        let middle = median(before.iter().copied());
        let usual = median(before.iter().map(|value| (value - middle).abs()));
        let is_away =
            |side: f64| after.iter().all(|value| side * (value - middle) > JUMP * usual.max(0.01 * middle.abs()));
        if usual > 0.0 && (is_away(1.0) || is_away(-1.0)) {
            cases.extend(case(kind, step_seconds, values, origin, horizon));
            origin += horizon;
        }
        origin += 1;
    }
    cases
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut known: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    known.get(known.len() / 2).copied().unwrap_or(f64::NAN)
}
