//! What columns the tables of other stores need for properties.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::passages;
use crate::graph::Evidence;
use crate::value::{Map, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Float,
    Boolean,
    Text,
    Texts,
}

impl Kind {
    /// The kind of a value. A list in which the sign stands that is to part its items is written as JSON in a text.
    fn of(value: &Value, parting: Option<char>) -> Kind {
        let goes = |item: &Value| item.as_str().is_some_and(|text| parting.is_none_or(|sign| !text.contains(sign)));
        match value {
            Value::Integer(_) => Kind::Integer,
            Value::Float(number) if number.is_finite() => Kind::Float,
            Value::Boolean(_) => Kind::Boolean,
            Value::List(items) if items.iter().all(goes) => Kind::Texts,
            Value::Null | Value::Float(_) | Value::String(_) | Value::List(_) | Value::Map(_) => Kind::Text,
            Value::Node(_) | Value::Relationship(_) | Value::Path(_) => Kind::Text,
            Value::Temporal(_) | Value::Duration(_) => Kind::Text,
        }
    }

    /// The kind that holds both.
    fn with(self, other: Kind) -> Kind {
        if self == other { self } else { Kind::Text }
    }
}

/// The columns that records need, by name. O(number of properties).
pub(super) fn columns<'m>(records: impl Iterator<Item = &'m Map>, parting: Option<char>) -> BTreeMap<Arc<str>, Kind> {
    let mut columns: BTreeMap<Arc<str>, Kind> = BTreeMap::new();
    for (name, value) in records.flatten() {
        let kind = Kind::of(value, parting);
        columns.entry(Arc::clone(name)).and_modify(|known| *known = known.with(kind)).or_insert(kind);
    }
    columns
}

/// How many numbers and truth values stand as text, since others in their columns are of another kind.
pub(super) fn made_text(records: &[&Map], parting: Option<char>) -> usize {
    let columns = columns(records.iter().copied(), parting);
    let is_text = |name: &Arc<str>| columns.get(name) == Some(&Kind::Text);
    let values = records.iter().flat_map(|record| record.iter());
    let typed = |value: &Value| matches!(value, Value::Integer(_) | Value::Float(_) | Value::Boolean(_));
    values.filter(|(name, value)| typed(value) && is_text(name)).count()
}

/// Properties without `id`, which has a column of its own, and with evidence as JSON in a text.
pub(super) fn with_evidence(properties: &Map, evidence: &[Evidence]) -> Map {
    let mut properties = properties.clone();
    properties.remove("id");
    if !evidence.is_empty() {
        properties.insert("evidence".into(), Value::string(passages::text(evidence)));
    }
    properties
}
