//! The id of what is kept: `20261120T120000Z-1a2b3c4d` is the second it was made, the millisecond (`1a2`) and a hash of what it
//! says (`b3c4d`). Ids sort by time.

use timeseries::Timestamp;

/// The id of what was made at a moment and says what the fingerprint says.
pub(crate) fn kept_id(created: Timestamp, says: &Fingerprint) -> String {
    let c = created.civil();
    let stamp = format!("{:04}{:02}{:02}T{:02}{:02}{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second);
    let millisecond = created.ms().rem_euclid(1000);
    format!("{stamp}-{millisecond:03x}{:05x}", says.folded())
}

/// A hash that tells two things of one millisecond apart: Fowler, Noll, Vo, 64 bit, variant 1a.
pub(crate) struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    pub(crate) fn number(&mut self, number: f64) {
        self.bytes(&number.to_bits().to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The lowest 20 bits, with all others folded in.
    fn folded(&self) -> u64 {
        (self.0 ^ (self.0 >> 20) ^ (self.0 >> 40) ^ (self.0 >> 60)) & 0xf_ffff
    }
}
