//! An answer as lines along time: a column of moments, columns of numbers, and a line for each text beside them.

mod points;

use api::{LineView, SqlChartView, SqlLine, SqlParam, SqlParams};
use archive::{RecordBatch, SchemaRef, cell};
use timeseries::{Duration, TimeRange, Timestamp, Unit, text};

use points::{Points, read};

/// More lines cannot be told apart.
const MAX_LINES: usize = 8;
/// As many points as a wide chart can show.
const MAX_POINTS: i64 = 2_000;

/// Columns that can be the moments of a chart.
pub(super) fn moment_columns(schema: &SchemaRef) -> Vec<String> {
    names(schema, cell::is_moment)
}

/// Columns that can be drawn.
pub(super) fn number_columns(schema: &SchemaRef) -> Vec<String> {
    names(schema, cell::is_number)
}

fn names(schema: &SchemaRef, fits: fn(&archive::DataType) -> bool) -> Vec<String> {
    schema.fields().iter().filter(|field| fits(field.data_type())).map(|field| field.name().clone()).collect()
}

/// The chart of these rows.
pub(super) fn chart(schema: &SchemaRef, batches: &[RecordBatch], params: &SqlParams, has_more: bool) -> SqlChartView {
    match lines(schema, batches, params, has_more) {
        Ok(lines) => lines,
        Err(why) => SqlChartView::None(why),
    }
}

fn lines(
    schema: &SchemaRef,
    batches: &[RecordBatch],
    params: &SqlParams,
    has_more: bool,
) -> Result<SqlChartView, String> {
    let x = one_of(&params.x, &moment_columns(schema), "dates or timestamps")?;
    let y = match params.y.trim() {
        "" => number_columns(schema),
        name => vec![one_of(name, &number_columns(schema), "numbers")?],
    };
    if y.is_empty() {
        return Err("A chart needs a column of numbers beside its moments.".to_owned());
    }
    let points = read(schema, batches, &x, &y);
    let steps = steps(&points).ok_or("There is no row with a moment and a number.")?;
    let notes = notes(&points, &steps, has_more);
    let shown = points.lines.into_iter().take(MAX_LINES).zip(1..);
    let lines = shown.map(|((name, moments), color)| line(name, color, &moments, &steps, &params.hide)).collect();
    let whole = TimeRange { start: steps.start, end: steps.start + steps.step.times(steps.len.max(2) as u64 - 1) };
    let window = zoom(params, whole).unwrap_or(whole);
    Ok(SqlChartView::Lines { lines, window, whole, notes })
}

/// The column that was asked for, or the first there is.
fn one_of(asked: &str, there: &[String], what: &str) -> Result<String, String> {
    let asked = asked.trim();
    match there.iter().find(|name| asked.is_empty() || *name == asked) {
        Some(name) => Ok(name.clone()),
        None if asked.is_empty() => Err(format!("A chart needs a column of {what}, and one of numbers.")),
        None => Err(format!("There is no column `{asked}` of {what}.")),
    }
}

/// The points in time that are drawn.
#[derive(Debug)]
struct Steps {
    start: Timestamp,
    step: Duration,
    len: usize,
    /// Number of distinct moments in the drawn lines.
    moments: usize,
    /// Two points farther apart have a gap between them.
    gap_ms: i64,
}

/// The widest step that meets every moment, or, where that gives too many points, one that does not.
fn steps(points: &Points) -> Option<Steps> {
    let mut times: Vec<i64> =
        points.lines.iter().take(MAX_LINES).flat_map(|(_, line)| line.iter().map(|(ms, _)| *ms)).collect();
    times.sort_unstable();
    times.dedup();
    let (first, last) = (*times.first()?, *times.last()?);
    let mut distances: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    distances.sort_unstable();
    let usual = distances.get(distances.len() / 2).copied().unwrap_or(1000);
    let common = distances.iter().copied().fold(0, greatest_common_divisor);
    let span = last - first;
    let exact = if common == 0 { 1000 } else { common };
    let step = if span / exact < MAX_POINTS { exact } else { span / (MAX_POINTS - 1) + 1 };
    Some(Steps {
        start: Timestamp::from_ms(first),
        step: Duration::from_ms(step.unsigned_abs()),
        len: usize::try_from(span / step + 1).ok()?,
        moments: times.len(),
        gap_ms: usual.max(step) * 3 / 2,
    })
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

fn line(name: String, color: usize, moments: &[(i64, f64)], steps: &Steps, hide: &[String]) -> SqlLine {
    let points = on_grid(moments, steps);
    SqlLine { color, is_hidden: hide.contains(&name), figures: text::figures(&points.values, Unit::None), points, name }
}

/// The mean of each step; straight from one to the next where that is no gap.
fn on_grid(line: &[(i64, f64)], steps: &Steps) -> LineView {
    let mut sums = vec![(0.0, 0_u32); steps.len];
    for (ms, value) in line {
        let index = usize::try_from((ms - steps.start.ms()) / steps.step.ms_i64()).unwrap_or(usize::MAX);
        if let Some((sum, count)) = sums.get_mut(index) {
            *sum += value;
            *count += 1;
        }
    }
    let mut values: Vec<f64> = sums.into_iter().map(|(sum, count)| sum / f64::from(count)).collect();
    let known: Vec<usize> = (0..values.len()).filter(|index| !values[*index].is_nan()).collect();
    for pair in known.windows(2) {
        bridge(&mut values, pair[0], pair[1], steps);
    }
    LineView { start: steps.start, step: steps.step, values }
}

fn bridge(values: &mut [f64], from: usize, to: usize, steps: &Steps) {
    let length = to - from;
    let is_gap = i64::try_from(length).is_ok_and(|length| length.saturating_mul(steps.step.ms_i64()) > steps.gap_ms);
    if is_gap {
        return;
    }
    let (start, rise) = (values[from], values[to] - values[from]);
    for (passed, value) in values[from..to].iter_mut().enumerate() {
        *value = start + rise * passed as f64 / length as f64;
    }
}

fn notes(points: &Points, steps: &Steps, has_more: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if points.lines.len() > MAX_LINES {
        notes.push(format!(
            "The first {MAX_LINES} of {} lines are drawn: more cannot be told apart.",
            points.lines.len()
        ));
    }
    if steps.moments > steps.len {
        notes.push(format!("{} moments are drawn as {} averages.", steps.moments, steps.len));
    }
    if points.has_twins {
        notes.push("Rows of the same line and moment are averaged.".to_owned());
    }
    if points.not_finite > 0 {
        notes.push(format!(
            "{} that are NULL, NaN or infinite are left out.",
            text::counted(points.not_finite, "value")
        ));
    }
    if has_more && points.rows >= super::page::CHART_ROWS {
        notes.push(format!("Only the first {} rows are drawn.", text::grouped(points.rows)));
    }
    notes
}

/// `START~END` in seconds, inside of what there is.
fn zoom(params: &SqlParams, whole: TimeRange) -> Option<TimeRange> {
    let (start, end) = params.get(SqlParam::Zoom).trim().split_once('~')?;
    let moment = |text: &str| text.parse().ok().map(Timestamp::from_seconds);
    let (start, end) = (moment(start)?.max(whole.start), moment(end)?.min(whole.end));
    (start < end).then_some(TimeRange { start, end })
}
