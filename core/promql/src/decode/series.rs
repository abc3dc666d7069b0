//! The series of an answer: a matrix, a vector or a scalar, read one series at a time so that a cap is noticed at once.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use timeseries::{Labels, Sample, Series};

use super::sample::WireSample;
use super::{AnswerError, Limits, typed};

/// The `data` of a query's answer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    result_type: String,
    #[serde(borrow)]
    result: &'a RawValue,
}

/// The series in `data`, and in how many native histograms were left out.
pub(super) fn read(data: &RawValue, limits: Limits) -> Result<(Vec<Series>, usize), AnswerError> {
    let Data { result_type, result } = typed(data, "its data")?;
    match result_type.as_str() {
        "matrix" | "vector" => Ok(with_samples(entries(result, limits)?)),
        "scalar" => {
            let WireSample(sample) = typed(result, "its scalar")?;
            Ok((vec![Series { labels: Labels::default(), samples: vec![sample] }], 0))
        }
        "string" => Err(AnswerError::Malformed { part: "its result", fault: "is a text, not numbers" }),
        _ => Err(AnswerError::Malformed { part: "its result", fault: "is of an unknown type" }),
    }
}

/// One entry of a matrix or a vector. Native histograms are only noticed.
#[derive(Deserialize)]
struct Entry {
    metric: Metric,
    #[serde(default)]
    values: Vec<WireSample>,
    value: Option<WireSample>,
    #[serde(default)]
    histograms: Option<IgnoredAny>,
    histogram: Option<IgnoredAny>,
}

impl Entry {
    fn has_histograms(&self) -> bool {
        self.histograms.is_some() || self.histogram.is_some()
    }

    fn series(self) -> Series {
        let samples = self.values.into_iter().chain(self.value).map(|WireSample(sample)| sample).collect();
        Series { labels: self.metric.0, samples: in_order(samples) }
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

fn with_samples(entries: Vec<Entry>) -> (Vec<Series>, usize) {
    let histograms = entries.iter().filter(|entry| entry.has_histograms()).count();
    let series = entries.into_iter().map(Entry::series).filter(|series| !series.samples.is_empty()).collect();
    (without_declarations(series), histograms)
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

fn entries(result: &RawValue, limits: Limits) -> Result<Vec<Entry>, AnswerError> {
    let mut exceeded = false;
    let seed = EntriesSeed { max_series: limits.max_series, exceeded: &mut exceeded };
    let read = seed.deserialize(&mut serde_json::Deserializer::from_str(result.get()));
    read.map_err(|error| match exceeded {
        true => AnswerError::TooManySeries { limit: limits.max_series },
        false => AnswerError::malformed("its result", &error),
    })
}

/// Reads entries up to a cap.
struct EntriesSeed<'e> {
    max_series: usize,
    /// Set where the cap ended the reading.
    exceeded: &'e mut bool,
}

impl<'de> DeserializeSeed<'de> for EntriesSeed<'_> {
    type Value = Vec<Entry>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Entry>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EntriesSeed<'_> {
    type Value = Vec<Entry>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of series")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Entry>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            if entries.len() == self.max_series {
                *self.exceeded = true;
                return Err(A::Error::custom("more series than are read"));
            }
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// The labels of an entry: an object of texts.
struct Metric(Labels);

impl<'de> Deserialize<'de> for Metric {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MetricVisitor)
    }
}

struct MetricVisitor;

impl<'de> Visitor<'de> for MetricVisitor {
    type Value = Metric;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of labels")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metric, A::Error> {
        let mut labels = Labels::default();
        while let Some((name, value)) = map.next_entry()? {
            labels.insert(name, value);
        }
        Ok(Metric(labels))
    }
}
