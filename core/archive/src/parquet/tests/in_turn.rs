//! A file written and read metric by metric is the file of all rows, and holds one metric at a time.

use proptest::prelude::*;
use timeseries::{Labels, Sample, Series, Timestamp};

use super::{bits, day, options, proxy, rows};
use crate::parquet::{DayEncoder, MetricReader, by_metric, decode, encode, examine};
use crate::{Compression, FileError, Row, WriteOptions};

fn reader(file: &[u8]) -> MetricReader {
    let bytes = bytes::Bytes::copy_from_slice(file);
    MetricReader::open(|| Ok(bytes.clone())).unwrap()
}

/// All rows, with the metrics in the order in which they came.
fn read(mut reader: MetricReader) -> (Vec<String>, Vec<Row>) {
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    while let Some((metric, series)) = reader.next_metric().unwrap() {
        for Series { labels, samples } in series {
            rows.extend(samples.into_iter().map(|Sample { time, value }| Row {
                timestamp: time,
                metric: metric.clone(),
                value,
                labels: labels.clone(),
            }));
        }
        names.push(metric);
    }
    (names, rows)
}

#[test]
fn metrics_come_in_turn_and_series_whole() {
    let rows = rows(60);
    let file = encode(&rows, &proxy(), day(), &WriteOptions::default()).unwrap();
    let mut in_turn = reader(&file);
    let mut seen = Vec::new();
    while let Some((metric, series)) = in_turn.next_metric().unwrap() {
        assert_eq!(series.len(), 2, "{metric}: a series an environment");
        assert!(series.iter().all(|series| series.samples.len() == 1440));
        seen.push(metric);
    }
    assert_eq!(seen, ["error_count", "request_count", "response_time"]);
    assert_eq!(in_turn.next_metric().unwrap(), None);
    assert_eq!(bits(&read(reader(&file)).1), bits(&rows));
}

#[test]
fn the_bytes_do_not_depend_on_the_order_of_rows_or_on_who_hands_them_over() {
    let mut shuffled = rows(300);
    let file = encode(&shuffled, &proxy(), day(), &options(Compression::Zstd)).unwrap();
    shuffled.sort_by_key(|row| (row.timestamp.ms() % 7_919, row.metric.len()));
    assert_eq!(encode(&shuffled, &proxy(), day(), &options(Compression::Zstd)).unwrap(), file);
    let mut encoder = DayEncoder::new(Vec::new(), &proxy(), day(), &options(Compression::Zstd)).unwrap();
    for (metric, series) in by_metric(&shuffled) {
        // Each sample a series of its own: those of the same labels are one run of rows all the same.
        let apart: Vec<Series> = (series.iter().rev())
            .flat_map(|series| series.samples.iter().map(|sample| (series.labels.clone(), *sample)))
            .map(|(labels, sample)| Series { labels, samples: vec![sample] })
            .collect();
        encoder.add(metric, &apart).unwrap();
    }
    let (bytes, count) = encoder.finish().unwrap();
    assert_eq!((count, bytes == file), (shuffled.len() as u64, true));
}

#[test]
fn metrics_in_another_order_are_refused_and_read_all_the_same() {
    let mut encoder = DayEncoder::new(Vec::new(), &proxy(), day(), &WriteOptions::default()).unwrap();
    encoder.add("b", &[]).unwrap();
    for late in ["a", "b"] {
        assert!(matches!(encoder.add(late, &[]), Err(FileError::MetricOrder(name)) if name == late));
    }
    let foreign = super::foreign::unsorted();
    let (names, read) = read(reader(&foreign));
    assert!(names.is_sorted() && names.len() > 1, "{names:?}");
    assert_eq!(bits(&read), bits(&decode(bytes::Bytes::from(foreign)).unwrap()));
}

/// The labels of each row are there at once while it is written: long ones come in short pieces.
#[test]
fn long_labels_and_many_metrics_end_row_groups_and_lose_no_row() {
    let labels = |nth: usize| {
        Labels::from_pairs((0..100).map(|label| (format!("l{label}"), format!("{nth}-{label}").repeat(60))))
    };
    let row = |at: i64, nth: usize| Row {
        timestamp: Timestamp::from_ms(day().start().ms() + at * 60_000),
        metric: format!("m{nth}"),
        value: at as f64,
        labels: labels(nth),
    };
    let rows: Vec<Row> = (0..3).flat_map(|nth| (0..1440).map(move |at| row(at, nth))).collect();
    let file = encode(&rows, &proxy(), day(), &WriteOptions::default()).unwrap();
    assert_eq!(examine(&bytes::Bytes::from(file.clone())).unwrap().rows, 4_320);
    assert_eq!(bits(&read(reader(&file)).1), bits(&rows));
}

proptest! {
    #[test]
    fn any_rows_come_back(pairs in proptest::collection::vec((0..4_usize, 0..3_usize, 0..86_400_000_i64, any::<f64>()), 0..200)) {
        let rows: Vec<Row> = (pairs.into_iter())
            .map(|(metric, series, ms, value)| Row {
                timestamp: Timestamp::from_ms(day().start().ms() + ms),
                metric: ["", "a", "b\"", "日"][metric].to_owned(),
                value,
                labels: [Labels::default(), Labels::from_pairs([("a", "")]), Labels::from_pairs([("a", "b"), ("c", "d")])][series].clone(),
            })
            .collect();
        let options = WriteOptions { row_group_bytes: 2_000, ..WriteOptions::default() };
        let file = encode(&rows, &proxy(), day(), &options).unwrap();
        let (names, back) = read(reader(&file));
        prop_assert!(names.is_sorted());
        prop_assert_eq!(bits(&back), bits(&rows));
    }
}
