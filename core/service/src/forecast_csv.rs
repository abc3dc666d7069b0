//! Forecasts as CSV: the table of the command line and the API, and the file of the old `/download-csv`.

use timeseries::{Axis, Grid, Timestamp, text};

use crate::{SeriesForecast, StoredForecast, StoredSeries};

/// `unique_id,ds,yhat,yhat_lower_80,yhat_upper_80,…`: a row a step of the horizon, series after series. A series that could not be
/// forecast has no row. Where a threshold was asked about, a last column `crossed` has the probability that it has been crossed by
/// then, empty for a series without a limit.
///
/// # Errors
/// Those of the writer.
pub fn forecast_csv(series: &[SeriesForecast], to: impl std::io::Write) -> Result<(), csv::Error> {
    forecast_csv_along(series, |_| Axis::Moments, to)
}

/// The same, with `ds` as the axis of each series has it.
///
/// # Errors
/// Those of the writer.
pub fn forecast_csv_along(
    series: &[SeriesForecast],
    axis_of: impl Fn(&SeriesForecast) -> Axis,
    to: impl std::io::Write,
) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    let forecasts: Vec<_> = series.iter().filter_map(|one| Some((one, one.forecast.as_ref().ok()?))).collect();
    let Some((_, first)) = forecasts.first() else {
        return writer.flush().map_err(csv::Error::from);
    };
    let mut header: Vec<String> = ["unique_id", "ds", "yhat"].map(str::to_owned).to_vec();
    for band in &first.bands {
        header.extend([format!("yhat_lower_{}", band.level), format!("yhat_upper_{}", band.level)]);
    }
    let has_limit = forecasts.iter().any(|(one, _)| one.passage.is_some());
    header.extend(has_limit.then(|| "crossed".to_owned()));
    writer.write_record(&header)?;
    for (one, forecast) in forecasts {
        let (name, axis) = (unique_id(one), axis_of(one));
        for (index, yhat) in forecast.yhat.iter().enumerate() {
            let mut row = vec![name.clone(), ds(axis, forecast.grid, index), exact(*yhat)];
            row.extend(forecast.bands.iter().flat_map(|band| [exact(band.lower[index]), exact(band.upper[index])]));
            row.extend(has_limit.then(|| crossed(one, index)));
            writer.write_record(&row)?;
        }
    }
    writer.flush().map_err(csv::Error::from)
}

/// A point of a grid in a table: whole seconds, and milliseconds where the points are so close that they need them.
pub(crate) fn ds(axis: Axis, grid: Grid, index: usize) -> String {
    let point = grid.time(index);
    let is_fine = [grid.start.ms().unsigned_abs(), grid.step.ms()].iter().any(|ms| !ms.is_multiple_of(1000));
    match axis.number(point) {
        Some(number) => number.to_string(),
        None => moment_text(axis.moment(point), is_fine && axis == Axis::Moments),
    }
}

fn moment_text(time: Timestamp, has_milliseconds: bool) -> String {
    match has_milliseconds {
        true => format!("{}.{:03}", text::ds(time), time.ms().rem_euclid(1000)),
        false => text::ds(time),
    }
}

fn crossed(one: &SeriesForecast, index: usize) -> String {
    let chance = one.passage.as_ref().and_then(|passage| passage.crossed.get(index));
    chance.map_or_else(String::new, |chance| exact(*chance))
}

/// The name a series has in a CSV: its `unique_id` label where it came from a CSV, its labels as a selector otherwise.
pub(crate) fn unique_id(one: &SeriesForecast) -> String {
    one.series.labels.get("unique_id").map_or_else(|| one.series.labels.to_string(), str::to_owned)
}

/// `ds,yhat,yhat_lower,yhat_upper`, with a leading `series` where there are several.
///
/// # Errors
/// Those of the writer.
pub fn stored_csv(forecast: &StoredForecast, to: impl std::io::Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    let several = forecast.series.len() > 1;
    let lead = |text: String| several.then_some(text);
    writer.write_record(
        lead("series".to_owned()).into_iter().chain(["ds", "yhat", "yhat_lower", "yhat_upper"].map(str::to_owned)),
    )?;
    for series in &forecast.series {
        let name = series.labels.to_string();
        for row in rows(series) {
            writer.write_record(lead(name.clone()).into_iter().chain(row))?;
        }
    }
    writer.flush().map_err(csv::Error::from)
}

fn rows(series: &StoredSeries) -> impl Iterator<Item = [String; 4]> + '_ {
    let bands = series.yhat_lower.iter().zip(&series.yhat_upper);
    let is_fine = series.times.iter().any(|time| time.ms() % 1000 != 0);
    series.times.iter().zip(&series.yhat).zip(bands).map(move |((time, yhat), (lower, upper))| {
        [moment_text(*time, is_fine), exact(*yhat), exact(*lower), exact(*upper)]
    })
}

/// A number as it is, so that reading it back gives the same bits; nothing where there is none.
fn exact(value: f64) -> String {
    match value.is_finite() {
        true => value.to_string(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Labels};

    fn stored(count: usize) -> StoredForecast {
        let series = |index: usize| StoredSeries {
            labels: Labels::from_pairs([("__name__", "up".to_owned()), ("job", format!("a,\"{index}"))]),
            times: vec![Timestamp::from_seconds(1_700_000_000)],
            yhat: vec![0.1],
            yhat_lower: vec![-1e300],
            yhat_upper: vec![f64::NAN],
        };
        StoredForecast::new(Timestamp::from_ms(0), "up".into(), "auto".into(), 80.0, (0..count).map(series).collect())
    }

    fn text_of(forecast: &StoredForecast) -> String {
        let mut bytes = Vec::new();
        stored_csv(forecast, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn one_series_has_the_old_columns() {
        let text = text_of(&stored(1));
        assert!(text.starts_with("ds,yhat,yhat_lower,yhat_upper\n2023-11-14 22:13:20,0.1,-1000000"), "{text}");
        assert!(text.ends_with("000,\n"), "{text}");
    }

    #[test]
    fn milliseconds_where_the_step_has_them() {
        let grid = |start, step| Grid { start: Timestamp::from_ms(start), step: Duration::from_ms(step), len: 1 };
        for (start, step, shown) in [
            (0, 8, "1970-01-01 00:00:00.008"),
            (0, 500, "1970-01-01 00:00:00.500"),
            (250, 1000, "1970-01-01 00:00:01.250"),
            (0, 60_000, "1970-01-01 00:01:00"),
        ] {
            assert_eq!(ds(Axis::Moments, grid(start, step), 1), shown);
        }
        let mut forecast = stored(1);
        forecast.series[0].times = vec![Timestamp::from_ms(1_700_000_000_500)];
        assert!(text_of(&forecast).contains("\n2023-11-14 22:13:20.500,"));
    }

    #[test]
    fn counts_and_days_that_not_every_month_has() {
        let step = Duration::MONTH;
        let grid = Grid { start: Timestamp::from_ms(0), step, len: 1 };
        assert_eq!(ds(Axis::Count { first: 1, stride: 1, step }, grid, 60), "61");
        assert_eq!(ds(Axis::Months { day: Some(31), shift_ms: 0 }, grid, 2), "1970-02-28 00:00:00");
    }

    #[test]
    fn several_series_are_told_apart_and_quoted() {
        let text = text_of(&stored(2));
        assert!(text.starts_with("series,ds,yhat,yhat_lower,yhat_upper\n\"up{job=\"\"a,\\\"\"0\"\"}\","), "{text}");
    }
}
