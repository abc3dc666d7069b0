//! A model's file: what is written is read, and whatever else is not, in words that tell why.

use proptest::prelude::*;

use super::*;
use crate::{ModelFileError, decode, encode};

/// Positions of the version and of the body's checksum.
const VERSION_AT: usize = 15;
const BODY_AT: usize = VERSION_AT + 4 + 8 + 8 + 4;

fn refusal(bytes: &[u8]) -> ModelFileError {
    decode(bytes).unwrap_err()
}

#[test]
fn there_and_back() {
    let model =
        Model { left_out: 3, origin: Origin { sha256: "ab".to_owned(), note: "été".to_owned() }, ..small_model() };
    let bytes = encode(&model);
    let read = decode(&bytes).unwrap();
    assert_eq!((&read.schema, &read.settings, &read.origin), (&model.schema, &model.settings, &model.origin));
    assert_eq!((&read.forest, read.left_out), (&model.forest, 3));
    assert_eq!((read.out_of_bag_scores, read.training_scores), (model.out_of_bag_scores, model.training_scores));
    assert_eq!(read.reference.times(), model.reference.times());
    assert_eq!(encode(&read), bytes, "to the bit, NaN included");
}

#[test]
fn each_kind_of_damage_has_its_words() {
    let bytes = encode(&small_model());
    let changed = |at: usize| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    assert_eq!(refusal(&[]), ModelFileError::Empty);
    assert_eq!(refusal(b"PAR1"), ModelFileError::Foreign);
    assert_eq!(refusal(&changed(0)), ModelFileError::Foreign);
    assert_eq!(refusal(&changed(VERSION_AT)), ModelFileError::OtherVersion { found: 17 });
    assert_eq!(refusal(&changed(BODY_AT + 100)), ModelFileError::Damaged);
    assert_eq!(refusal(&bytes[..9]), ModelFileError::CutOff);
    assert_eq!(refusal(&bytes[..BODY_AT]), ModelFileError::CutOff);
    assert_eq!(refusal(&bytes[..bytes.len() - 1]), ModelFileError::CutOff);
    assert_eq!(refusal(&[&bytes[..], b"\n"].concat()), ModelFileError::GoesOn);
}

#[test]
fn no_flipped_bit_is_overlooked() {
    let bytes = encode(&small_model());
    for bit in (0..bytes.len() * 8).step_by(if bytes.len() > 4096 { 7 } else { 1 }) {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(decode(&flipped).is_err(), "bit {bit}");
    }
}

/// The bytes with another body, and a checksum that is right for it: what no accident makes.
fn with_body(body: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    let folded = encoder.finish().unwrap();
    let mut bytes = b"promcast model\n\x01\0\0\0".to_vec();
    bytes.extend((folded.len() as u64).to_le_bytes());
    bytes.extend((body.len() as u64).to_le_bytes());
    bytes.extend(crc32fast::hash(&folded).to_le_bytes());
    bytes.extend(folded);
    bytes
}

fn body_of(bytes: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut body = Vec::new();
    flate2::read::ZlibDecoder::new(&bytes[BODY_AT..]).read_to_end(&mut body).unwrap();
    body
}

#[test]
fn a_body_forged_with_care_is_still_refused_or_whole() {
    let bytes = encode(&small_model());
    let body = body_of(&bytes);
    assert_eq!(encode(&decode(&with_body(&body)).unwrap()), bytes);
    for cut in (0..body.len()).step_by(31) {
        assert!(decode(&with_body(&body[..cut])).is_err(), "{cut}");
    }
    assert_eq!(refusal(&with_body(&[&body[..], &[0]].concat())), ModelFileError::Senseless("end"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(decode(&bytes).is_err());
        let _either = decode(&with_body(&bytes));
    }

    #[test]
    fn no_change_of_the_body_makes_it_panic(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut body = body_of(&encode(&small_model()));
        let at = at.index(body.len());
        body[at] = to;
        // A changed number is a model still, and answers; whatever the answer.
        if let Ok(model) = decode(&with_body(&body)) {
            let _answer = (model.predict(&[10.0, 1.0, 1.0]), model.predict_all(&model.reference));
        }
    }
}
