//! The forecasts of the series in a CSV.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use forecast::{Bounds, Level, Spec};
use service::{Limit, OnSeriesDone, SeriesForecast, Service};
use timeseries::{Duration, GridSeries};

use super::progress;
use crate::cli::ForecastArgs;

/// Every series of the file, by name; an error where none has a forecast.
pub(super) async fn of_file(
    service: &Service,
    args: &ForecastArgs,
    path: &Path,
) -> anyhow::Result<Vec<SeriesForecast>> {
    let step = match args.step.as_str() {
        "auto" => None,
        text => Some(text.parse::<Duration>()?),
    };
    let series = read(path, step)?;
    let progress = progress::bar(series.len());
    let on_done: OnSeriesDone = {
        let progress = progress.clone();
        Arc::new(move || progress.inc(1))
    };
    let limit = number("--threshold", args.suppose.threshold.as_deref())?.map(Limit::Value);
    let mut done = Vec::with_capacity(series.len());
    // Each step has its own number of steps to the horizon; series of one step are forecast together.
    for (step, group) in by_step(series) {
        let spec = spec(args, step)?;
        done.extend(service.forecast_all(group, spec, limit.clone(), Arc::clone(&on_done)).await?);
    }
    progress.finish_and_clear();
    done.sort_by(|a, b| a.series.labels.cmp(&b.series.labels));
    Ok(service::at_least_one(done)?)
}

fn by_step(series: Vec<GridSeries>) -> BTreeMap<Duration, Vec<GridSeries>> {
    let mut groups = BTreeMap::<Duration, Vec<GridSeries>>::new();
    for one in series {
        groups.entry(one.grid.step).or_default().push(one);
    }
    groups
}

fn spec(args: &ForecastArgs, step: Duration) -> anyhow::Result<Spec> {
    let steps = match args.horizon.trim().parse() {
        Ok(steps) => steps,
        Err(_) => args.horizon.parse::<Duration>()?.steps_of(step),
    };
    anyhow::ensure!(
        (1..=service::MAX_HORIZON_STEPS).contains(&steps),
        "a horizon of {} is {steps} steps of {step}: give 1 to {} steps",
        args.horizon,
        service::MAX_HORIZON_STEPS
    );
    let levels = args.level.iter().flat_map(|text| text.split([' ', ',']));
    let levels = levels.map(str::parse).collect::<Result<Vec<Level>, _>>()?;
    let min = number("--min", args.suppose.min.as_deref())?;
    let max = number("--max", args.suppose.max.as_deref())?;
    let growth = args.suppose.growth.as_deref().map(str::parse).transpose()?.unwrap_or_default();
    let spec = Spec::new(usize::try_from(steps)?, levels, args.model.parse()?);
    Ok(Spec { bounds: Bounds { min, max, ..Bounds::default() }.checked()?, growth, ..spec })
}

/// A number that was given, in the unit of the series.
fn number(flag: &str, given: Option<&str>) -> anyhow::Result<Option<f64>> {
    let Some(text) = given else { return Ok(None) };
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).with_context(|| format!("{flag} of `{text}`: for a CSV file give a number"))
}

fn read(path: &Path, step: Option<Duration>) -> anyhow::Result<Vec<GridSeries>> {
    if path.as_os_str() == "-" {
        return parsed(io::stdin().lock(), step).context("cannot use standard input");
    }
    let file = File::open(path).map_err(anyhow::Error::from);
    file.and_then(|file| parsed(file, step)).with_context(|| format!("cannot use {}", path.display()))
}

fn parsed(from: impl Read, step: Option<Duration>) -> anyhow::Result<Vec<GridSeries>> {
    Ok(service::input_csv(from, step)?)
}
