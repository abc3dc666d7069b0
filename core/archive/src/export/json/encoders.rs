//! The types that Arrow's JSON writer refuses, or writes as something else: moments, times of day, bytes, decimals, unions, and maps
//! whose keys are no text. All others are left to it.

use arrow::array::{Array, AsArray, MapArray, UnionArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::*;
use arrow::error::ArrowError;
use arrow::json::writer::{Encoder, EncoderFactory, EncoderOptions, NullableEncoder, make_encoder};

use crate::cell;

/// Makes the encoders.
#[derive(Debug)]
pub(super) struct Encoders;

impl EncoderFactory for Encoders {
    fn make_default_encoder<'a>(
        &self,
        _field: &'a FieldRef,
        array: &'a dyn Array,
        options: &'a EncoderOptions,
    ) -> Result<Option<NullableEncoder<'a>>, ArrowError> {
        let encoder: Box<dyn Encoder + 'a> = match array.data_type() {
            DataType::Timestamp(unit, _) => Box::new(Moments { counts: counts(array, *unit), unit: *unit }),
            DataType::Decimal128(..) | DataType::Decimal256(..) => Box::new(Numbers(array)),
            DataType::Date32
            | DataType::Time32(_)
            | DataType::Time64(_)
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::FixedSizeBinary(_) => Box::new(Texts(array)),
            DataType::Map(entries, _) if !has_text_keys(entries) => {
                Box::new(Maps::new(array.as_map(), entries, options)?)
            }
            DataType::Union(fields, _) => match array.as_any().downcast_ref::<UnionArray>() {
                Some(union) => return Unions::new(union, fields, options).map(|unions| Some(unions.nullable())),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(NullableEncoder::new(encoder, array.nulls().cloned())))
    }
}

fn counts(array: &dyn Array, unit: TimeUnit) -> &[i64] {
    match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().values(),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().values(),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().values(),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().values(),
    }
}

fn has_text_keys(entries: &FieldRef) -> bool {
    matches!(entries.data_type(), DataType::Struct(fields) if fields.first().is_some_and(|key| *key.data_type() == DataType::Utf8))
}

/// Moments, all of them in UTC.
struct Moments<'a> {
    counts: &'a [i64],
    unit: TimeUnit,
}

impl Encoder for Moments<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        // No text of a moment has a character that JSON would escape.
        out.push(b'"');
        out.extend(cell::iso(self.counts[row], self.unit).into_bytes());
        out.push(b'"');
    }
}

/// Values as the text they have everywhere else.
struct Texts<'a>(&'a dyn Array);

impl Encoder for Texts<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        push_quoted(&cell::text(self.0, row).unwrap_or_default(), out);
    }
}

/// Numbers with all of their digits.
struct Numbers<'a>(&'a dyn Array);

impl Encoder for Numbers<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        out.extend(cell::text(self.0, row).unwrap_or_default().into_bytes());
    }
}

/// Maps whose keys become text.
struct Maps<'a> {
    map: &'a MapArray,
    values: NullableEncoder<'a>,
}

impl<'a> Maps<'a> {
    fn new(map: &'a MapArray, entries: &'a FieldRef, options: &'a EncoderOptions) -> Result<Self, ArrowError> {
        let field = match entries.data_type() {
            DataType::Struct(fields) => fields.get(1),
            _ => None,
        };
        let field = field.ok_or_else(|| ArrowError::JsonError("a map has no values".to_owned()))?;
        Ok(Self { map, values: make_encoder(field, map.values().as_ref(), options)? })
    }
}

impl Encoder for Maps<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        let offsets = self.map.value_offsets();
        let places = (offsets[row]..offsets[row + 1]).filter_map(|place| usize::try_from(place).ok());
        out.push(b'{');
        for (nth, place) in places.enumerate() {
            if nth > 0 {
                out.push(b',');
            }
            push_quoted(&cell::text(self.map.keys().as_ref(), place).unwrap_or_default(), out);
            out.push(b':');
            match self.values.is_null(place) {
                true => out.extend(b"null"),
                false => self.values.encode(place, out),
            }
        }
        out.push(b'}');
    }
}

/// The value that a union holds, without the name of its member.
struct Unions<'a> {
    union: &'a UnionArray,
    members: Vec<(i8, NullableEncoder<'a>)>,
}

impl<'a> Unions<'a> {
    fn new(union: &'a UnionArray, fields: &'a UnionFields, options: &'a EncoderOptions) -> Result<Self, ArrowError> {
        let members =
            fields.iter().map(|(id, field)| Ok((id, make_encoder(field, union.child(id).as_ref(), options)?)));
        Ok(Self { union, members: members.collect::<Result<_, ArrowError>>()? })
    }

    /// A union has no mark for NULL: its members have.
    fn nullable(self) -> NullableEncoder<'a> {
        let is_there = |row| !cell::is_null(self.union, row);
        let nulls: NullBuffer = (0..self.union.len()).map(is_there).collect::<Vec<_>>().into();
        NullableEncoder::new(Box::new(self), Some(nulls))
    }
}

impl Encoder for Unions<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        let (id, place) = (self.union.type_id(row), self.union.value_offset(row));
        match self.members.iter_mut().find(|(member, _)| *member == id) {
            Some((_, encoder)) => encoder.encode(place, out),
            None => out.extend(b"null"),
        }
    }
}

fn push_quoted(text: &str, out: &mut Vec<u8>) {
    out.extend(serde_json::Value::from(text).to_string().into_bytes());
}
