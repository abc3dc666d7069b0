//! The hash a file is known by.

use sha2::{Digest, Sha256};

/// The SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn of(bytes: &[u8]) -> String {
    let mut running = Running::default();
    running.add(bytes);
    running.finish()
}

/// The hash of bytes that come in pieces.
#[derive(Clone, Debug, Default)]
pub struct Running(Sha256);

impl Running {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash, in hexadecimal.
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_values() {
        assert_eq!(of(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let mut pieces = Running::default();
        pieces.add(b"a");
        pieces.add(b"bc");
        assert_eq!(pieces.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
