//! The id of what is kept: `20261120T120000Z-1a2b3c4d` is the second it was made, the millisecond (`1a2`) and a hash of what it
//! says (`b3c4d`). Ids sort by when they were made, also where the clock went back in between: then they run ahead of it.

use timeseries::{Duration, Timestamp};

/// The id of what was made at a moment and says what the fingerprint says.
pub(crate) fn kept_id(created: Timestamp, says: &Fingerprint) -> String {
    let c = created.civil();
    let stamp = format!("{:04}{:02}{:02}T{:02}{:02}{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second);
    let millisecond = created.ms().rem_euclid(1000);
    format!("{stamp}-{millisecond:03x}{:05x}", says.folded())
}

/// The id of what was made at a moment, after what has the id `newest`.
pub(crate) fn kept_id_after(newest: Option<&str>, created: Timestamp, says: &Fingerprint) -> String {
    let id = kept_id(created, says);
    let last = newest.filter(|newest| *newest >= id.as_str()).and_then(moment_of);
    last.map_or(id, |last| kept_id(last + Duration::from_ms(1), says))
}

/// The moment that an id names.
fn moment_of(id: &str) -> Option<Timestamp> {
    let (stamp, rest) = id.split_once('-')?;
    let milliseconds = u64::from_str_radix(rest.get(..3)?, 16).ok()?;
    let (date, time) = stamp.strip_suffix('Z')?.split_once('T')?;
    let part = |text: &str, from: usize, to: usize| text.get(from..to).map(str::to_owned);
    let date = [part(date, 0, 4)?, part(date, 4, 6)?, part(date, 6, 8)?].join("-");
    let time = [part(time, 0, 2)?, part(time, 2, 4)?, part(time, 4, 6)?].join(":");
    let second = Timestamp::parse_civil(format!("{date}T{time}Z").as_bytes())?;
    Some(second + Duration::from_ms(milliseconds))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn id_at(ms: i64, newest: Option<&str>) -> String {
        kept_id_after(newest, Timestamp::from_ms(ms), &Fingerprint::default())
    }

    #[test]
    fn ids_sort_by_when_they_were_made_whatever_the_clock_does() {
        let hour = 3_600_000;
        let moved =
            [0, 1, 1, -5, hour, hour + 1, 2 * hour, -24 * hour, -24 * hour + 999, 999, 1_000, 400 * 24 * hour, 0];
        let mut newest: Option<String> = None;
        for by in moved {
            let id = id_at(1_700_000_000_000 + by, newest.as_deref());
            assert!(newest.as_ref().is_none_or(|newest| *newest < id), "{newest:?} {id}");
            assert_eq!(id.len(), 25);
            newest = Some(id);
        }
    }

    #[test]
    fn an_id_is_its_own_moment_where_the_clock_is_right() {
        assert_eq!(id_at(1_700_000_000_026, None), id_at(1_700_000_000_026, Some("20231114T221319Z-3e7fffff")));
        let after = id_at(1_700_000_000_000, Some("20231114T221320Z-3e7fffff"));
        assert!(after.starts_with("20231114T221321Z-000"), "{after}");
        let foreign = id_at(1_700_000_000_000, Some("99999999T999999Z-ffffffff"));
        assert!(foreign.starts_with("20231114T221320Z-000"), "no moment comes after: {foreign}");
    }
}
