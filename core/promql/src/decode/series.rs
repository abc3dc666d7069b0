//! The series of an answer: a matrix, a vector or a scalar, read sample by sample so that a cap is noticed at once.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use timeseries::{Labels, Sample, Series};

use super::entry::{Element, ElementSeed, Entry};
use super::reading::Reading;
use super::{AnswerError, sample};

/// The `data` of a query's answer: the type of its result, and the result, in any order.
#[derive(Debug, Default)]
pub(super) struct Data {
    result_type: Option<String>,
    result: Option<Vec<Element>>,
}

impl Data {
    /// Its series, and the number of those in which native histograms were left out.
    pub(super) fn series(self) -> Result<(Vec<Series>, usize), AnswerError> {
        let (Some(result_type), Some(result)) = (self.result_type, self.result) else {
            return Err(AnswerError::Malformed { part: "its data", fault: "has another shape" });
        };
        match result_type.as_str() {
            "matrix" | "vector" => with_samples(result),
            "scalar" => {
                let labels = Labels::default();
                let sample = scalar(&result).ok_or_else(other_shape)?;
                Ok((vec![Series { labels, samples: vec![sample] }], 0))
            }
            "string" => Err(AnswerError::Malformed { part: "its result", fault: "is a text, not numbers" }),
            _ => Err(AnswerError::Malformed { part: "its result", fault: "is of an unknown type" }),
        }
    }
}

fn other_shape() -> AnswerError {
    AnswerError::Malformed { part: "its result", fault: "has another shape" }
}

/// Seconds and a value, which a scalar has in the place of entries.
fn scalar(result: &[Element]) -> Option<Sample> {
    match result {
        [Element::Number(seconds), Element::Text(value)] => {
            Some(Sample { time: sample::moment(*seconds)?, value: value.parse().ok()? })
        }
        _ => None,
    }
}

/// Samples by time; of several at one moment the last one stays.
pub(crate) fn in_order(mut samples: Vec<Sample>) -> Vec<Sample> {
    samples.sort_by_key(|sample| sample.time);
    samples.dedup_by(|later, kept| {
        let same_moment = later.time == kept.time;
        if same_moment {
            *kept = *later;
        }
        same_moment
    });
    samples
}

fn with_samples(result: Vec<Element>) -> Result<(Vec<Series>, usize), AnswerError> {
    let entry = |element| match element {
        Element::Entry(entry) => Ok(entry),
        Element::Number(_) | Element::Text(_) => Err(other_shape()),
    };
    let entries: Vec<Entry> = result.into_iter().map(entry).collect::<Result<_, _>>()?;
    let histograms = entries.iter().filter(|entry| entry.has_histograms).count();
    let series = entries.into_iter().map(|entry| Series { labels: entry.labels, samples: in_order(entry.samples) });
    Ok((without_declarations(series.filter(|series| !series.samples.is_empty()).collect()), histograms))
}

/// The series without the labels that declare their type and unit, which Prometheus adds where it is told to: they are no part
/// of a series' identity. Where nothing else tells two series apart they stay.
fn without_declarations(mut series: Vec<Series>) -> Vec<Series> {
    let is_declaration = |name: &str| matches!(name, "__type__" | "__unit__");
    if !series.iter().any(|one| one.labels.iter().any(|(name, _)| is_declaration(name))) {
        return series;
    }
    let bare: Vec<_> = series.iter().map(|one| one.labels.only(|name| !is_declaration(name))).collect();
    if bare.iter().collect::<BTreeSet<_>>().len() == bare.len() {
        series.iter_mut().zip(bare).for_each(|(one, bare)| one.labels = bare);
    }
    series
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Field {
    ResultType,
    Result,
    #[serde(other)]
    Other,
}

/// Reads the data.
pub(super) struct DataSeed<'r>(pub(super) &'r Reading);

impl<'de> DeserializeSeed<'de> for DataSeed<'_> {
    type Value = Data;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        self.0.enter("its data");
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DataSeed<'_> {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a type and a result")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut data = Data::default();
        while let Some(field) = map.next_key()? {
            match field {
                Field::ResultType if data.result_type.is_some() => return Err(A::Error::duplicate_field("resultType")),
                Field::ResultType => data.result_type = Some(map.next_value()?),
                Field::Result if data.result.is_some() => return Err(A::Error::duplicate_field("result")),
                Field::Result => {
                    self.0.enter("its result");
                    data.result = Some(map.next_value_seed(ResultSeed(self.0))?);
                    self.0.enter("its data");
                }
                Field::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        self.0.enter("the answer");
        Ok(data)
    }
}

/// Reads the elements of a result up to the cap of series.
struct ResultSeed<'r>(&'r Reading);

impl<'de> DeserializeSeed<'de> for ResultSeed<'_> {
    type Value = Vec<Element>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Element>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ResultSeed<'_> {
    type Value = Vec<Element>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of series")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Element>, A::Error> {
        let limit = self.0.limits.max_series;
        let mut elements = Vec::new();
        while let Some(element) = list.next_element_seed(ElementSeed(self.0))? {
            elements.push(element);
            let may_be_scalar = matches!(elements[..], [Element::Number(_)] | [Element::Number(_), Element::Text(_)]);
            if elements.len() > limit && !may_be_scalar {
                return Err(self.0.exceed(AnswerError::TooManySeries { limit }));
            }
        }
        Ok(elements)
    }
}
