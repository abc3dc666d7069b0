//! The periods sent to a running server, as the old service's client sends them: records with numbers as numbers.

use anyhow::{Context, bail, ensure};
use promcast_http::{Answer, PromcastHttp};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use timeseries::{Day, Timestamp};

use super::periods::Period;
use super::table::Line;
use crate::commands::data::Data;

/// The part of an answer that is printed.
#[derive(Deserialize)]
struct Evaluated {
    evaluated_items: u64,
    training_rows: u64,
    rmse: f64,
    mae: f64,
    r2score: Option<f64>,
    mape: Option<f64>,
    baseline_rmse: f64,
    drift_detected: u8,
    drift_severity: f64,
    drift_flagged: bool,
}

/// One line a period.
pub(super) async fn lines(server: &str, model: &str, data: &Data, periods: &[Period]) -> anyhow::Result<Vec<Line>> {
    let server = PromcastHttp::at(server)?;
    let Columns { time, categories } = columns(&server, model).await?;
    let records = records(data, &categories)?;
    let mut lines = Vec::new();
    for period in periods {
        let rows: Vec<&Map<String, Value>> =
            records.iter().filter(|record| lies_in(record, time.as_deref(), period)).collect();
        ensure!(!rows.is_empty(), "{} has no row of {period}", data.name);
        let body = json!({ "data": rows, "evaluation_period_name": period.name }).to_string();
        let answer = server.post(&format!("/evaluate/{}", api::encode(model)), body.into_bytes()).await?;
        lines.push(line(period, &answer)?);
    }
    Ok(lines)
}

/// Names of the columns that a model reads, as far as an evaluation needs them.
struct Columns {
    /// The one that says when a row was.
    time: Option<String>,
    /// Those whose cells are texts, whatever they look like.
    categories: Vec<String>,
}

async fn columns(server: &PromcastHttp, model: &str) -> anyhow::Result<Columns> {
    let answer = server.get(&format!("/api/v1/models/{}", api::encode(model))).await?;
    let told = &understood(&answer)?["data"];
    let features = told["features"].as_array().into_iter().flatten();
    let categories = features.filter(|feature| feature["kind"] == "category");
    Ok(Columns {
        time: told["time"].as_str().map(str::to_owned),
        categories: categories.filter_map(|feature| feature["name"].as_str().map(str::to_owned)).collect(),
    })
}

fn understood(answer: &Answer) -> anyhow::Result<Value> {
    let told: Value = serde_json::from_slice(&answer.body).context("what answers is not a Promcast")?;
    if answer.status != 200 {
        bail!("the server answers {}: {}", answer.status, told["error"].as_str().unwrap_or("without a reason"));
    }
    Ok(told)
}

fn line(period: &Period, answer: &Answer) -> anyhow::Result<Line> {
    let told = understood(answer).with_context(|| format!("cannot evaluate {period}"))?;
    let told: Evaluated = serde_json::from_value(told).context("what answers is not a Promcast")?;
    Ok(Line {
        period: period.to_string(),
        rows: told.evaluated_items,
        training_rows: told.training_rows,
        rmse: told.rmse,
        mae: told.mae,
        r2: told.r2score,
        mape: told.mape,
        baseline_rmse: told.baseline_rmse,
        drift_detected: told.drift_detected == 1,
        severity: told.drift_severity,
        flagged: told.drift_flagged,
    })
}

fn records(data: &Data, categories: &[String]) -> anyhow::Result<Vec<Map<String, Value>>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(data.bytes.as_slice());
    let header = reader.headers().with_context(|| format!("{} is no CSV", data.name))?.clone();
    let record = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.with_context(|| format!("{} is no CSV", data.name))?;
        let is_category = |name: &str| categories.iter().any(|category| category == name);
        let member = |(name, cell): (&str, &str)| (name.to_owned(), value(cell, is_category(name)));
        Ok(header.iter().zip(&record).map(member).collect())
    };
    reader.records().map(record).collect()
}

fn value(cell: &str, is_category: bool) -> Value {
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() && !is_category => json!(number),
        _ if cell.is_empty() => Value::Null,
        _ => json!(cell),
    }
}

fn lies_in(record: &Map<String, Value>, time: Option<&str>, period: &Period) -> bool {
    let Some((first, last)) = period.days else { return true };
    let said = time.and_then(|time| record.get(time)?.as_str());
    let moment = said.and_then(|said| Timestamp::parse(said, Timestamp::from_ms(0)).ok());
    moment.is_some_and(|moment| (first..=last).contains(&Day::of(moment)))
}
