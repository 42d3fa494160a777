//! Where in a text a value stands. Records are read without places, which is fast; only when
//! something is wrong is the record walked once more to find the place.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::diagnostic::Span;

/// An object's entries as they are written.
pub(super) struct RawEntries<'a>(pub(super) Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for RawEntries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawEntries<'a>, D::Error> {
        deserializer.deserialize_map(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawEntries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawEntries<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawEntries(entries))
    }
}

/// The place of `part`, which must be a slice of `source`.
pub(crate) fn span_in(source: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
    Span::new(start, start + part.len())
}

/// The value that is reached from `json` by taking, at each step, the item or entry with that number.
pub(super) fn value_at<'a>(json: &'a str, path: &[usize]) -> &'a str {
    path.iter().fold(json, |inside, at| step(inside, *at).map_or(inside, |(_, value)| value))
}

/// The key of the entry with this number.
pub(super) fn key_at(json: &str, at: usize) -> &str {
    step(json, at).map_or(json, |(key, _)| key)
}

fn step(json: &str, at: usize) -> Option<(&str, &str)> {
    if let Ok(RawEntries(entries)) = serde_json::from_str(json) {
        return entries.get(at).map(|(key, value)| (key.get(), value.get()));
    }
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    items.get(at).map(|item| (item.get(), item.get()))
}
