//! One element of a result: a series of a matrix or a vector, or one of the two parts of a scalar.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use timeseries::{Labels, Sample};

use super::AnswerError;
use super::reading::{MAX_LABEL_BYTES, Reading};
use super::sample::WireSample;

/// The bytes that a label counts for beside its text, so that their number has an end too.
const BYTES_OF_A_LABEL: usize = 64;

/// An element of a result.
#[derive(Debug)]
pub(super) enum Element {
    Entry(Entry),
    Number(f64),
    Text(String),
}

/// A series as it was sent. Native histograms are only noticed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) labels: Labels,
    pub(super) samples: Vec<Sample>,
    pub(super) has_histograms: bool,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Field {
    Metric,
    Values,
    Value,
    Histograms,
    Histogram,
    #[serde(other)]
    Other,
}

/// Reads an element.
pub(super) struct ElementSeed<'r>(pub(super) &'r Reading);

impl<'de> DeserializeSeed<'de> for ElementSeed<'_> {
    type Value = Element;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Element, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ElementSeed<'_> {
    type Value = Element;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a series")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Element, E> {
        Ok(Element::Number(number as f64))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Element, E> {
        Ok(Element::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Element, E> {
        Ok(Element::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Element, E> {
        Ok(Element::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Element, A::Error> {
        let (mut labels, mut samples, mut value) = (None, None, None);
        let mut has_histograms = false;
        while let Some(field) = map.next_key()? {
            match field {
                Field::Metric if labels.is_some() => return Err(A::Error::duplicate_field("metric")),
                Field::Metric => labels = Some(map.next_value_seed(MetricSeed(self.0))?),
                Field::Values if samples.is_some() => return Err(A::Error::duplicate_field("values")),
                Field::Values => samples = Some(map.next_value_seed(SamplesSeed(self.0))?),
                Field::Value if value.is_some() => return Err(A::Error::duplicate_field("value")),
                Field::Value => value = map.next_value::<Option<WireSample>>()?,
                Field::Histograms | Field::Histogram => {
                    has_histograms |= map.next_value::<Option<IgnoredAny>>()?.is_some();
                }
                Field::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let labels = labels.ok_or_else(|| A::Error::missing_field("metric"))?;
        let mut samples: Vec<Sample> = samples.unwrap_or_default();
        samples.extend(value.map(|WireSample(sample)| sample));
        samples.shrink_to_fit();
        Ok(Element::Entry(Entry { labels, samples, has_histograms }))
    }
}

/// Reads samples up to the cap of one series.
struct SamplesSeed<'r>(&'r Reading);

impl<'de> DeserializeSeed<'de> for SamplesSeed<'_> {
    type Value = Vec<Sample>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Sample>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for SamplesSeed<'_> {
    type Value = Vec<Sample>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of samples")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Sample>, A::Error> {
        let limit = self.0.limits.max_samples;
        let mut samples = Vec::new();
        while let Some(WireSample(sample)) = list.next_element()? {
            if samples.len() == limit {
                return Err(self.0.exceed(AnswerError::TooManySamples { limit }));
            }
            samples.push(sample);
        }
        Ok(samples)
    }
}

/// Reads the labels of a series, an object of texts, up to a cap.
struct MetricSeed<'r>(&'r Reading);

impl<'de> DeserializeSeed<'de> for MetricSeed<'_> {
    type Value = Labels;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Labels, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MetricSeed<'_> {
    type Value = Labels;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of labels")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
        let mut labels = Labels::default();
        let mut bytes = 0;
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            bytes += name.len() + value.len() + BYTES_OF_A_LABEL;
            if bytes > MAX_LABEL_BYTES {
                return Err(self.0.exceed(AnswerError::LongLabels { limit: MAX_LABEL_BYTES }));
            }
            labels.insert(name, value);
        }
        Ok(labels)
    }
}
