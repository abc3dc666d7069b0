//! `promcast forecast`: CSV or JSON on standard output, for scripts, and a summary on standard error.

mod of_file;
mod output;
mod progress;
mod summary;

use std::sync::Arc;

use anyhow::Context;
use api::{ForecastParams, ForecastTableView, Param};
use service::{Said, SeriesForecast, Service, TableAnswer, Threshold};
use timeseries::Axis;

use super::complain_of;
use crate::cli::{ForecastArgs, ForecastFormat};
use crate::config::Config;
use crate::telemetry::Telemetry;
use crate::{logging, wiring};
use of_file::{FileForecasts, forecast_file};

/// Forecasts what the arguments say, and writes CSV and a summary, or JSON. A series that cannot be forecast is named in the log.
pub(crate) fn forecast(args: ForecastArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let service = wiring::command(&config, &Telemetry::new(&config.environment)?)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let is_json = args.format == ForecastFormat::Json;
    anyhow::ensure!(
        is_json || args.alarm.is_none(),
        "--alarm is about anomalies, which are no part of CSV: add --format json"
    );
    match &args.input {
        Some(path) => {
            let done = runtime.block_on(forecast_file(&service, &args, path))?;
            write_file_forecasts(&args, &done)
        }
        None if is_json => {
            let json = runtime.block_on(json_of_source(&service, &args))?;
            output::write_json(&json, args.output.as_deref())
        }
        None => {
            let TableAnswer { request, series, said } =
                runtime.block_on(service.forecast_table(&params(&args), Arc::new(|| ())))?;
            tell(&said);
            name_failures(&series);
            summary::write(&args, &series, request.threshold.as_ref(), |_| Axis::Moments);
            output::write(&series, |_| Axis::Moments, args.output.as_deref())
        }
    }
}

fn write_file_forecasts(args: &ForecastArgs, done: &FileForecasts) -> anyhow::Result<()> {
    for note in &done.notes {
        complain_of(&format!("promcast: {note}"));
    }
    name_failures(&done.series);
    for (series, error) in &done.refused {
        tracing::warn!(%series, %error, "no forecast");
    }
    if args.format == ForecastFormat::Json {
        return output::write_json(&done.view(args)?, args.output.as_deref());
    }
    let threshold = of_file::threshold(args)?.map(Threshold::Value);
    summary::write(args, &done.series, threshold.as_ref(), |one| done.axis_of(one));
    output::write(&done.series, |one| done.axis_of(one), args.output.as_deref())
}

fn name_failures(done: &[SeriesForecast]) {
    for (one, error) in done.iter().filter_map(|one| Some((one, one.forecast.as_ref().err()?))) {
        tracing::warn!(series = %one.series.labels, %error, "no forecast");
    }
}

/// Forecasts a source; returns the view that the API answers with.
async fn json_of_source(service: &Service, args: &ForecastArgs) -> anyhow::Result<ForecastTableView> {
    let (view, said) = service.forecast_table_view(&params(args)).await?;
    tell(&said);
    Ok(view)
}

fn tell(said: &Said) {
    for note in &said.notes {
        complain_of(&format!("promcast: {note}"));
    }
    for warning in &said.warnings {
        tracing::warn!(%warning, "the source warns");
    }
    for info in &said.infos {
        tracing::info!(%info, "the source notes");
    }
}

fn params(args: &ForecastArgs) -> ForecastParams {
    let given_or_none = |given: &Option<String>| given.clone().unwrap_or_default();
    ForecastParams::default()
        .with(Param::Source, args.source.clone().unwrap_or_default())
        .with(Param::Expr, args.expr.clone().unwrap_or_default())
        .with(Param::Range, &args.range)
        .with(Param::End, &args.end)
        .with(Param::Horizon, &args.horizon)
        .with(Param::Step, &args.step)
        .with(Param::Level, args.level.join(" "))
        .with(Param::Model, &args.model)
        .with(Param::Threshold, given_or_none(&args.suppose.threshold))
        .with(Param::Min, given_or_none(&args.suppose.min))
        .with(Param::Max, given_or_none(&args.suppose.max))
        .with(Param::Growth, given_or_none(&args.suppose.growth))
        .with(Param::Alarm, given_or_none(&args.alarm))
}
