//! The forecasts of the series in a CSV.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use api::ForecastTableView;
use forecast::{AlarmBudget, Bounds, Growth, Level, Spec};
use service::{InputFile, InputQuestion, InputSeries, Limit, OnSeriesDone, SeriesForecast, Service, Threshold};
use timeseries::{Axis, Duration, GridSeries, Step};

use super::progress;
use crate::cli::ForecastArgs;

/// The forecasts of a file's series.
pub(super) struct FileForecasts {
    /// All that were tried, by name.
    pub(super) series: Vec<SeriesForecast>,
    /// Names of those that were not, with the reason.
    pub(super) refused: Vec<(String, String)>,
    /// Notes on what was read otherwise than it stands in the file.
    pub(super) notes: Vec<String>,
    axes: HashMap<String, Axis>,
}

impl FileForecasts {
    /// Returns the axis of a series: the labels of its points in the file.
    pub(super) fn axis_of(&self, one: &SeriesForecast) -> Axis {
        self.axes.get(&one.unique_id()).copied().unwrap_or_default()
    }

    /// Returns the view that the API answers with for a source.
    pub(super) fn view(&self, args: &ForecastArgs) -> anyhow::Result<ForecastTableView> {
        let name = args.input.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let threshold = threshold(args)?.map(Threshold::Value);
        let alarms = args.alarm.as_deref().map(str::parse::<Duration>).transpose()?;
        let alarms = alarms.map_or(AlarmBudget::ONE_A_WEEK, |each| AlarmBudget { each, ..AlarmBudget::ONE_A_WEEK });
        anyhow::ensure!(!alarms.each.is_zero(), "an alarm of nothing: give a duration such as 7d");
        let question = InputQuestion { name, levels: levels(args)?, threshold, alarms, growth: growth(args)? };
        Ok(service::input_table_view(&question, &self.series, |one| self.axis_of(one), &self.refused))
    }
}

/// Forecasts every series of the file.
///
/// # Errors
/// The file or an argument makes no sense, or no series has a forecast.
pub(super) async fn forecast_file(
    service: &Service,
    args: &ForecastArgs,
    path: &Path,
) -> anyhow::Result<FileForecasts> {
    let step = match args.step.as_str() {
        "auto" => None,
        text => Some(text.parse::<Step>()?),
    };
    let horizon = Horizon::parse(&args.horizon)?;
    let spec = spec(args)?;
    let limit = threshold(args)?.map(Limit::Value);
    let InputFile { series, refused, notes } = read(path, step)?;
    let progress = progress::bar(series.len());
    let on_done: OnSeriesDone = {
        let progress = progress.clone();
        Arc::new(move || progress.inc(1))
    };
    let axes = series.iter().map(|one| (name(&one.series), one.axis)).collect();
    let mut refused: Vec<(String, String)> =
        refused.into_iter().map(|(name, error)| (name, error.to_string())).collect();
    let mut done = Vec::with_capacity(series.len());
    // Each step has its own number of steps to the horizon; series of one step are forecast together.
    for ((step, is_count), group) in by_step(series) {
        match horizon.steps(step, is_count) {
            Ok(horizon_steps) => {
                let spec = Spec { horizon_steps, ..spec.clone() };
                done.extend(service.forecast_all(group, spec, limit.clone(), Arc::clone(&on_done)).await?);
            }
            Err(why) => refused.extend(group.iter().map(|series| (name(series), why.clone()))),
        }
    }
    progress.finish_and_clear();
    if let (true, Some((_, why))) = (done.is_empty(), refused.first()) {
        anyhow::bail!("{why}");
    }
    done.sort_by(|a, b| a.series.labels.cmp(&b.series.labels));
    Ok(FileForecasts { series: service::at_least_one(done)?, refused, notes, axes })
}

fn name(series: &GridSeries) -> String {
    series.labels.get("unique_id").unwrap_or_default().to_owned()
}

/// Series by their step, and by whether that is just the next row.
fn by_step(series: Vec<InputSeries>) -> BTreeMap<(Duration, bool), Vec<GridSeries>> {
    let mut groups = BTreeMap::<_, Vec<GridSeries>>::new();
    for InputSeries { series, axis } in series {
        let is_count = matches!(axis, Axis::Count { .. });
        groups.entry((series.grid.step, is_count)).or_default().push(series);
    }
    groups
}

/// Horizon as it was typed.
enum Horizon<'a> {
    Steps(u64),
    Length(&'a str, Step),
}

impl<'a> Horizon<'a> {
    fn parse(text: &'a str) -> anyhow::Result<Self> {
        match text.trim().parse() {
            Ok(steps) => Ok(Self::Steps(steps)),
            Err(_) => Ok(Self::Length(text, text.parse()?)),
        }
    }

    /// Returns the number of steps; the error says why there is none.
    fn steps(&self, step: Duration, is_count: bool) -> Result<usize, String> {
        let is_bare_count = is_count && step == Duration::from_ms(1);
        let grid_step = Step::of_grid(step);
        let (steps, given) = match self {
            Self::Length(text, _) if is_bare_count => {
                return Err(format!(
                    "a horizon of {text} says nothing where rows are counted: give a number of steps, such as --horizon 12, or what a row is, such as --step 1h"
                ));
            }
            Self::Length(text, length) => {
                (length.steps_of(grid_step), format!("a horizon of {text} is {} steps of", length.steps_of(grid_step)))
            }
            Self::Steps(steps) => (*steps, format!("a horizon of {steps} is {steps} steps of")),
        };
        let most = service::MAX_HORIZON_STEPS;
        match usize::try_from(steps) {
            Ok(steps) if (1..=most).contains(&(steps as u64)) => Ok(steps),
            _ => Err(format!("{given} {grid_step}: give 1 to {most} steps")),
        }
    }
}

/// All that is asked but the horizon, which each step has its own of.
fn spec(args: &ForecastArgs) -> anyhow::Result<Spec> {
    let min = number("--min", args.suppose.min.as_deref())?;
    let max = number("--max", args.suppose.max.as_deref())?;
    let spec = Spec::new(0, levels(args)?, args.model.parse()?);
    Ok(Spec { bounds: Bounds { min, max, ..Bounds::default() }.checked()?, growth: growth(args)?, ..spec })
}

fn levels(args: &ForecastArgs) -> anyhow::Result<Vec<Level>> {
    let levels = args.level.iter().flat_map(|text| text.split([' ', ',']));
    Ok(levels.map(str::parse).collect::<Result<_, _>>()?)
}

fn growth(args: &ForecastArgs) -> anyhow::Result<Growth> {
    Ok(args.suppose.growth.as_deref().map(str::parse).transpose()?.unwrap_or_default())
}

/// The number that the series of a file are compared with.
pub(super) fn threshold(args: &ForecastArgs) -> anyhow::Result<Option<f64>> {
    number("--threshold", args.suppose.threshold.as_deref())
}

/// A number that was given, in the unit of the series.
fn number(flag: &str, given: Option<&str>) -> anyhow::Result<Option<f64>> {
    let Some(text) = given else { return Ok(None) };
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).with_context(|| format!("{flag} of `{text}`: for a CSV file give a number"))
}

fn read(path: &Path, step: Option<Step>) -> anyhow::Result<InputFile> {
    if path.as_os_str() == "-" {
        return parsed(io::stdin().lock(), step).context("cannot use standard input");
    }
    let file = File::open(path).map_err(anyhow::Error::from);
    file.and_then(|file| parsed(file, step)).with_context(|| format!("cannot use {}", path.display()))
}

fn parsed(from: impl Read, step: Option<Step>) -> anyhow::Result<InputFile> {
    Ok(service::input_csv(from, step)?)
}
