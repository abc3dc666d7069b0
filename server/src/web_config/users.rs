//! Users with the bcrypt hashes of their passwords. Checking one is slow on purpose, so that what was found is remembered.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Debug, Formatter};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

/// As many answers as are remembered.
const MAX_REMEMBERED: usize = 100;
/// Checked where there is no such user, so that the time it takes tells nothing.
const OF_NOBODY: &str = "$2b$10$mBHm2eDpJ9P0ZUJL4Ll4xeg7n9nBX/7IOwIpZe4INQ9eET9l6Auvm";

/// A bcrypt hash.
#[derive(Clone)]
pub(super) struct PasswordHash(String);

impl Debug for PasswordHash {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("<secret>")
    }
}

impl<'de> Deserialize<'de> for PasswordHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse::<bcrypt::HashParts>() {
            Ok(_) => Ok(Self(text)),
            // The text may be the password itself.
            Err(_) => Err(serde::de::Error::custom("this is no bcrypt hash: make one with `htpasswd -nBC 10 \"\"`")),
        }
    }
}

/// Everyone who may come in; without a user, everyone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Users {
    hashes: Arc<BTreeMap<String, PasswordHash>>,
    /// By the hash of all that decides.
    remembered: Arc<Mutex<HashMap<[u8; 32], bool>>>,
    /// One check at a time: guessing must not take all cores.
    checking: Arc<tokio::sync::Mutex<()>>,
}

impl Users {
    pub(super) fn new(hashes: BTreeMap<String, PasswordHash>) -> Self {
        Self { hashes: Arc::new(hashes), ..Self::default() }
    }

    /// Returns true if no credentials are needed.
    pub(crate) fn is_open(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Returns true if there is such a user with this password.
    pub(crate) async fn knows(&self, name: &str, password: &str) -> bool {
        let known = self.hashes.get(name);
        let hash = known.map_or(OF_NOBODY, |PasswordHash(hash)| hash).to_owned();
        let key = key(name, password, &hash);
        if let Some(found) = self.remembered(&key) {
            return found;
        }
        let _alone = self.checking.lock().await;
        let password = password.to_owned();
        let checked = tokio::task::spawn_blocking(move || bcrypt::verify(password, &hash).unwrap_or(false)).await;
        let found = checked.unwrap_or(false) && known.is_some();
        self.remember(key, found);
        found
    }

    fn remembered(&self, key: &[u8; 32]) -> Option<bool> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied()
    }

    fn remember(&self, key: [u8; 32], found: bool) {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever guesses must not push out those who know.
        if !found && remembered.len() >= MAX_REMEMBERED {
            remembered.retain(|_, found| *found);
        }
        if remembered.len() < MAX_REMEMBERED {
            remembered.insert(key, found);
        }
    }
}

/// Lengths keep one part from running into the next.
fn key(name: &str, password: &str, hash: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in [name, password, hash] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}
