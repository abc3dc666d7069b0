//! Files that were cut, changed or made to hurt: every one gets an error or an answer, quickly.

use bytes::Bytes;
use proptest::prelude::*;

use super::{day, options, proxy, rows};
use crate::parquet::{decode, encode, examine, footer_shape};
use crate::{Compression, FileError, WriteOptions};

fn file() -> Vec<u8> {
    encode(&rows(900), &proxy(), day(), &WriteOptions::default()).unwrap()
}

/// A file with this footer.
fn with_footer(footer: &[u8]) -> Bytes {
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    Bytes::from([&b"PAR1"[..], footer, &length, b"PAR1"].concat())
}

/// A number as Thrift writes it.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

#[test]
fn cut_anywhere_is_noticed() {
    let file = file();
    for length in (0..file.len()).step_by(7).chain(file.len() - 20..file.len()) {
        let refused = examine(&Bytes::copy_from_slice(&file[..length])).unwrap_err();
        match length {
            0 => assert!(matches!(refused, FileError::Empty)),
            1..4 => assert!(matches!(refused, FileError::NotParquet)),
            _ => assert!(matches!(refused, FileError::CutOff), "{length}: {refused:?}"),
        }
    }
}

#[test]
fn bytes_that_went_missing_inside_are_noticed() {
    let file = file();
    for gap in [1, 100, 1000] {
        let shorter = [&file[..500], &file[500 + gap..]].concat();
        assert!(matches!(examine(&Bytes::from(shorter)), Err(FileError::Footer(_))), "{gap}");
    }
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "it is empty"),
        (b"P", "it is not a Parquet file"),
        (b"PAR1", "its end is missing: it was cut off"),
        (b"timestamp,value\n1,2\n", "it is not a Parquet file"),
        (b"PK\x03\x04 a zip", "it is not a Parquet file"),
        (b"PAR1\0\0\0\0PARE", "it is encrypted"),
        (b"PAR1\xff\xff\xff\xffPAR1", "its footer is damaged: it says that it is longer than the file"),
        (b"PAR1\0\0\0\0PAR1", "its footer is damaged: its parts do not fit together"),
    ];
    for (bytes, words) in cases {
        assert_eq!(examine(&Bytes::from_static(bytes)).unwrap_err().to_string(), words);
    }
}

#[test]
fn a_footer_that_promises_too_much_is_refused_before_it_is_decoded() {
    let lists = |field: u8, of: u8, length: u64| [vec![field << 4 | 9, 0xf0 | of], varint(length)].concat();
    // One level and one element more than is read.
    let deep_list: Vec<u8> = std::iter::repeat_n([0x19, 0x19], 17).flatten().collect();
    let deep_struct: Vec<u8> = std::iter::repeat_n(0x1c, 17).collect();
    let group = [0x48, 1, b'a', 0x15, 2, 0];
    let nested = [&lists(2, 12, 501)[..], &group.repeat(501), &[0]].concat();
    let footers = [
        lists(2, 12, 501),
        lists(4, 12, 100),
        lists(5, 12, 1000),
        [lists(4, 12, 4), vec![0; 2]].concat(),
        [vec![0x18], varint(1000)].concat(),
        vec![0xff; 4096],
        vec![0x15; 4096],
        deep_list,
        deep_struct,
        nested,
    ];
    for (at, footer) in footers.iter().enumerate() {
        assert!(footer_shape::check(footer).is_err(), "{at}");
        let refused = examine(&with_footer(footer)).unwrap_err();
        assert!(matches!(refused, FileError::Footer(_)), "{at}: {refused:?}");
    }
}

#[test]
fn a_footer_beyond_all_measure_is_not_read() {
    let refused = examine(&with_footer(&vec![0; 9 << 20])).unwrap_err();
    assert_eq!(refused.to_string(), "its footer is damaged: it is longer than 8 MiB");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Checks that examining a damaged footer always returns.
    #[test]
    fn a_changed_footer_never_panics(changes in prop::collection::vec((0_usize..4000, any::<u8>()), 1..6)) {
        let mut file = file();
        let from_end = file.len().min(4000);
        for (at, byte) in changes {
            let at = file.len() - 1 - at % from_end;
            file[at] = byte;
        }
        let _ = examine(&Bytes::from(file));
    }

    #[test]
    fn any_footer_never_panics(footer in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(examine(&with_footer(&footer)).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Reading rows of a damaged file ends, too: with rows or with an error.
    #[test]
    fn damaged_pages_never_panic(at in any::<prop::sample::Index>(), bit in 0_u8..8, codec in 0_usize..4) {
        let mut file = encode(&rows(3600), &proxy(), day(), &options(Compression::ALL[codec])).unwrap();
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        let _ = decode(Bytes::from(file));
    }
}
