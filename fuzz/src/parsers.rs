//! Runs every parser that takes bytes from outside, and asserts what holds of its outcome.

use archive::{DayRollups, Manifest, Place, WriteOptions};
use bytes::Bytes;
use promql::{Limits, Template, decode};
use regression::Needs;
use service::ForecastRequest;
use timeseries::{Duration, Timestamp};

/// Answers of a Prometheus.
pub(crate) fn answers(bytes: &[u8]) {
    let limits = Limits { max_series: 2, max_samples: 3 };
    if let Ok(answer) = decode::range_answer(bytes, "up", limits) {
        assert!(answer.series.len() <= limits.max_series);
    }
    let _ = decode::newest_moment(bytes, "up");
    let _ = decode::error_answer(bytes, "up");
    if let Ok(names) = decode::metric_names(bytes, 3) {
        assert!(names.len() <= 3);
    }
    let _ = decode::metadata(bytes);
}

/// Expressions, templates, durations and times, a line each.
pub(crate) fn expressions(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        if promql::parse(line).is_ok() {
            assert!(promql::may_be_expression(line), "{line}");
        }
        let _ = Template::parse(line);
        if let Ok(duration) = line.parse::<Duration>() {
            assert_eq!(duration.to_string().parse::<Duration>().ok(), Some(duration), "{line}");
        }
        let _ = Timestamp::parse(line, Timestamp::from_ms(0));
    }
}

/// Series as CSV.
pub(crate) fn series_csv(bytes: &[u8]) {
    let _ = service::input_csv(bytes, None);
}

/// Rows of a model as CSV.
pub(crate) fn rows_csv(bytes: &[u8]) {
    let _ = regression::read_csv(bytes, &regression::bike_sharing(), Needs::Target);
}

/// Query strings of the pages and of the API.
pub(crate) fn queries(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let params = api::ForecastParams::from_query(&text);
    // A link leads to a page with the same link.
    let query = params.to_query();
    assert_eq!(api::ForecastParams::from_query(&query).to_query(), query);
    let _ = ForecastRequest::parse(&params, Timestamp::from_ms(1_800_000_000_000));
    let link = api::ArchiveParams::from_query(&text).link();
    assert_eq!(api::ArchiveParams::from_query(query_of(&link)).link(), link);
    let link = api::ModelsParams::from_query(&text).link();
    assert_eq!(api::ModelsParams::from_query(query_of(&link)).link(), link);
    let link = api::SqlParams::from_query(&text).link();
    assert_eq!(api::SqlParams::from_query(query_of(&link)).link(), link);
}

fn query_of(link: &str) -> &str {
    link.split_once('?').map_or("", |(_, query)| query)
}

/// Files of models.
pub(crate) fn models(bytes: &[u8]) {
    if let Ok(model) = regression::decode(bytes) {
        let again = regression::encode(&model);
        assert!(regression::decode(&again).is_ok_and(|decoded| regression::encode(&decoded) == again));
    }
}

/// Manifests of an archive.
pub(crate) fn manifests(bytes: &[u8]) {
    let parsed = Manifest::parse(bytes);
    assert!(parsed.kept_files().all(|file| parsed.lists(file)));
}

/// Roll-ups of a day.
pub(crate) fn rollups(bytes: &[u8]) {
    let _ = DayRollups::decode(bytes);
}

/// Parquet files of an archive.
pub(crate) fn parquet(bytes: &[u8]) {
    let Some(place) = Place::of_path("2026-11-01/orders.parquet") else { return };
    if let Ok(rows) = archive::parquet::decode(Bytes::copy_from_slice(bytes)) {
        let _ = archive::parquet::encode(&rows, &place.proxy, place.day, &WriteOptions::default());
    }
    let _ = archive::parquet::roll_up(bytes.to_vec(), &place);
}
