//! YAML as all our files are read: the message of a mistake has its key, line and column, and nothing of the text.

use serde::de::DeserializeOwned;

/// Reads a text; one that is empty means all defaults.
pub(crate) fn parse<T: DeserializeOwned + Default>(text: &str) -> anyhow::Result<T> {
    // An empty document is null in YAML.
    let is_empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if is_empty {
        return Ok(T::default());
    }
    // The lines around a mistake would help, but may hold a password.
    let mut key = String::new();
    let read = serde_saphyr::with_deserializer_from_str(text, |yaml| {
        serde_path_to_error::deserialize(yaml).map_err(|error| {
            key = error.path().to_string();
            error.into_inner()
        })
    });
    let at_key = || if key.is_empty() || key == "." { String::new() } else { format!("{key}: ") };
    read.map_err(|error| anyhow::anyhow!("{}{}", at_key(), error.without_snippet()))
}
