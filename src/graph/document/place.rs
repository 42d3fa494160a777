//! Where in a text a value stands. Records are read without places, which is fast; only when
//! something is wrong is the record walked once more to find the place.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::read::raw_entries;
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

/// The places of a document's records.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) nodes: Vec<Span>,
    pub(super) edges: Vec<Span>,
}

/// Where the records of a document stand; nothing where it is none.
pub(super) fn records(text: &str) -> Written {
    let mut written = Written::default();
    for (key, value) in raw_entries(text).unwrap_or_default() {
        let items: Vec<&RawValue> = serde_json::from_str(value).unwrap_or_default();
        let spans = items.into_iter().map(|item| span_in(text, item.get()));
        match key {
            "\"nodes\"" => written.nodes.extend(spans),
            "\"edges\"" => written.edges.extend(spans),
            _ => {}
        }
    }
    written
}

/// The place of what a JSON pointer leads to within a record, as far as it leads.
pub(super) fn at_pointer(text: &str, record: Span, pointer: &str) -> Span {
    let mut json = record.of(text);
    for name in pointer.split('/').skip(1) {
        match named(json, name) {
            Some(value) => json = value,
            None => break,
        }
    }
    span_in(text, json)
}

/// The entry with a name, or the item with a number.
fn named<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    match raw_entries(json) {
        Some(entries) => {
            let is = |key: &str| serde_json::from_str::<String>(key).is_ok_and(|key| key == name);
            entries.into_iter().find(|(key, _)| is(key)).map(|(_, value)| value)
        }
        None => step(json, name.parse().ok()?).map(|(_, value)| value),
    }
}

fn step(json: &str, at: usize) -> Option<(&str, &str)> {
    if let Ok(RawEntries(entries)) = serde_json::from_str(json) {
        return entries.get(at).map(|(key, value)| (key.get(), value.get()));
    }
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    items.get(at).map(|item| (item.get(), item.get()))
}
