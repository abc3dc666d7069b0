//! Tests that a file has the contract's schema, and comes back to the bit.

use parquet::basic::{Compression as Codec, LogicalType, Repetition, Type as Physical};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use proptest::prelude::*;
use timeseries::{Labels, Timestamp};

use super::{bits, day, options, proxy, rows};
use crate::parquet::{decode, encode, examine};
use crate::{Compression, FileError, FileShape, Row, WriteOptions};

fn metadata(file: &[u8]) -> ParquetMetaData {
    ParquetMetaDataReader::new().parse_and_finish(&bytes::Bytes::copy_from_slice(file)).unwrap()
}

#[test]
fn the_schema_of_the_contract() {
    let file = encode(&rows(3600), &proxy(), day(), &WriteOptions::default()).unwrap();
    let metadata = metadata(&file);
    let schema = metadata.file_metadata().schema_descr();
    let names: Vec<&str> = schema.root_schema().get_fields().iter().map(|field| field.name()).collect();
    assert_eq!(names, ["timestamp", "metric_name", "value", "api_proxy", "labels", "date"]);
    let leaves: Vec<(String, Physical)> =
        schema.columns().iter().map(|column| (column.path().string(), column.physical_type())).collect();
    let text = Physical::BYTE_ARRAY;
    let wanted = [
        ("timestamp", Physical::INT64),
        ("metric_name", text),
        ("value", Physical::DOUBLE),
        ("api_proxy", text),
        ("labels.key_value.key", text),
        ("labels.key_value.value", text),
        ("date", text),
    ];
    assert_eq!(leaves, wanted.map(|(name, of)| (name.to_owned(), of)));
    assert!(
        schema.root_schema().get_fields().iter().all(|of| of.get_basic_info().repetition() == Repetition::REQUIRED)
    );
    match schema.column(0).logical_type_ref() {
        Some(LogicalType::Timestamp { is_adjusted_to_u_t_c, unit }) => {
            assert!(!is_adjusted_to_u_t_c && format!("{unit:?}").starts_with("MILLIS"), "{unit:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(metadata.file_metadata().key_value_metadata(), None, "nothing but the format's own schema");
}

#[test]
fn every_codec_is_the_one_asked_for_and_comes_back() {
    let rows = rows(600);
    let codecs = ["SNAPPY", "GZIP", "LZ4_RAW", "ZSTD"];
    for (compression, codec) in Compression::ALL.into_iter().zip(codecs) {
        let file = encode(&rows, &proxy(), day(), &options(compression)).unwrap();
        let group = metadata(&file).row_group(0).clone();
        let used = |of: Codec| format!("{of:?}").starts_with(codec);
        assert!(group.columns().iter().all(|column| used(column.compression())), "{compression}");
        let back = decode(bytes::Bytes::from(file)).unwrap();
        assert_eq!(bits(&back), bits(&rows), "{compression}");
    }
}

#[test]
fn a_series_is_one_run_and_the_order_given_does_not_matter() {
    let mut given = rows(1800);
    let sorted = encode(&given, &proxy(), day(), &WriteOptions::default()).unwrap();
    given.reverse();
    given.rotate_left(17);
    assert_eq!(encode(&given, &proxy(), day(), &WriteOptions::default()).unwrap(), sorted);
    let back = decode(bytes::Bytes::from(sorted)).unwrap();
    assert!(back.is_sorted_by_key(|row| (row.metric.clone(), row.labels.clone(), row.timestamp)));
}

#[test]
fn row_groups_end_at_their_bytes() {
    let rows = rows(15);
    for limit in [16_384, 32_768] {
        let file =
            encode(&rows, &proxy(), day(), &WriteOptions { row_group_bytes: limit, ..options(Compression::Zstd) });
        let metadata = metadata(&file.unwrap());
        assert!(metadata.num_row_groups() >= 2, "{limit}: {}", metadata.num_row_groups());
        for group in metadata.row_groups() {
            assert!(group.compressed_size() <= limit as i64, "{limit}: {}", group.compressed_size());
        }
    }
    let file = encode(&rows, &proxy(), day(), &WriteOptions::default()).unwrap();
    assert_eq!(metadata(&file).num_row_groups(), 1);
}

#[test]
fn the_footer_says_rows_and_times() {
    let rows = rows(15);
    let small = WriteOptions { row_group_bytes: 32_768, ..WriteOptions::default() };
    let examined = examine(&bytes::Bytes::from(encode(&rows, &proxy(), day(), &small).unwrap())).unwrap();
    assert_eq!(examined.rows, rows.len() as u64);
    let last = Timestamp::from_ms(day().start().ms() + 86_400_000 - 15_000);
    assert_eq!(examined.span, Some((day().start(), last)));
    assert_eq!(examined.shape, FileShape::default());
}

#[test]
fn no_row_is_a_file_too() {
    let file = encode(&[], &proxy(), day(), &WriteOptions::default()).unwrap();
    let examined = examine(&bytes::Bytes::from(file.clone())).unwrap();
    assert_eq!((examined.rows, examined.span), (0, None));
    assert_eq!(decode(bytes::Bytes::from(file)).unwrap(), []);
}

#[test]
fn a_row_of_another_day_is_refused() {
    for ms in [-1, 86_400_000] {
        let mut rows = rows(3600);
        rows[3].timestamp = Timestamp::from_ms(day().start().ms() + ms);
        let refused = encode(&rows, &proxy(), day(), &WriteOptions::default());
        assert!(matches!(refused, Err(FileError::OtherDay { .. })), "{ms}");
    }
}

proptest! {
    #[test]
    fn any_row_comes_back(
        given in prop::collection::vec((0_i64..86_400_000, ".{0,12}", any::<u64>(), prop::collection::vec((".{0,6}", ".{0,9}"), 0..4)), 0..60),
        codec in 0_usize..4,
        row_group_bytes in 1_usize..5000,
    ) {
        let rows: Vec<Row> = given.into_iter().map(|(ms, metric, bits, labels)| Row {
            timestamp: Timestamp::from_ms(day().start().ms() + ms),
            metric,
            value: f64::from_bits(bits),
            labels: Labels::from_pairs(labels),
        }).collect();
        let options = WriteOptions { compression: Compression::ALL[codec], row_group_bytes };
        let file = encode(&rows, &proxy(), day(), &options).unwrap();
        prop_assert_eq!(bits(&decode(bytes::Bytes::from(file)).unwrap()), bits(&rows));
    }
}
