//! The columns of an answer with samples.

use arrow::array::{Array, Float64Array, Int64Array, ListArray, RecordBatch, StringArray};
use timeseries::Labels;

use super::{API_PROXY, UnexpectedColumns};

/// The columns by their types.
pub(super) struct SampleColumns<'a> {
    metric: &'a StringArray,
    proxy: &'a StringArray,
    names: Texts<'a>,
    values: Texts<'a>,
    ms: &'a Int64Array,
    value: &'a Float64Array,
    rows: &'a Int64Array,
}

/// Lists of texts.
struct Texts<'a> {
    lists: &'a ListArray,
    texts: &'a StringArray,
}

impl<'a> SampleColumns<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Result<Self, UnexpectedColumns> {
        Ok(Self {
            metric: column(batch, "metric_name")?,
            proxy: column(batch, "api_proxy")?,
            names: Texts::of(batch, "label_names")?,
            values: Texts::of(batch, "label_values")?,
            ms: column(batch, "ms")?,
            value: column(batch, "value")?,
            rows: column(batch, "rows")?,
        })
    }

    /// All that a row says of its series, as one text.
    pub(super) fn write_key(&self, row: usize, key: &mut String) {
        key.clear();
        let own = [self.metric.value(row), self.proxy.value(row)];
        for text in own.into_iter().chain(self.names.of_row(row)).chain(self.values.of_row(row)) {
            // Its length before each text: no other texts make the same key.
            key.push_str(&text.len().to_string());
            key.push(':');
            key.push_str(text);
        }
    }

    /// The labels of a row. What the archive itself says wins over a label of that name; an empty value is no label.
    pub(super) fn labels(&self, row: usize) -> Labels {
        let kept = self.names.of_row(row).zip(self.values.of_row(row)).filter(|(_, value)| !value.is_empty());
        let own = [(API_PROXY, self.proxy.value(row)), ("__name__", self.metric.value(row))];
        Labels::from_pairs(kept.chain(own))
    }

    pub(super) fn ms(&self, row: usize) -> i64 {
        self.ms.value(row)
    }

    pub(super) fn value(&self, row: usize) -> f64 {
        if self.value.is_null(row) { f64::NAN } else { self.value.value(row) }
    }

    pub(super) fn rows(&self, row: usize) -> u64 {
        u64::try_from(self.rows.value(row)).unwrap_or(0)
    }
}

impl<'a> Texts<'a> {
    fn of(batch: &'a RecordBatch, name: &'static str) -> Result<Self, UnexpectedColumns> {
        let lists: &ListArray = column(batch, name)?;
        let texts = lists.values().as_any().downcast_ref().ok_or(UnexpectedColumns(name))?;
        Ok(Self { lists, texts })
    }

    /// The texts of a row; none where there is no list.
    fn of_row(&self, row: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        let offsets = self.lists.value_offsets();
        let (start, end) = match self.lists.is_null(row) {
            true => (0, 0),
            false => (offsets[row], offsets[row + 1]),
        };
        let texts = self.texts;
        (start..end).filter_map(|at| usize::try_from(at).ok()).map(move |at| texts.value(at))
    }
}

/// The column of that name and type.
pub(super) fn column<'a, T: 'static>(batch: &'a RecordBatch, name: &'static str) -> Result<&'a T, UnexpectedColumns> {
    let found = batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref());
    found.ok_or(UnexpectedColumns(name))
}
