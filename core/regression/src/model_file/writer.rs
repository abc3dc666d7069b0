//! Numbers, texts and lists as bytes, little-endian.

/// Bytes that grow.
#[derive(Debug, Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn u16(&mut self, value: u16) {
        self.0.extend(value.to_le_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.0.extend(value.to_le_bytes());
    }

    /// A number to the bit, NaN included.
    pub(super) fn f64(&mut self, value: f64) {
        self.u64(value.to_bits());
    }

    /// Writes the number of items that follow.
    pub(super) fn count(&mut self, count: usize) {
        self.u64(count as u64);
    }

    /// Numbers of a length that the reader knows.
    pub(super) fn f64s<'a>(&mut self, values: impl IntoIterator<Item = &'a f64>) {
        values.into_iter().for_each(|value| self.f64(*value));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend(text.as_bytes());
    }

    /// A value that may not be there.
    pub(super) fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.u8(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }
}
