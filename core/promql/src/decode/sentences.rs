//! A list of sentences, of which the first are read: nobody says as much as a source can send.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

/// More than a person reads, and enough to find the one that says that data are missing.
const MOST: usize = 1_000;

/// The first of the sentences.
#[derive(Debug, Default)]
pub(super) struct Sentences(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Sentences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(SentencesVisitor)
    }
}

struct SentencesVisitor;

impl<'de> Visitor<'de> for SentencesVisitor {
    type Value = Sentences;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sentences")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Sentences, A::Error> {
        let mut sentences = Vec::new();
        while sentences.len() < MOST {
            match list.next_element()? {
                Some(sentence) => sentences.push(sentence),
                None => return Ok(Sentences(sentences)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Sentences(sentences))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept() {
        let read = |json: &str| serde_json::from_str::<Sentences>(json).map(|sentences| sentences.0);
        assert_eq!(read(r#"["a","b"]"#).unwrap(), ["a", "b"]);
        assert_eq!(read("[]").unwrap(), Vec::<String>::new());
        let many = format!("[{}\"x\"]", "\"x\",".repeat(5_000));
        assert_eq!(read(&many).unwrap().len(), MOST);
        for json in ["[1]", "{}", "null", "[\"a\""] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
