//! The envelope of every answer of the API: a status, and data or an error. It is read as its bytes arrive.

use std::fmt;
use std::io::{BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::reading::Reading;
use super::sentences::Sentences;
use super::{AnswerError, position, words};

/// The fields around the data, and the data.
#[derive(Debug)]
pub(super) struct Envelope<T> {
    data: Option<T>,
    pub(super) warnings: Vec<String>,
    pub(super) infos: Vec<String>,
    /// VictoriaMetrics says so in a field of its own.
    says_partial: bool,
}

/// The beginning of Prometheus' words about an expression; any other warning is of storage that did not answer, or not all of it.
const OF_EXPRESSION: &str = "PromQL ";

impl<T> Envelope<T> {
    /// Reads the envelope of the answer to `expr` to its end, and its data by a seed.
    pub(super) fn read<'de, S: DeserializeSeed<'de, Value = T>>(
        body: impl Read,
        expr: &str,
        reading: &Reading,
        data: S,
    ) -> Result<Self, AnswerError> {
        let mut bytes = serde_json::Deserializer::from_reader(BufReader::new(body));
        let fields = FieldsSeed(data).deserialize(&mut bytes).and_then(|fields| bytes.end().map(|()| fields));
        let fields = fields.map_err(|error| reading.failed(&error))?;
        match fields.status.as_deref() {
            Some("success") => Ok(Self {
                data: fields.data.flatten(),
                warnings: fields.warnings.flatten().unwrap_or_default().0,
                infos: fields.infos.flatten().unwrap_or_default().0,
                says_partial: fields.is_partial.flatten().unwrap_or_default(),
            }),
            Some("error") => Err(fields.answered(expr)),
            Some(_) => Err(AnswerError::Malformed { part: "the answer", fault: "has an unknown status" }),
            None => Err(AnswerError::Malformed { part: "the answer", fault: "has another shape" }),
        }
    }

    /// Takes the data out of it.
    pub(super) fn take_data(&mut self) -> Result<T, AnswerError> {
        self.data.take().ok_or(AnswerError::Malformed { part: "the answer", fault: "has no data" })
    }

    /// Tells whether data are missing. Prometheus, Thanos and Mimir warn of it, and VictoriaMetrics marks the answer.
    pub(super) fn is_partial(&self) -> bool {
        self.warnings.iter().any(|warning| !warning.trim_start().starts_with(OF_EXPRESSION)) || self.says_partial
    }
}

/// The fields as they were found; the outer `Option` tells whether a field was there.
struct Fields<T> {
    status: Option<String>,
    data: Option<Option<T>>,
    error_type: Option<Option<String>>,
    error: Option<Option<String>>,
    warnings: Option<Option<Sentences>>,
    infos: Option<Option<Sentences>>,
    is_partial: Option<Option<bool>>,
}

impl<T> Fields<T> {
    fn answered(self, expr: &str) -> AnswerError {
        let error = self.error.flatten().unwrap_or_default();
        let message = words::without_question(&error);
        AnswerError::Answered {
            error_type: words::identifier(&self.error_type.flatten().unwrap_or_default()),
            position: position::in_expression(message, expr),
            message: words::sanitised(message),
        }
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Field {
    Status,
    Data,
    ErrorType,
    Error,
    Warnings,
    Infos,
    IsPartial,
    #[serde(other)]
    Other,
}

/// Reads the fields, with a seed for the data.
struct FieldsSeed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for FieldsSeed<S> {
    type Value = Fields<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for FieldsSeed<S> {
    type Value = Fields<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer of the API")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields {
            status: None,
            data: None,
            error_type: None,
            error: None,
            warnings: None,
            infos: None,
            is_partial: None,
        };
        let mut seed = Some(self.0);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Status => once("status", &mut fields.status, map.next_value()?)?,
                // An error may have any data beside it.
                Field::Data if fields.status.as_deref() == Some("error") => drop(map.next_value::<IgnoredAny>()?),
                Field::Data => {
                    let seed = seed.take().ok_or_else(|| A::Error::duplicate_field("data"))?;
                    fields.data = Some(map.next_value_seed(NullableSeed(seed))?);
                }
                Field::ErrorType => once("errorType", &mut fields.error_type, map.next_value()?)?,
                Field::Error => once("error", &mut fields.error, map.next_value()?)?,
                Field::Warnings => once("warnings", &mut fields.warnings, map.next_value()?)?,
                Field::Infos => once("infos", &mut fields.infos, map.next_value()?)?,
                Field::IsPartial => once("isPartial", &mut fields.is_partial, map.next_value()?)?,
                Field::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(fields)
    }
}

/// Fills a field that may be there once.
fn once<T, E: Error>(name: &'static str, field: &mut Option<T>, value: T) -> Result<(), E> {
    match field.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// Reads `null` as nothing, and anything else by the seed.
struct NullableSeed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for NullableSeed<S> {
    type Value = Option<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for NullableSeed<S> {
    type Value = Option<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("data")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}
