//! The other way: bytes as numbers, texts and lists. What is not there is an error, before anything is made room for.

use super::ModelFileError;

/// Bytes that are still to be read.
#[derive(Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Everything that was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn u8(&mut self) -> Result<u8, ModelFileError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, ModelFileError> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, ModelFileError> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, ModelFileError> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Result<f64, ModelFileError> {
        self.u64().map(f64::from_bits)
    }

    /// A number that must be finite.
    pub(super) fn finite(&mut self) -> Result<f64, ModelFileError> {
        self.f64()
            .and_then(|value| if value.is_finite() { Ok(value) } else { Err(ModelFileError::Senseless("number")) })
    }

    /// Reads a count of items of at least `least_bytes` each: never more than the rest has room for.
    pub(super) fn count(&mut self, least_bytes: usize) -> Result<usize, ModelFileError> {
        let count = usize::try_from(self.u64()?).unwrap_or(usize::MAX);
        match count.checked_mul(least_bytes) {
            Some(bytes) if bytes <= self.0.len() => Ok(count),
            _ => Err(ModelFileError::CutOff),
        }
    }

    pub(super) fn f64s(&mut self, count: usize) -> Result<Vec<f64>, ModelFileError> {
        self.list(count, Self::f64)
    }

    pub(super) fn text(&mut self) -> Result<String, ModelFileError> {
        let length = self.count(1)?;
        let bytes = self.take(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| ModelFileError::Senseless("text"))
    }

    /// As many values as there are to be; the first that cannot be read ends it.
    pub(super) fn list<T>(
        &mut self,
        count: usize,
        read: impl Fn(&mut Self) -> Result<T, ModelFileError>,
    ) -> Result<Vec<T>, ModelFileError> {
        (0..count).map(|_| read(self)).collect()
    }

    /// A value that may not be there.
    pub(super) fn maybe<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, ModelFileError>,
    ) -> Result<Option<T>, ModelFileError> {
        match self.u8()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(ModelFileError::Senseless("option")),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelFileError> {
        let (array, rest) = self.0.split_first_chunk().ok_or(ModelFileError::CutOff)?;
        self.0 = rest;
        Ok(*array)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelFileError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ModelFileError::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }
}
