//! Evidence as it travels in files: a list of objects, or the same as JSON in a text.

use std::sync::Arc;

use super::json;
use crate::graph::Evidence;
use crate::value::{Map, Value};

/// The passages that a value stands for, if it stands for any.
pub(super) fn passages(value: &Value) -> Option<Vec<Evidence>> {
    match value {
        Value::List(items) => items.iter().map(passage).collect(),
        Value::Map(_) => Some(vec![passage(value)?]),
        other => serde_json::from_str(other.as_str()?).ok(),
    }
}

fn passage(value: &Value) -> Option<Evidence> {
    serde_json::from_value(json::of(value)).ok()
}

/// Passages as a list of maps.
pub(super) fn value(evidence: &[Evidence]) -> Value {
    Value::list(evidence.iter().map(map).collect())
}

/// Passages as JSON in a text.
pub(super) fn text(evidence: &[Evidence]) -> String {
    serde_json::to_string(evidence).unwrap_or_default()
}

fn map(piece: &Evidence) -> Value {
    let mut map = Map::from([("work".into(), Value::String(Arc::clone(&piece.work)))]);
    let parts = [("section", &piece.section), ("page", &piece.page), ("phrase", &piece.phrase)];
    for (name, part) in parts.into_iter().chain([("printed", &piece.printed)]) {
        map.extend(part.as_ref().map(|text| (name.into(), Value::String(Arc::clone(text)))));
    }
    if !piece.citing.is_empty() {
        let citing = piece.citing.iter().map(|id| Value::String(Arc::clone(id)));
        map.insert("citing".into(), Value::list(citing.collect()));
    }
    Value::map(map)
}
