//! Rows out of JSON, read straight into a sheet: keys that no model knows cost nothing and keep nothing.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::sheet::{PREDICTION, Sent, Sheet};

/// The key of a list of records.
const DATA: &str = "data";
/// The key of what a batch is called.
const PERIOD: &str = "evaluation_period_name";

/// Rows to predict, sent as one record or as a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ToPredict {
    /// One record, answered by one number.
    One(Sheet),
    /// A list of records, answered by a list.
    Many(Sheet),
}

/// Rows to evaluate, with the name of the batch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToEvaluate {
    /// The records; nothing where `data` was not sent.
    pub data: Option<Sheet>,
    /// Name of the batch; `Absent` if it was not sent.
    pub period: Sent,
}

/// Reads a record, a list of records, or an object with such a list as `data`.
#[derive(Debug)]
pub(super) struct PredictSeed(pub(super) Arc<[String]>);

/// Reads an object with a list of records as `data` and a name.
#[derive(Debug)]
pub(super) struct EvaluateSeed(pub(super) Arc<[String]>);

impl<'de> DeserializeSeed<'de> for PredictSeed {
    type Value = ToPredict;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ToPredict, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PredictSeed {
    type Value = ToPredict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record or a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, records: A) -> Result<ToPredict, A::Error> {
        let mut sheet = Sheet::new(self.0);
        Records(&mut sheet).visit_seq(records)?;
        Ok(ToPredict::Many(sheet))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut record: A) -> Result<ToPredict, A::Error> {
        let (mut one, mut many) = (Sheet::new(Arc::clone(&self.0)), None);
        one.push_row();
        while let Some(key) = record.next_key_seed(KeySeed(&self.0))? {
            match key {
                Key::Column(column) => one.set(column, record.next_value_seed(SentSeed)?),
                Key::Data => {
                    let mut sheet = Sheet::new(Arc::clone(&self.0));
                    record.next_value_seed(Records(&mut sheet))?;
                    many = Some(sheet);
                }
                Key::Prediction => {
                    one.note_prediction();
                    record.next_value::<IgnoredAny>()?;
                }
                Key::Period | Key::Unknown => {
                    record.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(many.map_or(ToPredict::One(one), ToPredict::Many))
    }
}

impl<'de> DeserializeSeed<'de> for EvaluateSeed {
    type Value = ToEvaluate;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ToEvaluate, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for EvaluateSeed {
    type Value = ToEvaluate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list of records as `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut body: A) -> Result<ToEvaluate, A::Error> {
        let mut asked = ToEvaluate { data: None, period: Sent::Absent };
        while let Some(key) = body.next_key_seed(KeySeed(&[]))? {
            match key {
                Key::Data => {
                    let mut sheet = Sheet::new(Arc::clone(&self.0));
                    body.next_value_seed(Records(&mut sheet))?;
                    asked.data = Some(sheet);
                }
                Key::Period => asked.period = body.next_value_seed(SentSeed)?,
                Key::Column(_) | Key::Prediction | Key::Unknown => {
                    body.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(asked)
    }
}

/// Key of a JSON object. A column wins over the two keys of the contract.
enum Key {
    Column(usize),
    Data,
    Period,
    /// The prediction of an earlier answer.
    Prediction,
    Unknown,
}

struct KeySeed<'a>(&'a [String]);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        let column = self.0.iter().position(|column| column == key);
        Ok(match (column, key) {
            (Some(column), _) => Key::Column(column),
            (None, DATA) => Key::Data,
            (None, PERIOD) => Key::Period,
            (None, PREDICTION) => Key::Prediction,
            (None, _) => Key::Unknown,
        })
    }
}

/// A list of records, row after row.
struct Records<'a>(&'a mut Sheet);

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        while records.next_element_seed(Record(self.0))?.is_some() {}
        Ok(())
    }
}

/// One record, which becomes the last row.
struct Record<'a>(&'a mut Sheet);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut record: A) -> Result<(), A::Error> {
        self.0.push_row();
        while let Some(key) = record.next_key_seed(KeySeed(self.0.columns()))? {
            match key {
                Key::Column(column) => self.0.set(column, record.next_value_seed(SentSeed)?),
                other => {
                    if matches!(other, Key::Prediction) {
                        self.0.note_prediction();
                    }
                    record.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// A whole number. Beyond those that an f64 keeps apart its digits are kept, for it may be the name of a category.
fn whole(value: impl fmt::Display, size: u64) -> Sent {
    const MOST_EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
    let text = value.to_string();
    match text.parse() {
        Ok(number) if size <= MOST_EXACT => Sent::Number(number),
        _ => Sent::Text(text),
    }
}

/// One value, whatever it is.
struct SentSeed;

impl<'de> DeserializeSeed<'de> for SentSeed {
    type Value = Sent;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Sent, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SentSeed {
    type Value = Sent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Sent, E> {
        Ok(Sent::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Sent, E> {
        Ok(whole(value, value.unsigned_abs()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Sent, E> {
        Ok(whole(value, value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Sent, E> {
        Ok(Sent::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Sent, E> {
        Ok(Sent::Text(value.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Sent, E> {
        Ok(Sent::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Sent, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Sent::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Sent, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Sent::Nested)
    }
}
