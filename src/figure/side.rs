//! The rows of a comparison: each says which of two views holds the relations in it.

use std::collections::BTreeMap;

use super::compare::Shown;
use crate::session::Answer;
use crate::value::{EdgeId, Value};

/// Which views hold each relationship of the rows, by what the first column says: only the first, only the
/// second, both.
pub(super) fn of_rows(answer: &Answer, places: &[String; 3]) -> BTreeMap<EdgeId, Shown> {
    let mut sides: BTreeMap<EdgeId, Shown> = BTreeMap::new();
    for row in &answer.rows {
        let place = row.first().and_then(Value::as_str);
        let Some(at) = places.iter().position(|known| place == Some(known)) else { continue };
        let here = [Shown::OnlyFirst, Shown::OnlySecond, Shown::Both][at];
        for edge in row.iter().flat_map(edges) {
            sides.entry(edge).and_modify(|shown| *shown = shown.and(here)).or_insert(here);
        }
    }
    sides
}

fn edges(value: &Value) -> Vec<EdgeId> {
    match value {
        Value::Relationship(edge) => vec![*edge],
        Value::Path(path) => path.edges.clone(),
        Value::List(items) => items.iter().flat_map(edges).collect(),
        Value::Map(entries) => entries.values().flat_map(edges).collect(),
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::Node(_) => Vec::new(),
        Value::String(_) | Value::Temporal(_) | Value::Duration(_) => Vec::new(),
    }
}
