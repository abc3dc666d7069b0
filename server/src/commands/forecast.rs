//! `promcast forecast`: CSV on standard output, for scripts.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use api::{ForecastParams, Param};
use forecast::{Level, ModelChoice, Spec};
use indicatif::{ProgressBar, ProgressStyle};
use service::{OnSeriesDone, SeriesForecast, Service};
use timeseries::{Duration, GridSeries};

use crate::cli::ForecastArgs;
use crate::config::Config;
use crate::telemetry::Telemetry;
use crate::{logging, wiring};

/// Forecasts what the arguments say, and writes CSV.
pub(crate) fn forecast(args: ForecastArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let service = wiring::command(&config, &Telemetry::new()?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the async runtime")?;
    let done = runtime.block_on(async {
        match &args.input {
            Some(path) => of_file(&service, &args, path).await,
            None => of_source(&service, &args).await,
        }
    })?;
    for (one, error) in done.iter().filter_map(|one| Some((one, one.forecast.as_ref().err()?))) {
        tracing::warn!(series = %one.series.labels, %error, "no forecast");
    }
    write(&done, args.output.as_deref())
}

async fn of_source(service: &Service, args: &ForecastArgs) -> anyhow::Result<Vec<SeriesForecast>> {
    let step: Option<Duration> = args.step.parse().ok();
    let horizon = step
        .and_then(|step| args.horizon_in(step))
        .map_or_else(|| args.horizon.clone(), |horizon| horizon.to_string());
    let params = ForecastParams::default()
        .with(Param::Source, args.source.clone().unwrap_or_default())
        .with(Param::Expr, args.expr.clone().unwrap_or_default())
        .with(Param::Range, &args.range)
        .with(Param::End, &args.end)
        .with(Param::Horizon, horizon)
        .with(Param::Step, &args.step)
        .with(Param::Level, args.level.join(" "))
        .with(Param::Model, &args.model);
    let answer = service.forecast_table(&params, Arc::new(|| ())).await?;
    for warning in &answer.warnings {
        tracing::warn!(%warning, "the source warns");
    }
    Ok(answer.series)
}

async fn of_file(service: &Service, args: &ForecastArgs, path: &Path) -> anyhow::Result<Vec<SeriesForecast>> {
    let step = match args.step.as_str() {
        "auto" => None,
        text => Some(text.parse::<Duration>()?),
    };
    let series = read(path, step).with_context(|| format!("cannot use {}", path.display()))?;
    let progress = progress_bar(series.len());
    let on_done: OnSeriesDone = {
        let progress = progress.clone();
        Arc::new(move || progress.inc(1))
    };
    let mut done = Vec::with_capacity(series.len());
    // Each step has its own number of steps to the horizon; series of one step are forecast together.
    for group in by_step(series) {
        let spec = spec(args, group[0].grid.step)?;
        done.extend(service.forecast_all(group, spec, Arc::clone(&on_done)).await?);
    }
    progress.finish_and_clear();
    done.sort_by(|a, b| a.series.labels.cmp(&b.series.labels));
    Ok(done)
}

fn by_step(series: Vec<GridSeries>) -> Vec<Vec<GridSeries>> {
    let mut groups = std::collections::BTreeMap::<Duration, Vec<GridSeries>>::new();
    for one in series {
        groups.entry(one.grid.step).or_default().push(one);
    }
    groups.into_values().collect()
}

fn spec(args: &ForecastArgs, step: Duration) -> anyhow::Result<Spec> {
    let horizon = match args.horizon_in(step) {
        Some(horizon) => horizon,
        None => args.horizon.parse()?,
    };
    let steps = horizon.steps_of(step);
    anyhow::ensure!(
        (1..=service::MAX_HORIZON_STEPS).contains(&steps),
        "a horizon of {} is {steps} steps of {step}: give 1 to {} steps",
        args.horizon,
        service::MAX_HORIZON_STEPS
    );
    let levels = args
        .level
        .iter()
        .flat_map(|text| text.split([' ', ',']))
        .map(str::parse)
        .collect::<Result<Vec<Level>, _>>()?;
    let model: ModelChoice = args.model.parse()?;
    Ok(Spec {
        horizon_steps: usize::try_from(steps)?,
        levels,
        model,
    })
}

fn read(path: &Path, step: Option<Duration>) -> anyhow::Result<Vec<GridSeries>> {
    let from: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path)?),
    };
    Ok(service::input_csv(io::BufReader::new(from), step)?)
}

fn write(done: &[SeriesForecast], path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path else {
        let outcome = service::forecast_csv(done, io::stdout().lock());
        return outcome.or_else(ended_early).context("cannot write the CSV");
    };
    let write = || -> anyhow::Result<()> {
        // The file appears whole or not at all: a script that reads it never sees half.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let temporary = folder.join(format!(
            ".{}.tmp-{}",
            path.file_name().unwrap_or_default().display(),
            std::process::id()
        ));
        let mut file = File::create(&temporary)?;
        service::forecast_csv(done, &mut file)?;
        file.flush()?;
        file.sync_all()?;
        Ok(std::fs::rename(&temporary, path)?)
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// Whoever reads our output may stop, as `head` does.
fn ended_early(error: csv::Error) -> Result<(), csv::Error> {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}

/// On a terminal, how far it is; nothing in a script.
fn progress_bar(series: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(series as u64);
    match ProgressStyle::with_template("{bar:40} {pos} of {len} series, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
