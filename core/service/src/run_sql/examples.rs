//! Statements to begin with, about what is really there.

use api::{SqlExample, SqlSchemaView};
use archive::Inventory;
use archive::sql::literal;

/// Builds common queries of archived metrics; each runs as it stands.
pub(super) fn examples(inventory: &Inventory, schema: &SqlSchemaView) -> Vec<SqlExample> {
    let newest = inventory.files.iter().max_by_key(|file| (file.place.day, std::cmp::Reverse(&file.place.proxy)));
    let day = literal(&newest.map_or_else(|| "2026-11-20".to_owned(), |file| file.place.day.to_string()));
    let proxy = literal(newest.map_or("api-proxy-1", |file| file.place.proxy.as_str()));
    let metric = |name: &str| {
        let known = schema.metrics.iter().map(|known| known.name.as_str());
        literal(known.clone().find(|known| *known == name).or(known.clone().next()).unwrap_or(name))
    };
    let (requests, response, errors) = (metric("request_count"), metric("response_time"), metric("error_count"));
    let example = |label: &str, sql: String| SqlExample { label: label.to_owned(), sql };
    vec![
        example(
            "A day of one proxy",
            format!(
                "SELECT timestamp, metric_name, value, labels\nFROM metrics\nWHERE date = {day} AND api_proxy = {proxy}\nORDER BY timestamp"
            ),
        ),
        example(
            "Requests by proxy",
            format!(
                "SELECT api_proxy, sum(value) AS requests\nFROM metrics\nWHERE metric_name = {requests} AND isfinite(value)\nGROUP BY api_proxy\nORDER BY requests DESC"
            ),
        ),
        example(
            "Average by day",
            format!(
                "SELECT date::DATE AS day, api_proxy, avg(value) AS average\nFROM metrics\nWHERE metric_name = {response} AND isfinite(value)\nGROUP BY ALL\nORDER BY day, api_proxy"
            ),
        ),
        example(
            "95th percentile by hour",
            format!(
                "SELECT time_bucket(INTERVAL 1 HOUR, timestamp) AS hour, api_proxy, quantile_cont(value, 0.95) AS p95\nFROM metrics\nWHERE metric_name = {response} AND isfinite(value)\nGROUP BY ALL\nORDER BY hour, api_proxy"
            ),
        ),
        example(
            "Errors by type",
            format!(
                "SELECT api_proxy, labels['error_type'] AS error_type, sum(value) AS errors\nFROM metrics\nWHERE metric_name = {errors} AND isfinite(value)\nGROUP BY ALL\nORDER BY errors DESC"
            ),
        ),
        example("Every column at a glance", "SUMMARIZE metrics".to_owned()),
    ]
}
